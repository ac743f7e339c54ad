//! Reports as mail systems write them, and what nobody should write.

use proptest::prelude::*;

use super::{Bounce, LARGEST, LONGEST_WORDS, NoBounce, Verdict, read};

const HOST: &str = "learn.example.org";
const ID: &str = "01939f00-1111-7222-8333-444455556666";

/// A report with its recipient block, as Postfix sends it.
fn report(block: &str) -> String {
    format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example (Mail Delivery System)\r\n\
         Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status;\r\n boundary=\"A/mx.example\"\r\n\
         Message-Id: <20261124090000.AAAA@mx.example>\r\n\r\nThis is a MIME-encapsulated message.\r\n\r\n\
         --A/mx.example\r\nContent-Description: Notification\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n\
         I'm sorry to have to inform you that your message could not be delivered.\r\n\r\n\
         --A/mx.example\r\nContent-Description: Delivery report\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mx.example\r\nX-Postfix-Queue-ID: AAAA\r\nArrival-Date: Tue, 24 Nov 2026 09:00:00 +0000\r\n\
         \r\n{block}\r\n\
         --A/mx.example\r\nContent-Description: Undelivered Message\r\nContent-Type: message/rfc822\r\n\r\n\
         From: Portolan <portolan@{HOST}>\r\nTo: nino@customs.example\r\nSubject: Your certificate\r\n\
         Message-ID: <{ID}@{HOST}>\r\n\r\nHello.\r\n\r\n--A/mx.example--\r\n"
    )
}

const FAILED: &str = "Final-Recipient: rfc822; nino@customs.example\r\nOriginal-Recipient: rfc822;nino@customs.example\r\n\
                      Action: failed\r\nStatus: 5.1.1\r\nRemote-MTA: dns; mx2.example\r\n\
                      Diagnostic-Code: smtp; 550 5.1.1 <nino@customs.example>: Recipient\r\n    address rejected: unknown\r\n";

fn of(verdict: Verdict, words: &str) -> Result<Bounce, NoBounce> {
    Ok(Bounce { mail: ID.parse().unwrap(), verdict, words: words.to_owned() })
}

fn heard(text: &str) -> Result<Bounce, NoBounce> {
    read(text.as_bytes(), HOST)
}

#[test]
fn a_failure_is_told_with_the_servers_words_in_one_line() {
    let words = "550 5.1.1 <nino@customs.example>: Recipient address rejected: unknown";
    assert_eq!(heard(&report(FAILED)), of(Verdict::Lost, words));
    assert_eq!(heard(&report(FAILED).replace("\r\n", "\n")), of(Verdict::Lost, words), "with bare line feeds");
    assert_eq!(read(report(FAILED).as_bytes(), "LEARN.example.org"), of(Verdict::Lost, words));
}

#[test]
fn the_action_counts_and_without_one_the_status() {
    for (block, verdict, words) in [
        ("Action: failed\r\nStatus: 4.4.7\r\n", Verdict::Lost, "4.4.7"),
        ("Action: Delayed\r\nStatus: 4.2.2\r\nDiagnostic-Code: smtp; 452 full\r\n", Verdict::Late, "452 full"),
        ("Action: delayed\r\nStatus: 5.0.0\r\n", Verdict::Late, "5.0.0"),
        ("Status: 5.7.1\r\n", Verdict::Lost, "5.7.1"),
        ("Status: 4.7.1 (wait)\r\n", Verdict::Late, "4.7.1 (wait)"),
        ("Action: delivered\r\nStatus: 2.0.0\r\n", Verdict::Arrived, "2.0.0"),
        (
            "Action: delivered\r\n\r\nFinal-Recipient: rfc822; a@b.org\r\nAction: failed\r\nStatus: 5.1.0\r\n",
            Verdict::Lost,
            "5.1.0",
        ),
        ("Action: failed\r\n", Verdict::Lost, "it came back without a reason"),
    ] {
        assert_eq!(heard(&report(block)), of(verdict, words), "{block}");
    }
}

#[test]
fn words_are_kept_short_and_harmless() {
    let long = format!("Action: failed\r\nDiagnostic-Code: smtp; 550 \u{7}\u{1b}[31m\u{202e}{}\r\n", "é".repeat(5_000));
    let words = heard(&report(&long)).unwrap().words;
    assert_eq!(words.chars().count(), LONGEST_WORDS);
    assert!(words.starts_with("550 [31m é") && words.chars().all(|c| !c.is_control() && c != '\u{202e}'), "{words}");
}

#[test]
fn reports_without_the_mail_name_it_in_their_own_headers() {
    // As Exchange writes it: the report answers the mail.
    let whole = report(FAILED);
    let cut = whole.find("--A/mx.example\r\nContent-Description: Undelivered").unwrap();
    let bare = format!("{}--A/mx.example--\r\n", &whole[..cut]);
    assert_eq!(heard(&bare), Err(NoBounce::NotOurs));
    for header in [
        format!("In-Reply-To: <{ID}@{HOST}>\r\n"),
        format!("References: <other@elsewhere.example>\r\n <{ID}@{HOST}>\r\n"),
    ] {
        assert_eq!(heard(&format!("{header}{bare}")).map(|bounce| bounce.verdict), Ok(Verdict::Lost), "{header}");
    }
}

#[test]
fn reports_in_other_wrappings_are_read() {
    let headers_only = report(FAILED).replace("message/rfc822", "text/rfc822-headers");
    assert!(heard(&headers_only).is_ok());
    let international = report(FAILED).replace("message/delivery-status", "message/global-delivery-status");
    assert!(heard(&international).is_ok());
    // A gateway has put its own words around it.
    let (head, body) = report(FAILED).split_once("\r\n\r\n").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let kind = head.split("Content-Type: ").nth(1).unwrap().split("\r\nMessage-Id").next().unwrap().to_owned();
    let wrapped = format!(
        "From: gate@customs.example\r\nContent-Type: multipart/mixed; boundary=outer\r\n\r\n--outer\r\n\
         Content-Type: {kind}\r\n\r\n{body}\r\n--outer\r\nContent-Type: text/plain\r\n\r\nChecked.\r\n--outer--\r\n"
    );
    assert_eq!(heard(&wrapped).map(|bounce| bounce.verdict), Ok(Verdict::Lost));
    let block = data_encoding::BASE64.encode(b"Reporting-MTA: dns; x\r\n\r\nAction: failed\r\nStatus: 5.2.1\r\n");
    let encoded = report("").replace(
        "Content-Type: message/delivery-status\r\n\r\n",
        &format!("Content-Type: message/delivery-status\r\nContent-Transfer-Encoding: base64\r\n\r\n{block}\r\n"),
    );
    // What follows the encoded block in this patchwork is no base64; the block alone is.
    let encoded = encoded.replace(
        &encoded[encoded.find("Reporting-MTA").unwrap()
            ..encoded.find("--A/mx.example\r\nContent-Description: Undelivered").unwrap()],
        "",
    );
    assert_eq!(heard(&encoded), of(Verdict::Lost, "5.2.1"));
}

#[test]
fn a_plain_report_is_read_when_a_mail_system_wrote_it() {
    let plain = |from: &str, text: &str| {
        format!(
            "From: {from}\r\nSubject: failure notice\r\n\r\n{text}\r\n\r\n--- Below is a copy.\r\n\r\nMessage-ID: <{ID}@{HOST}>\r\n"
        )
    };
    let daemon = "MAILER-DAEMON@qmail.example";
    assert_eq!(
        heard(&plain(daemon, "Hi.\r\n<nino@customs.example>:\r\nSorry, no mailbox here by that name. (#5.1.1)")),
        of(Verdict::Lost, "Sorry, no mailbox here by that name. (#5.1.1)")
    );
    assert_eq!(
        heard(&plain(daemon, "Remote host said: 552-5.2.2 full")),
        of(Verdict::Lost, "Remote host said: 552-5.2.2 full")
    );
    assert_eq!(
        heard(&plain(daemon, "host mx said: 451 greylisted")),
        of(Verdict::Late, "host mx said: 451 greylisted")
    );
    assert_eq!(heard(&plain(daemon, "No reason is given in Exim 4.94.2.")), Err(NoBounce::NoReport));
    // People and their holidays name the mail too.
    assert_eq!(heard(&plain("nino@customs.example", "Room 550 is free, thank you!")), Err(NoBounce::NoReport));
    let away = format!(
        "Return-Path: <>\r\nFrom: nino@customs.example\r\nAuto-Submitted: auto-replied\r\nIn-Reply-To: <{ID}@{HOST}>\r\n\r\nI am away until Monday.\r\n"
    );
    assert_eq!(heard(&away), Err(NoBounce::NoReport));
}

#[test]
fn what_is_not_about_a_mail_of_ours_is_left_alone() {
    for (forged, why) in [
        (report(FAILED).replace(HOST, "evil.example"), NoBounce::NotOurs),
        (report(FAILED).replace(ID, "1"), NoBounce::NotOurs),
        (report(FAILED).replace(ID, &ID.replace('-', "")), NoBounce::NotOurs),
        (report(FAILED).replace(ID, &format!("{{{ID}}}")), NoBounce::NotOurs),
        (String::new(), NoBounce::NoMail),
        ("\u{0}\u{1}\u{2}".to_owned(), NoBounce::NotOurs),
        ("\r\n\r\n".to_owned(), NoBounce::NoMail),
        (report("Final-Recipient: rfc822; a@b.org\r\n"), NoBounce::NoReport),
        (format!("{}{}", report(FAILED), "x".repeat(LARGEST)), NoBounce::TooLarge),
    ] {
        assert_eq!(heard(&forged), Err(why), "{}", forged.chars().take(300).collect::<String>());
    }
}

#[test]
fn depth_and_number_of_parts_are_bounded() {
    let mut deep = report(FAILED).split_once("\r\n\r\n").unwrap().1.to_owned();
    deep = format!("Content-Type: multipart/report; boundary=\"A/mx.example\"\r\n\r\n{deep}");
    for level in 0..20 {
        deep =
            format!("Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n{deep}\r\n--b{level}--\r\n");
    }
    assert_eq!(heard(&deep), Err(NoBounce::NotOurs), "nobody wraps a report twenty times");
    for bomb in
        ["Content-Type: message/rfc822\r\n\r\n", "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n", "--a\r\n"]
    {
        let many = format!(
            "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n{}",
            bomb.repeat((LARGEST - 200) / bomb.len())
        );
        assert_eq!(heard(&many), Err(NoBounce::NotOurs));
    }
    let nested = "(".repeat(LARGEST / 2);
    assert!(heard(&format!("From: {nested}\r\nContent-Type: text/plain; a={nested}")).is_err());
}

proptest! {
    #[test]
    fn noise_is_no_report_and_no_fall(noise in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        prop_assert!(read(&noise, HOST).is_err());
    }

    #[test]
    fn a_damaged_report_is_read_or_refused_and_no_fall(cut in 0_usize..3_000, at in 0_usize..3_000, with in any::<[u8; 3]>()) {
        let mut raw = report(FAILED).into_bytes();
        let at = at % raw.len();
        for (place, byte) in raw.iter_mut().skip(at).zip(with) {
            *place = byte;
        }
        raw.truncate(raw.len().saturating_sub(cut % 1_000));
        if let Ok(bounce) = read(&raw, HOST) {
            prop_assert!(bounce.words.chars().count() <= LONGEST_WORDS);
            prop_assert!(!bounce.words.chars().any(char::is_control));
        }
    }
}

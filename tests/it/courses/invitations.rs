//! Inviting by a list.

use super::{LIST, invite, link_and_code, path, upload};
use crate::support::{TestApp, Who};

async fn counts(test: &TestApp) -> Vec<String> {
    test.sql(
        "SELECT (SELECT count(*) FROM persons), (SELECT count(*) FROM enrolments), (SELECT count(*) FROM invitations),
                (SELECT count(*) FROM mails)",
    )
    .await
}

#[actix_web::test]
async fn a_list_is_checked_looked_at_and_sent() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Coordinator).await;
    let before = counts(&test).await;
    let page = upload(&client, &path(&test), LIST, None).await.expect(200).says("All rows are good");
    let page = page.says("Send 2 invitations").says("ნინო წერეთელი").says("Français");
    assert_eq!(counts(&test).await, before, "nothing is kept before it is sent");
    let hidden = page.field("text").unwrap();
    let sent = upload(&client, &format!("{}/send", path(&test)), &hidden, None).await.expect(303);
    let page = client.follow(sent).await.expect(200).says("The invitations are on their way");
    page.says("Amina Diop").says("Waits to be sent");

    let mail = test.mails_to("a.diop@douane.example").await.remove(0);
    assert_eq!(mail.lang, "fr");
    assert!(!mail.subject.contains("Diop") && mail.html_body.contains("/invitation/"), "{}", mail.subject);
    for whom in [Who::Coordinator.name(), Who::Coordinator.email()] {
        assert!(mail.text_body.contains(whom), "it says whom to ask: {}", mail.text_body);
    }
    let (link, code) = link_and_code(&test, "a.diop@douane.example").await;
    let kept = test.sql("SELECT encode(token_hash, 'escape') || encode(code_hash, 'escape') FROM invitations").await;
    assert!(kept.iter().all(|row| !row.contains(&code) && !row.contains(link.rsplit('/').next().unwrap())));
    assert_eq!(test.sql("SELECT count(*) FROM audit_log WHERE act = 'enrolment.invited'").await, ["2"]);
    assert_eq!(
        test.sql("SELECT country, agency, lang FROM persons WHERE email = 'nino.t@customs.example'").await,
        ["GE|Revenue Service|en"]
    );
    test.forget_jobs().await;
}

#[actix_web::test]
async fn one_bad_row_keeps_the_whole_list_back_and_loses_none_of_it() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Coordinator).await;
    let before = counts(&test).await;
    let list = format!("{LIST}Juan Pérez,juan.perez,Peru\nLuka Kapanadze,luka@customs.example,Georgi\n");
    for act in ["", "/send"] {
        let page = upload(&client, &format!("{}{act}", path(&test)), &list, None).await.expect(422);
        let page = page.says("2 of 4 rows need a correction. Nothing was sent yet.");
        let page = page.says("Row 4: The e-mail address has no @.").says("Did you mean Georgia?").says("Ready");
        assert!(page.html().contains("Luka Kapanadze,luka@customs.example,Georgi"), "the text is back");
        assert!(!page.text().contains("Send "), "{page:?}");
    }
    assert_eq!(counts(&test).await, before);
}

#[actix_web::test]
async fn files_of_other_programs_are_read_or_refused_in_words() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Coordinator).await;
    let western = b"Nom;Courriel;Pays\r\nFran\xe7ois M\xfcller;f.m@douane.example;France\r\n";
    let page = upload(&client, &path(&test), "", Some(western)).await.expect(200).says("François Müller");
    page.says("We read it as windows-1252").says("Send 1 invitation");
    let utf_16: Vec<u8> = "\u{feff}الاسم\tالبريد\tالبلد\r\nمحمد علي\tm.ali@border.example\tJordan\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    upload(&client, &path(&test), "", Some(&utf_16)).await.expect(200).says("محمد علي").says("Jordan");
    upload(&client, &path(&test), "", Some(b"PK\x03\x04rest of a workbook")).await.expect(422).says("CSV UTF-8");
    upload(&client, &path(&test), "", None).await.expect(422).says("The list is empty");
    let long = format!("{},ana@x.org,PE", "a".repeat(1024 * 1024));
    upload(&client, &path(&test), "", Some(long.as_bytes())).await.expect(422).says("more than 1,000 characters");
    let huge = vec![b'a'; 3 * 1024 * 1024];
    upload(&client, &path(&test), "", Some(&huge)).await.expect(413).says("The file is too large");
    let rows: String = (0..2001).map(|n| format!("P,p{n}@x.org,PE\n")).collect();
    upload(&client, &path(&test), &rows, None).await.expect(422).says("more than 2,000 people");
    let noise: Vec<u8> = (0..60_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    upload(&client, &path(&test), "", Some(&noise)).await.expect(422);
    let headers = "Eve,\"eve@x.org\r\nBcc: all@x.org\",PE\n";
    upload(&client, &path(&test), headers, None).await.expect(422).says("has more than one line");
    assert_eq!(test.sql("SELECT count(*) FROM invitations").await, ["0"]);
}

#[actix_web::test]
async fn sending_a_list_again_or_twice_at_once_invites_nobody_twice() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Coordinator).await;
    let hidden = upload(&client, &path(&test), LIST, None).await.expect(200).field("text").unwrap();
    let send = format!("{}/send", path(&test));
    let (one, two) = tokio::join!(upload(&client, &send, &hidden, None), upload(&client, &send, &hidden, None));
    one.expect(303);
    two.expect(303);
    assert_eq!(test.sql("SELECT count(*), count(DISTINCT enrolment_id) FROM invitations").await, ["2|2"]);
    let page = upload(&client, &path(&test), LIST, None).await.expect(200).says("There is nobody to invite");
    assert_eq!(page.field("text"), None, "nothing to send");
    let again = upload(&client, &send, LIST, None).await.expect(303);
    client.follow(again).await.expect(200).says("Nobody was invited");
    assert_eq!(test.sql("SELECT count(*) FROM mails WHERE template = 'invitation'").await, ["2"]);
    let more = format!("{LIST}Ana Ríos,ana@aduanas.example,PE\n");
    let page = upload(&client, &path(&test), &more, None).await.expect(200);
    page.says("Send 1 invitation").says("Has an invitation that works: skipped");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn who_is_in_already_or_was_taken_out_is_left_alone() {
    let test = TestApp::start().await;
    test.as_(Who::Participant).await;
    test.as_(Who::Mate).await;
    let seat = test.cast.seat(Who::Mate);
    test.sql(&format!("INSERT INTO withdrawals VALUES ('{seat}', now(), NULL, 'left')")).await;
    let list = "Nino,nino@customs.example,GE\nGiorgi,giorgi@customs.example,GE\nLayth,layth@border.example,JO\n";
    let client = test.as_(Who::Coordinator).await;
    let page = upload(&client, &path(&test), list, None).await.expect(200);
    let page = page.says("Is in the course: skipped").says("Was taken out of the course: skipped");
    page.says("Send 1 invitation");
    invite(&test, list).await;
    assert_eq!(test.sql("SELECT recipient FROM mails").await, ["layth@border.example"]);
    assert_eq!(test.sql("SELECT full_name FROM persons WHERE email = 'nino@customs.example'").await, ["ნინო ბერიძე"]);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_failed_mail_is_seen_and_the_list_may_be_sent_again() {
    let test = TestApp::start().await;
    invite(&test, LIST).await;
    test.sql("UPDATE mails SET failed_at = now(), last_error = '550 no such user' WHERE recipient LIKE 'a.diop%'")
        .await;
    let client = test.as_(Who::Coordinator).await;
    let dashboard = client.get(&format!("/cohorts/{}?show=stuck", test.cast.cohort.id)).await.expect(200);
    dashboard.says("Not delivered").says("550 no such user");
    upload(&client, &path(&test), LIST, None).await.expect(200).says("Send 1 invitation");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_list_of_two_thousand_is_sent() {
    let test = TestApp::start().await;
    let list: String =
        (0..2000).map(|n| format!("Participant {n},p{n}@border.example,PE,Aduanas del Perú,es\n")).collect();
    invite(&test, &list).await;
    assert_eq!(test.sql("SELECT count(*) FROM invitations").await, ["2000"]);
    let client = test.as_(Who::Coordinator).await;
    let page = client.get(&format!("/cohorts/{}?show=waiting&page=20", test.cast.cohort.id)).await.expect(200);
    page.says("Participant 999");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn only_the_coordinator_of_the_agency_invites() {
    let test = TestApp::start().await;
    for who in [Who::OtherCoordinator, Who::Instructor, Who::Participant, Who::Stranger, Who::Alumna] {
        let client = test.as_(who).await;
        client.get(&path(&test)).await.expect(404);
        upload(&client, &path(&test), LIST, None).await.expect(404);
        upload(&client, &format!("{}/send", path(&test)), LIST, None).await.expect(404);
    }
    let page = upload(&test.client(), &path(&test), LIST, None).await;
    assert!([401, 303].contains(&page.code()), "{page:?}");
    upload(&test.as_(Who::Admin).await, &path(&test), LIST, None).await.expect(200);
    assert_eq!(test.sql("SELECT count(*) FROM invitations").await, ["0"]);
}

//! The mail that brings a certificate, as it arrives.

use mail_parser::MimeHeaders;
use portolan::features::certificates::{self, Held};

use super::{parse, with_relay};
use crate::support::smtp::Smtp;
use crate::support::{ALL, TestApp, Who};

/// Issues Nino's certificate in a language, and delivers what that makes due.
async fn delivered(test: &TestApp, lang: &str) -> Held {
    let (person, seat) = (test.cast.person(Who::Participant), test.cast.seat(Who::Participant));
    test.sql(&format!("UPDATE persons SET lang = '{lang}' WHERE id = '{person}'")).await;
    certificates::issue_if_due(&test.app, seat).await.unwrap();
    test.run_jobs().await;
    let mut conn = test.app.db.read(&ALL).await.unwrap();
    certificates::of_person(&mut conn, person).await.unwrap().remove(0)
}

#[actix_web::test]
async fn it_holds_the_file_of_the_download_and_speaks_the_persons_language() {
    for (lang, dir, subject, lead, check) in [
        ("en", "ltr", "Your certificate", "Congratulations! Your certificate is attached", "Everybody can check it"),
        ("ar", "rtl", "شهادتك", "تهانينا! شهادتك مرفقة بهذه الرسالة", "يمكن لأي شخص التحقق منها"),
    ] {
        let smtp = Smtp::start(&[]).await;
        let test = with_relay(&smtp).await;
        let held = delivered(&test, lang).await;
        let received = smtp.received().remove(0);
        assert_eq!(received.to, [Who::Participant.email()]);
        let mail = parse(&received.data);

        assert_eq!(mail.subject(), Some(subject), "without a name: it shows on locked screens");
        let (text, html) = (mail.body_text(0).unwrap(), mail.body_html(0).unwrap());
        let link = format!("https://learn.example.org/certificates/{}", held.certificate.id);
        let number = &held.certificate.number;
        for words in [lead, check, link.as_str(), number.as_str(), held.certificate.check_code.as_str()] {
            assert!(text.contains(words) && html.contains(words), "{words}: {text}\n{html}");
        }
        assert!(html.contains(&format!("<html lang=\"{lang}\" dir=\"{dir}\">")), "{html}");
        assert_eq!((mail.text_body_count(), mail.html_body_count(), mail.attachment_count()), (1, 1, 1));

        let file = mail.attachment(0).unwrap();
        assert!(file.is_content_type("application", "pdf"), "{file:?}");
        assert_eq!(file.content_disposition().map(|how| how.ctype()), Some("attachment"));
        assert_eq!(file.attachment_name(), Some(format!("certificate-{number}.pdf").as_str()));
        let owner = test.as_(Who::Participant).await;
        let download = owner.get(&format!("/certificates/{}/pdf", held.certificate.id)).await.expect(200);
        assert!(file.contents() == download.body && download.body.starts_with(b"%PDF-"), "the same bytes");
        let name = download.header("content-disposition").unwrap().to_owned();
        assert!(name.contains(file.attachment_name().unwrap()), "{name}");
    }
}

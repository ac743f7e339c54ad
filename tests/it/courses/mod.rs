mod arrival;
mod cohorts;
mod invitations;
mod people;

use crate::support::{Client, Page, TestApp, Who};

const LIST: &str = "name,e-mail,country,agency,language\nნინო წერეთელი,nino.t@customs.example,Georgia,Revenue Service,en\n\
                    Amina Diop,a.diop@douane.example,Senegal,Douanes,fr\n";

fn path(test: &TestApp) -> String {
    format!("/cohorts/{}/invitations", test.cast.cohort.id)
}

/// The list's form, as a browser sends it.
async fn upload(client: &Client<'_>, path: &str, text: &str, file: Option<&[u8]>) -> Page {
    let csrf = client.get("/cohorts").await.csrf().unwrap_or_default();
    let mut body = Vec::new();
    let mut part = |head: &str, bytes: &[u8]| {
        body.extend_from_slice(format!("--edge\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    };
    part("name=\"csrf\"", csrf.as_bytes());
    part("name=\"text\"", text.as_bytes());
    let file_head = "name=\"file\"; filename=\"list.csv\"\r\nContent-Type: text/csv";
    match file {
        Some(bytes) => part(file_head, bytes),
        None => part("name=\"file\"; filename=\"\"\r\nContent-Type: application/octet-stream", b""),
    }
    body.extend_from_slice(b"--edge--\r\n");
    client.post_raw(path, "multipart/form-data; boundary=edge", body).await
}

/// Checks a list, sends what the confirm page hides, and delivers nothing.
async fn invite(test: &TestApp, list: &str) -> Page {
    let client = test.as_(Who::Coordinator).await;
    let hidden = upload(&client, &path(test), list, None).await.expect(200).field("text").unwrap();
    upload(&client, &format!("{}/send", path(test)), &hidden, None).await.expect(303)
}

/// The link and the code in the newest mail to somebody.
async fn link_and_code(test: &TestApp, email: &str) -> (String, String) {
    let mail = test.mails_to(email).await.remove(0);
    let link = mail.text_body.split_whitespace().find(|word| word.contains("/invitation/")).unwrap().to_owned();
    let code = mail
        .text_body
        .split_whitespace()
        .find(|word| word.len() == 8 && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()));
    (link.replace("https://learn.example.org", ""), code.unwrap().to_owned())
}

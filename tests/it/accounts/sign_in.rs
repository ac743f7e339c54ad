//! Coming in by password or by a mailed code.

use chrono::Duration;

use crate::support::{Client, PASSWORD, TestApp, Who};

const EMAIL: &str = "nino@customs.example";

/// Asks for a code and reads it from the mail.
async fn mailed_code(test: &TestApp, client: &Client<'_>, email: &str) -> String {
    client.post("/sign-in/code", &[("email", email)]).await.expect(200).says("Type the code");
    test.run_jobs().await;
    let mails = test.mails_to(email).await;
    code_in(&mails[0].text_body)
}

/// The only word of eight capitals and digits.
fn code_in(text: &str) -> String {
    let is_code = |word: &&str| word.len() == 8 && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    text.split_whitespace().find(is_code).unwrap_or_else(|| panic!("no code in {text}")).to_owned()
}

async fn is_in(client: &Client<'_>) -> bool {
    client.get("/profile").await.code() == 200
}

#[actix_web::test]
async fn a_participant_signs_in_by_password_and_lands_where_they_wanted() {
    let test = TestApp::start().await;
    let client = test.client();
    let to_sign_in = client.get("/profile?lang=fr").await.expect(303).redirect().unwrap();
    assert_eq!(to_sign_in, "/sign-in?next=%2Fprofile%3Flang%3Dfr");
    let next = client.get(&to_sign_in).await.expect(200).field("next").unwrap();
    let page = client.post("/sign-in", &[("email", EMAIL), ("password", PASSWORD), ("next", &next)]).await;
    assert_eq!(page.redirect().as_deref(), Some("/profile?lang=fr"), "{page:?}");
    assert!(is_in(&client).await);
}

#[actix_web::test]
async fn case_and_blanks_of_an_address_do_not_matter() {
    let test = TestApp::start().await;
    let client = test.client();
    client.post("/sign-in", &[("email", "  NINO@Customs.example "), ("password", PASSWORD)]).await.expect(303);
    assert!(is_in(&client).await);
}

#[actix_web::test]
async fn going_on_never_leaves_this_server() {
    let test = TestApp::start().await;
    for bad in ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"] {
        let client = test.client();
        let page = client.post("/sign-in", &[("email", EMAIL), ("password", PASSWORD), ("next", bad)]).await;
        assert_eq!(page.redirect().as_deref(), Some("/"), "{bad}");
    }
}

#[actix_web::test]
async fn a_wrong_password_an_unknown_address_and_none_at_all_read_the_same() {
    let test = TestApp::start().await;
    let mut said = Vec::new();
    for (email, password) in
        [(EMAIL, "not the right words"), ("nobody@customs.example", PASSWORD), ("layth@border.example", PASSWORD)]
    {
        let page = test.client().post("/sign-in", &[("email", email), ("password", password)]).await.expect(422);
        assert_eq!(page.field("email").as_deref(), Some(email), "what was typed stays");
        said.push(page.text());
    }
    assert!(said[0].contains("do not fit together"), "{}", said[0]);
    assert!(said.iter().all(|text| *text == said[0]), "{said:#?}");
}

#[actix_web::test]
async fn a_participant_signs_in_by_a_mailed_code_once() {
    let test = TestApp::start().await;
    let client = test.client();
    let code = mailed_code(&test, &client, EMAIL).await;
    let mail = &test.mails_to(EMAIL).await[0];
    assert!(!mail.subject.contains(&code) && !mail.subject.contains("Nino"), "{}", mail.subject);
    let typed = format!(" {}-{} ", &code[..4].to_lowercase(), &code[4..]);
    client.post("/sign-in/code/check", &[("email", EMAIL), ("code", &typed)]).await.expect(303);
    assert!(is_in(&client).await);

    let thief = test.client();
    thief.post("/sign-in/code/check", &[("email", EMAIL), ("code", &code)]).await.expect(422).says("does not work");
    assert!(!is_in(&thief).await);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn asking_for_a_code_tells_nothing_about_an_address() {
    let test = TestApp::start().await;
    let known = test.client().post("/sign-in/code", &[("email", EMAIL)]).await.expect(200).text();
    let unknown = test.client().post("/sign-in/code", &[("email", "nobody@nowhere.example")]).await.expect(200).text();
    assert_eq!(known.replace(EMAIL, "…"), unknown.replace("nobody@nowhere.example", "…"));
    test.run_jobs().await;
    assert_eq!(test.sql("SELECT recipient FROM mails").await, [EMAIL]);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_code_ends_after_a_quarter_of_an_hour() {
    let test = TestApp::start().await;
    let client = test.client();
    let code = mailed_code(&test, &client, EMAIL).await;
    test.later(Duration::minutes(15) + Duration::seconds(1));
    client
        .post("/sign-in/code/check", &[("email", EMAIL), ("code", &code)])
        .await
        .expect(422)
        .says("ask for a new code");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_code_dies_after_five_wrong_tries() {
    let test = TestApp::start().await;
    let client = test.client();
    let code = mailed_code(&test, &client, EMAIL).await;
    for _ in 0..5 {
        client.post("/sign-in/code/check", &[("email", EMAIL), ("code", "33333333")]).await.expect(422);
    }
    client.post("/sign-in/code/check", &[("email", EMAIL), ("code", &code)]).await.expect(422);
    assert!(!is_in(&client).await);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn only_the_newest_code_works() {
    let test = TestApp::start().await;
    let client = test.client();
    let first = mailed_code(&test, &client, EMAIL).await;
    test.later(Duration::seconds(5));
    let second = mailed_code(&test, &client, EMAIL).await;
    client.post("/sign-in/code/check", &[("email", EMAIL), ("code", &first)]).await.expect(422);
    client.post("/sign-in/code/check", &[("email", EMAIL), ("code", &second)]).await.expect(303);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_code_of_one_person_is_none_of_another() {
    let test = TestApp::start().await;
    let client = test.client();
    let code = mailed_code(&test, &client, EMAIL).await;
    let other = Who::Mate.email();
    client.post("/sign-in/code/check", &[("email", other), ("code", &code)]).await.expect(422);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn the_eleventh_try_waits() {
    let test = TestApp::start().await;
    let client = test.client();
    for _ in 0..10 {
        client.post("/sign-in", &[("email", EMAIL), ("password", "wrong words again and again")]).await.expect(422);
    }
    let page = client.post("/sign-in", &[("email", EMAIL), ("password", PASSWORD)]).await.expect(429);
    let wait: u64 = page.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=91).contains(&wait), "{wait}");
    page.says("Too many tries");
}

#[actix_web::test]
async fn an_address_that_is_none_is_told_and_kept() {
    let test = TestApp::start().await;
    let page = test.client().post("/sign-in/code", &[("email", "nino at customs")]).await.expect(422);
    assert_eq!(page.field("email").as_deref(), Some("nino at customs"));
    page.says("Type your e-mail address");
}

//! The welcome page and the profile.

use crate::support::{PASSWORD, TestApp, Who};

const GOOD: [(&str, &str); 4] = [
    ("full_name", "ليث محمود الخطيب"),
    ("latin_name", "Layth M Al-Khatib"),
    ("lang", "ar"),
    ("time_zone", "Asia/Amman"),
];

fn with<'a>(name: &str, value: &'a str) -> Vec<(&'static str, &'a str)> {
    let mut fields = GOOD.to_vec();
    fields.iter_mut().filter(|(known, _)| *known == name).for_each(|(_, old)| *old = value);
    if !fields.iter().any(|(known, _)| *known == name) {
        fields.push(("password", value));
    }
    fields
}

#[actix_web::test]
async fn who_comes_in_first_confirms_the_name_before_anything_else() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Unwelcomed).await;
    assert_eq!(client.get("/profile").await.expect(303).redirect().as_deref(), Some("/welcome"));
    client.post("/profile/password", &[("password", "seven boats under one moon")]).await.expect(403);
    let page = client.get("/welcome").await.expect(200).says("It will stand on your certificate");
    assert_eq!(page.field("full_name").as_deref(), Some("ليث الخطيب"));

    let mut fields = GOOD.to_vec();
    fields.push(("password", "copper roofs after the rain"));
    let page = client.post("/welcome", &fields).await.expect(303);
    assert_eq!(page.redirect().as_deref(), Some("/"));
    let page = client.get("/profile").await.expect(200);
    assert!(page.html().contains("<html lang=\"ar\" dir=\"rtl\""), "the chosen language is used at once");
    assert_eq!(page.field("full_name").as_deref(), Some("ليث محمود الخطيب"));
    let sign_in = [("email", Who::Unwelcomed.email()), ("password", "copper roofs after the rain")];
    test.client().post("/sign-in", &sign_in).await.expect(303);
}

#[actix_web::test]
async fn a_password_is_optional() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Unwelcomed).await;
    client.post("/welcome", &with("password", "")).await.expect(303);
    let person = test.cast.person(Who::Unwelcomed);
    assert_eq!(test.sql(&format!("SELECT count(*) FROM passwords WHERE person_id = '{person}'")).await, ["0"]);
}

#[actix_web::test]
async fn what_does_not_fit_is_named_and_everything_typed_stays() {
    let test = TestApp::start().await;
    let long = "ა".repeat(201);
    for (field, value, message) in [
        ("full_name", "", "Type the name."),
        ("full_name", "<b>Nino</b>", "characters that cannot stand in a name"),
        ("full_name", long.as_str(), "It may have 200 characters"),
        ("latin_name", "ნინო", "Use Latin letters only"),
        ("lang", "tlh", "Choose one of the languages"),
        ("time_zone", "Mars/Olympus", "Choose a time zone from the list"),
        ("password", "short", "15 characters or more"),
        ("password", "passwordpassword", "easy to guess"),
        ("password", "layth@border.example", "easy to guess"),
    ] {
        for (who, path) in [(Who::Unwelcomed, "/welcome"), (Who::Participant, "/profile")] {
            if who == Who::Participant && value.contains('@') {
                continue;
            }
            let page = test.as_(who).await.post(path, &with(field, value)).await.expect(422).says(message);
            let kept = if field == "latin_name" { "ليث محمود الخطيب" } else { "Layth M Al-Khatib" };
            let other = if field == "latin_name" { "full_name" } else { "latin_name" };
            assert_eq!(page.field(other).as_deref(), Some(kept), "{path} {field}");
            if field.ends_with("_name") {
                assert_eq!(page.field(field).as_deref(), Some(value), "{path} {field}");
            }
            assert_eq!(page.field("password").unwrap_or_default(), "", "a typed password never comes back");
            assert!(page.html().contains("<title>Error:"), "the title says that something is wrong");
        }
    }
    let person = test.cast.person(Who::Participant);
    let names = test.sql(&format!("SELECT full_name, latin_name FROM persons WHERE id = '{person}'")).await;
    assert_eq!(names, ["ნინო ბერიძე|Nino Beridze"], "nothing was kept");
}

#[actix_web::test]
async fn a_name_of_one_letter_and_one_of_two_hundred_are_kept_as_they_are() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Participant).await;
    let (long, marked) = ("ა".repeat(200), "Đặng Thị Huệ");
    for name in ["O", long.as_str(), marked, "  محمد   علي "] {
        client.post("/profile", &with("full_name", name)).await.expect(303);
        let squeezed = name.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(client.get("/profile").await.field("full_name"), Some(squeezed));
    }
    test.run_jobs().await;
}

#[actix_web::test]
async fn a_form_with_a_field_missing_says_so() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Participant).await;
    client.post("/profile", &[("full_name", "Nino")]).await.expect(422).says("A field of the form is missing");
}

#[actix_web::test]
async fn whoever_has_a_password_proves_it_before_changing_it() {
    let test = TestApp::start().await;
    let (client, other) = (test.as_(Who::Participant).await, test.as_(Who::Participant).await);
    assert!(client.get("/profile").await.html().contains("name=\"password_current\""));
    let path = "/profile/password";
    let new = "seven boats under one moon";
    let before = test.sql("SELECT person_id, phc FROM passwords ORDER BY person_id").await;
    for (current, message) in [("", "Type your current password first"), ("not that one", "not your current password")]
    {
        let fields = [("password", new), ("password_current", current)];
        let page = client.post(path, &fields).await.expect(422).says(message);
        assert!(page.html().contains("href=\"#password_current\""), "the field is named");
        assert_eq!(page.field("password_current").unwrap_or_default(), "", "a typed password never comes back");
    }
    client.post(path, &[("password", new)]).await.expect(422).says("Type your current password first");
    // The profile's own form, and the welcome page's, are no way around it.
    for path in ["/profile", "/welcome"] {
        client.post(path, &with("password", new)).await.expect(422).says("Type your current password first");
    }
    assert_eq!(test.sql("SELECT person_id, phc FROM passwords ORDER BY person_id").await, before, "nothing changed");
    let right = [("password", new), ("password_current", PASSWORD)];
    client.post(path, &right).await.expect(303);
    client.get("/profile").await.expect(200).says("signed out on your other devices");
    assert_eq!(other.get("/profile").await.expect(303).redirect().as_deref(), Some("/sign-in?next=%2Fprofile"));
    let sign_in = [("email", Who::Participant.email()), ("password", new)];
    test.client().post("/sign-in", &sign_in).await.expect(303);
}

#[actix_web::test]
async fn the_current_password_is_guessed_no_more_often_than_on_the_sign_in_page() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Participant).await;
    let guess = [("password", "seven boats under one moon"), ("password_current", "a guess")];
    let mut codes = Vec::new();
    for _ in 0..11 {
        codes.push(client.post("/profile/password", &guess).await.code());
    }
    assert_eq!(codes.iter().position(|code| *code == 429), Some(10), "{codes:?}");
    let sign_in = [("email", Who::Participant.email()), ("password", PASSWORD)];
    test.client().post("/sign-in", &sign_in).await.expect(429);
}

#[actix_web::test]
async fn who_has_no_password_sets_one_without_another() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Participant).await;
    let person = test.cast.person(Who::Participant);
    test.sql(&format!("DELETE FROM passwords WHERE person_id = '{person}'")).await;
    assert!(!client.get("/profile").await.expect(200).html().contains("password_current"));
    client.post("/profile/password", &[("password", "seven boats under one moon")]).await.expect(303);
}

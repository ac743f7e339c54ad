//! Coming in by password.

use crate::support::{PASSWORD, TestApp, Who};

#[actix_web::test]
async fn a_participant_signs_in_by_password() {
    let test = TestApp::start().await;
    let client = test.client();
    let email = Who::Participant.email();
    let page = client.post("/sign-in", &[("email", email), ("password", PASSWORD)]).await;
    page.expect(303);
    client.get("/profile").await.expect(200).says("My profile");
}

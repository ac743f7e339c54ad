//! The description of the JSON API, made from the code.

use std::sync::LazyLock;

use actix_web::HttpResponse;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use crate::features::{accounts, certificates, grading, progress, quizzes};
use crate::platform::auth::needs::Public;
use crate::platform::web::{AppError, Guard, Routes};

pub fn routes(routes: &mut Routes) {
    routes.get("/api/v1/openapi.json", document);
}

#[derive(OpenApi)]
#[openapi(
    info(title = "Portolan", description = "Learning content, assessment and certificates. Ask for a token first and send it as a bearer token."),
    paths(
        accounts::api::token,
        accounts::api::me,
        accounts::api::keep_me,
        progress::api::enrolments,
        progress::api::module,
        progress::api::read,
        quizzes::api::begin,
        quizzes::api::read,
        quizzes::api::answers,
        quizzes::api::hand_in,
        quizzes::api::results,
        grading::api::queues,
        grading::api::queue,
        grading::api::read,
        grading::api::grade,
        grading::api::release,
        grading::api::undo,
        grading::api::result,
        certificates::api::list,
        certificates::api::pdf,
    ),
    modifiers(&Bearer),
    security(("token" = []))
)]
pub struct Document;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
        let components = document.components.get_or_insert_with(Default::default);
        components.add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}

static JSON: LazyLock<String> = LazyLock::new(|| Document::openapi().to_pretty_json().unwrap_or_default());

async fn document(_guard: Guard<Public>) -> Result<HttpResponse, AppError> {
    Ok(HttpResponse::Ok().content_type("application/json").body(JSON.as_str()))
}

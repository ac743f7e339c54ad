//! The description of the JSON API, made from the code.

use std::sync::LazyLock;

use actix_web::HttpResponse;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder};
use utoipa::{Modify, OpenApi};

use crate::base::lang::Lang;
use crate::features::{accounts, certificates, grading, privacy, progress, quizzes};
use crate::platform::auth::needs::Public;
use crate::platform::i18n::Texts;
use crate::platform::web::{AppError, Guard, Routes};

pub fn routes(routes: &mut Routes) {
    routes.get("/api/v1/openapi.json", document);
}

#[derive(OpenApi)]
#[openapi(
    info(title = "Portolan", description = "Learning content, assessment and certificates. Ask for a token first and send it as a bearer token.",
        license(name = "All rights reserved", identifier = "LicenseRef-Portolan")),
    paths(
        accounts::api::token,
        accounts::api::me,
        accounts::api::keep_me,
        accounts::api::keep_password,
        privacy::api::record,
        progress::api::enrolments,
        progress::api::module,
        progress::api::read,
        progress::api::completion,
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
        certificates::api::mail,
    ),
    modifiers(&Bearer, &Problems),
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

/// What goes wrong in the same way everywhere: no operation has to say it, and none can forget it. Each says itself
/// when it answers 409 or 429.
struct Problems;

impl Modify for Problems {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        for (path, item) in &mut document.paths.paths {
            for operation in [&mut item.get, &mut item.put, &mut item.post].into_iter().flatten() {
                // Signing in is the one that is open.
                let guarded = operation.security.is_none();
                let finds = path.contains('{') || path.starts_with("/api/v1/grading");
                let takes = operation.request_body.is_some();
                let usual = [(guarded, "401"), (guarded, "403"), (finds, "404")];
                let of_bodies = ["413", "415", "422"].map(|code| (takes, code));
                for (_, code) in usual.into_iter().chain(of_bodies).filter(|(can, _)| *can) {
                    operation
                        .responses
                        .responses
                        .entry(code.to_owned())
                        .or_insert_with(|| RefOr::T(Default::default()));
                }
                as_problems(operation);
            }
        }
    }
}

/// Every refusal is a problem document, and says what it means.
fn as_problems(operation: &mut Operation) {
    let texts = Texts::new(Lang::En);
    for (code, response) in &mut operation.responses.responses {
        let usual = match code.as_str() {
            "401" => "problem-sign-in",
            "403" => "error-welcome-first",
            "404" => "problem-not-found",
            "409" => "problem-conflict",
            "413" => "error-body-too-large",
            "415" => "error-wrong-type",
            "422" => "error-invalid",
            "429" => "error-too-many",
            _ => continue,
        };
        let said = match response {
            RefOr::T(response) if !response.description.is_empty() => response.description.clone(),
            _ => texts.t(usual),
        };
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let problem = ResponseBuilder::new().description(said).content("application/problem+json", content);
        *response = RefOr::T(problem.build());
    }
}

static JSON: LazyLock<String> = LazyLock::new(|| Document::openapi().to_pretty_json().unwrap_or_default());

async fn document(_guard: Guard<Public>) -> Result<HttpResponse, AppError> {
    Ok(HttpResponse::Ok().content_type("application/json").body(JSON.as_str()))
}

//! How requests become pages: the visitor, guards, forms, errors, the shell around every page, and the routes.

pub mod api;
mod assets;
mod body;
mod error;
mod form;
mod guard;
mod middleware;
mod pack;
mod routes;
pub mod server;
mod shell;
mod visitor;

pub use assets::{Bundle, register as register_assets};
pub use error::{AppError, FieldError, FieldErrors, Reference};
pub use form::{Fields, Form, Posted, SessionJson, Upload, upload_config};
pub use guard::{Guard, Need, Presumed};
pub use middleware::{POSTED_LIMIT, WithoutCookies, new_session_cookie, plain_cookie, wrap};
pub use pack::Kept;
pub use routes::{Checked, Route, Routes};
pub use shell::{NavLink, Shell, page, page_with, redirect, redirect_with_flash};
pub use visitor::{LANG_COOKIE, Visitor, client_ip, session_cookie, visit_cookie};

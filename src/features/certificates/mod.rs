//! Certificates that anyone can check without asking us.
//!
//! Every certified fact travels in the certificate's QR code, signed with Ed25519 ([`seal`]); the public keys are
//! published and never forgotten ([`keys`]). So a certificate stays checkable when this server is gone.
//! Start reading at [`seal::Certified`], and at [`issue_if_due`] for how one comes to be. What a seal cannot say is that a certificate was withdrawn: that is a list.

mod access;
mod actions;
pub mod api;
mod check;
mod check_code;
mod cohort;
mod issue;
pub mod keys;
mod letters;
mod model;
pub mod number;
mod pages;
#[cfg(feature = "certs")]
pub mod pdf;
mod print;
pub mod qr;
pub mod seal;
mod store;
mod texts;
pub mod verify;

#[cfg(test)]
mod samples;

pub use access::{Asked as AccessAsked, JOB as ACCESS_JOB, take_request as take_access_request};
pub use actions::{MAILS_A_DAY, mail_again, revoke};
pub use check::public_keys;
pub use check_code::check_code;
pub use issue::{issue_if_due, retry_for};
pub use keys::PublicKeys;
pub use model::{Certificate, Held, Obstacle, Reason, Revocation};
pub use number::{CertificateNumber, NumberTrouble};
pub use pages::file_name;
#[cfg(feature = "certs")]
pub use pdf::{Fonts, PdfTrouble};
pub use seal::{Certified, Opened, Verdict};
pub use store::{by_number, file_after, mine, of_person, pdf as pdf_of};
pub use texts::CertificateTexts;
pub use verify::{NotVerified, verify_file_or_url};

use crate::base::ids::Uuid;
use crate::platform::db::Conn;
use crate::platform::mail::Attachment;
use crate::platform::web::{AppError, Routes};

pub fn routes(routes: &mut Routes) {
    pages::routes(routes);
    api::routes(routes);
    cohort::routes(routes);
    check::routes(routes);
    access::routes(routes);
}

/// A person's certificates as files, for the export of their own record.
pub async fn files_of(conn: &mut Conn, person: Uuid) -> Result<Vec<(String, Vec<u8>)>, AppError> {
    let mut files = Vec::new();
    for held in of_person(conn, person).await? {
        let bytes = store::pdf(conn, &held.certificate).await?;
        files.push((file_name(&held.certificate), bytes));
    }
    Ok(files)
}

/// The file that goes with a certificate's mail: the very bytes that are downloaded.
pub async fn attachment(conn: &mut Conn, certificate: Uuid) -> Result<Attachment, AppError> {
    let certificate = store::by_id(conn, certificate).await?;
    let bytes = store::pdf(conn, &certificate).await?;
    Ok(Attachment { name: file_name(&certificate), mime: "application/pdf", bytes })
}

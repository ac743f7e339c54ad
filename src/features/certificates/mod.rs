//! Certificates that anyone can check without asking us.
//!
//! Every certified fact travels in the certificate's QR code, signed with Ed25519 ([`seal`]); the public keys are
//! published and never forgotten ([`keys`]). So a certificate stays checkable when this server is gone.
//! Start reading at [`seal::Certified`]. What a seal cannot say is that a certificate was withdrawn: that is a list.

pub mod keys;
pub mod number;
#[cfg(feature = "certs")]
pub mod pdf;
pub mod qr;
pub mod seal;
pub mod verify;

#[cfg(test)]
mod samples;

pub use keys::PublicKeys;
pub use number::{CertificateNumber, NumberTrouble};
#[cfg(feature = "certs")]
pub use pdf::{CertificateTexts, Fonts, PdfTrouble};
pub use seal::{Certified, Opened, Verdict};

//! A new password for oneself. Whoever has one proves it first: an open session on a shared computer is not enough to
//! take an account over.

use std::net::IpAddr;

use super::rules::{LONGEST_PASSWORD, check_password};
use super::store;
use crate::platform::auth::Check;
use crate::platform::web::{AppError, FieldErrors, Guard, Need};

/// What somebody typed.
pub struct NewPassword<'a> {
    /// Not looked at while there is no password.
    pub current: &'a str,
    pub password: &'a str,
    /// The person's own names, of which no password may be made.
    pub names: [&'a str; 2],
}

/// The hash of a new password, or what stands in its way, at its field.
pub async fn checked_password<N: Need>(
    guard: &Guard<N>,
    address: Option<IpAddr>,
    new: NewPassword<'_>,
) -> Result<Result<String, FieldErrors>, AppError> {
    let (person, stored) = {
        let mut conn = guard.read().await?;
        let person = store::by_id(&mut conn, guard.person()?).await?;
        let stored = store::password_hash(&mut conn, person.id).await?;
        (person, stored)
    };
    let mut errors = FieldErrors::default();
    if stored.is_some() {
        if new.current.is_empty() {
            errors.add("password_current", "password-current-missing");
        } else {
            // The same allowance as on the sign-in page: it is the same guess.
            guard.app.limiter.take(Check::Password, &person.email, address)?;
            let current: String = new.current.chars().take(LONGEST_PASSWORD + 1).collect();
            if !guard.app.hasher.verify(&current, stored).await? {
                errors.add("password_current", "password-current-wrong");
            }
        }
    }
    if let Err(trouble) = check_password(new.password, &[new.names[0], new.names[1], &person.email]) {
        errors.add("password", trouble.key());
    }
    if errors.is_empty() { Ok(Ok(guard.app.hasher.hash(new.password).await?)) } else { Ok(Err(errors)) }
}

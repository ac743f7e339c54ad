//! Short-lived tokens for programs: EdDSA, a `kid` in the header, the public keys published as a JWKS.

use ed25519_dalek::pkcs8::EncodePrivateKey;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use super::keys::Purpose;
use crate::base::ids::Uuid;
use crate::platform::App;
use crate::platform::web::AppError;

/// A token lives 15 minutes; a suspension works at once all the same, because the person is read on each request.
pub const TOKEN_SECONDS: i64 = 15 * 60;
const AUDIENCE: &str = "portolan-api";

#[derive(Serialize, Deserialize)]
struct Claims {
    sub: Uuid,
    aud: String,
    iat: i64,
    exp: i64,
}

/// A token for a person.
pub fn issue(app: &App, person: Uuid) -> Result<String, AppError> {
    let key = app.keys.current(Purpose::Token)?;
    let der = key
        .signing()
        .ok_or_else(|| AppError::internal("no token key"))?
        .to_pkcs8_der()
        .map_err(|error| AppError::internal(error.to_string()))?;
    let now = app.clock.now().timestamp();
    let claims = Claims { sub: person, aud: AUDIENCE.to_owned(), iat: now, exp: now + TOKEN_SECONDS };
    let header = Header { kid: Some(key.kid.clone()), ..Header::new(Algorithm::EdDSA) };
    jsonwebtoken::encode(&header, &claims, &EncodingKey::from_ed_der(der.as_bytes())).map_err(AppError::internal)
}

/// The person of a token. Anything but our own EdDSA signature over a token in time is `SignIn`.
pub fn verify(app: &App, token: &str) -> Result<Uuid, AppError> {
    let header = jsonwebtoken::decode_header(token).map_err(|_| AppError::SignIn)?;
    let kid = header.kid.ok_or(AppError::SignIn)?;
    let key = app.keys.find(Purpose::Token, &kid).ok_or(AppError::SignIn)?;
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_audience(&[AUDIENCE]);
    // The application's clock decides, not the library's.
    validation.validate_exp = false;
    let decoding = DecodingKey::from_ed_der(key.public.as_bytes());
    let claims = jsonwebtoken::decode::<Claims>(token, &decoding, &validation).map_err(|_| AppError::SignIn)?.claims;
    let now = app.clock.now().timestamp();
    let in_time = claims.iat <= now + 60 && now < claims.exp && claims.exp - claims.iat <= TOKEN_SECONDS;
    // What a retired key signed before lives out its quarter of an hour. A thief of that key can date a token back, but
    // such a token ends with the others.
    let by_key_in_use = key.retired_at.is_none_or(|retired| claims.iat <= retired.timestamp());
    if in_time && by_key_in_use { Ok(claims.sub) } else { Err(AppError::SignIn) }
}

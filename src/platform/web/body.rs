//! Bodies as they arrive, bounded in size and in time: who sends a byte now and then holds a connection, and no more.

use std::time::Duration;

use actix_web::web::Bytes;
use futures_util::{Stream, StreamExt};
use tokio::time::{Instant, timeout, timeout_at};

use super::AppError;

/// The longest silence within a body.
const BODY_PAUSE: Duration = Duration::from_secs(20);
/// The longest time for a whole body: half a megabyte on the weakest line.
pub const BODY_TIME: Duration = Duration::from_secs(300);

/// Reads a body of at most `limit` bytes.
pub async fn read_body<S, E>(mut stream: S, limit: usize) -> Result<Vec<u8>, AppError>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    let broken = || AppError::field("body", "error-upload-broken");
    let (end, mut body) = (Instant::now() + BODY_TIME, Vec::new());
    loop {
        let chunk = timeout_at(end, timeout(BODY_PAUSE, stream.next())).await;
        let Some(chunk) = chunk.map_err(|_| broken())?.map_err(|_| broken())? else { return Ok(body) };
        let chunk = chunk.map_err(|_| broken())?;
        if body.len() + chunk.len() > limit {
            return Err(AppError::TooLarge("error-body-too-large"));
        }
        body.extend_from_slice(&chunk);
    }
}

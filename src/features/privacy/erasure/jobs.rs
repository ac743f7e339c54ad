//! The job that erases when the time to think is over.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};

use super::actions::erase_and_tell;
use crate::base::ids::Uuid;
use crate::features::privacy::clocks;
use crate::platform::App;
use crate::platform::db::schema::erasure_requests;
use crate::platform::jobs::{Failure, REACH};
use crate::platform::web::AppError;

/// The job kind.
pub const JOB: &str = "erase-person";

/// Who is to be erased.
#[derive(Serialize, Deserialize)]
pub struct Wanted {
    pub person: Uuid,
}

/// Erases whoever still wants it. A request that was taken back and made again is not due yet: its own job comes later.
pub async fn carry_out(app: &App, wanted: Wanted) -> Result<(), Failure> {
    let now = app.clock.now();
    let done = app
        .db
        .write(&REACH, async move |tx| {
            clocks::agree(tx, now).await?;
            let stands = erasure_requests::table
                .find(wanted.person)
                .filter(erasure_requests::due_at.le(now))
                .select(erasure_requests::person_id)
                .for_update()
                .first::<Uuid>(tx)
                .await
                .optional()?;
            match stands {
                Some(person) => erase_and_tell(tx, now, person).await.map(drop),
                None => Ok(()),
            }
        })
        .await;
    match done {
        // It waits among the dead jobs until there is another administrator, and is then given another round.
        Err(AppError::Conflict(_)) => {
            Err(Failure::Never("the last administrator cannot be erased: make another one first".to_owned()))
        }
        done => Ok(done?),
    }
}

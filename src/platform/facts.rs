//! Facts: what happened, told upward. A fact is written in the transaction of the act, so that it is told exactly when
//! the act stands; who reacts is one exhaustive `match` in `features`.

use serde::{Deserialize, Serialize};

use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::platform::db::Conn;
use crate::platform::jobs;
use crate::platform::web::AppError;

/// Something that other features may have to react to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "kebab-case")]
pub enum Fact {
    LessonRead { enrolment: Uuid },
    AttemptFinished { enrolment: Uuid },
    GradesReleased { cohort: Uuid },
    EnrolmentCompleted { enrolment: Uuid },
    CertificateReplacementAsked { enrolment: Uuid },
    NameChanged { person: Uuid },
    ExtraTimeSet { enrolment: Uuid },
}

/// The job kind that carries facts.
pub const JOB: &str = "fact";

/// Tells a fact, in the transaction of the act.
pub async fn record(tx: &mut Conn, now: Instant, fact: &Fact) -> Result<(), AppError> {
    jobs::enqueue_now(tx, now, JOB, fact).await
}

/// Tells a fact at a later time.
pub async fn record_for(tx: &mut Conn, at: Instant, fact: &Fact) -> Result<(), AppError> {
    jobs::enqueue(tx, at, JOB, fact).await
}

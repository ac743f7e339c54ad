//! Grading (face that progress needs).

use crate::base::ids::Uuid;
use crate::features::curriculum::ModuleVersion;
use crate::features::quizzes::{self, TaskStanding};
use crate::platform::db::Conn;
use crate::platform::web::AppError;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskResult {
    NotStarted,
    Open,
    Waiting,
    Released { points: i32, maximum: i32, passed: bool },
}

pub async fn task_result(conn: &mut Conn, enrolment: Uuid, version: &ModuleVersion) -> Result<TaskResult, AppError> {
    Ok(match quizzes::task_attempt(conn, enrolment, version.id).await? {
        TaskStanding::NotStarted => TaskResult::NotStarted,
        TaskStanding::Open(_) => TaskResult::Open,
        TaskStanding::Submitted(_) => TaskResult::Waiting,
    })
}

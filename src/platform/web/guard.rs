//! Permission in the signature: a page's first argument is `Guard<Need>`.

use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::ops::Deref;
use std::rc::Rc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};

use super::{AppError, Visitor};
use crate::base::ids::Uuid;
use crate::platform::App;
use crate::platform::audit::{self, Audit};
use crate::platform::auth::{Act, Actor, Standing, allows};
use crate::platform::db::{Conn, Reading};

/// What a page is for, in permission's terms.
pub trait Need: 'static {
    const ACT: Act;
    /// The word in the route inventory.
    const NAME: &'static str;
}

/// Proof that the visitor may do what `N` names; also the door to the application.
pub struct Guard<N> {
    pub app: App,
    pub visitor: Rc<Visitor>,
    need: PhantomData<N>,
}

impl<N: Need> Guard<N> {
    pub fn actor(&self) -> &Actor {
        &self.visitor.actor
    }

    /// The id of the person who acts. Needs other than `Public` always have one.
    pub fn person(&self) -> Result<Uuid, AppError> {
        self.visitor.actor.id.ok_or(AppError::SignIn)
    }

    /// A connection for reading, for who acts.
    pub async fn read(&self) -> Result<Reading, AppError> {
        self.app.db.read().await
    }

    /// The only door for writes: one transaction with its audit line, in a task that a lost connection cannot stop.
    pub async fn write<T, F>(&self, line: Audit, work: F) -> Result<T, AppError>
    where
        T: 'static,
        F: AsyncFnOnce(&mut Conn) -> Result<T, AppError> + 'static,
    {
        let (now, actor) = (self.app.clock.now(), self.visitor.actor.id);
        self.app
            .db
            .write(async move |tx| {
                let value = work(tx).await?;
                audit::write(tx, now, actor, line).await?;
                Ok(value)
            })
            .await
    }
}

impl<N> Deref for Guard<N> {
    type Target = Visitor;

    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

impl<N: Need> FromRequest for Guard<N> {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(admit(request))
    }
}

fn admit<N: Need>(request: &HttpRequest) -> Result<Guard<N>, AppError> {
    let app = request.app_data::<web::Data<App>>().ok_or_else(|| AppError::internal("no application"))?;
    let visitor = request
        .extensions()
        .get::<Rc<Visitor>>()
        .cloned()
        .ok_or_else(|| AppError::internal("the visitor was not resolved"))?;
    if !allows(&visitor.actor, N::ACT) {
        return Err(match visitor.actor.standing {
            Standing::Nobody => AppError::SignIn,
            Standing::Suspended => AppError::Forbidden("error-suspended"),
            Standing::Unwelcomed => AppError::Forbidden("error-welcome-first"),
            Standing::SignedIn => AppError::NotFound,
        });
    }
    Ok(Guard { app: app.get_ref().clone(), visitor, need: PhantomData })
}

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
use crate::platform::auth::{self, Act, Actor, Bearer, Standing, allows};
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
    fn of(app: App, visitor: Rc<Visitor>) -> Result<Self, AppError> {
        if allows(&visitor.actor, N::ACT) {
            return Ok(Self { app, visitor, need: PhantomData });
        }
        Err(match visitor.actor.standing {
            Standing::Nobody => AppError::SignIn,
            Standing::Suspended => AppError::Forbidden("error-suspended"),
            Standing::Unwelcomed => AppError::Forbidden("error-welcome-first"),
            Standing::SignedIn => AppError::NotFound,
        })
    }

    pub fn actor(&self) -> &Actor {
        &self.visitor.actor
    }

    /// The id of the person who acts. Needs other than `Public` always have one.
    pub fn person(&self) -> Result<Uuid, AppError> {
        self.visitor.actor.id.ok_or(AppError::SignIn)
    }

    /// A connection for reading what is within reach of who acts.
    pub async fn read(&self) -> Result<Reading, AppError> {
        self.app.db.read(&self.actor().reach()).await
    }

    /// The only door for writes: one transaction for who acts, with its audit line, in a task that a lost connection cannot stop.
    pub async fn write<T, F>(&self, line: Audit, work: F) -> Result<T, AppError>
    where
        T: 'static,
        F: AsyncFnOnce(&mut Conn) -> Result<T, AppError> + 'static,
    {
        let (now, actor, reach) = (self.app.clock.now(), self.visitor.actor.id, self.actor().reach());
        self.app
            .db
            .write(&reach, async move |tx| {
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
    let (app, visitor) = known(request)?;
    Guard::of(app, visitor)
}

fn known(request: &HttpRequest) -> Result<(App, Rc<Visitor>), AppError> {
    let app = request.app_data::<web::Data<App>>().ok_or_else(|| AppError::internal("no application"))?;
    let visitor = request
        .extensions()
        .get::<Rc<Visitor>>()
        .cloned()
        .ok_or_else(|| AppError::internal("the visitor was not resolved"))?;
    Ok((app.get_ref().clone(), visitor))
}

/// Somebody who may do what `N` names if their session lasts: for acts whose own statement proves that, and spares
/// another one before it. Nothing is shown to them and nothing of theirs is read before [`Presumed::prove`].
pub struct Presumed<N> {
    pub app: App,
    visitor: Rc<Visitor>,
    need: PhantomData<N>,
}

impl<N: Need> Presumed<N> {
    /// Whose session it is said to be; `None` when that is known already, or nobody's.
    pub fn bearer(&self) -> Option<&Bearer> {
        self.visitor.presumed.as_ref()
    }

    /// Finds out who it is.
    pub async fn prove(self) -> Result<Guard<N>, AppError> {
        let visitor = match self.bearer() {
            Some(bearer) => {
                let actor = auth::by_session(&self.app, &bearer.token_hash, None).await?;
                Rc::new(self.visitor.known_as(actor))
            }
            None => self.visitor,
        };
        Guard::of(self.app, visitor)
    }
}

impl<N: Need> FromRequest for Presumed<N> {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(known(request).and_then(|(app, visitor)| {
            if visitor.presumed.is_none() {
                Guard::<N>::of(app.clone(), Rc::clone(&visitor))?;
            }
            Ok(Self { app, visitor, need: PhantomData })
        }))
    }
}

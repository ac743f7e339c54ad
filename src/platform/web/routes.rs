//! Routing that a page without a guard, or a state change without a token check, cannot enter.

use std::collections::BTreeMap;
use std::future::ready;

use actix_web::dev::Handler;
use actix_web::guard;
use actix_web::{FromRequest, Resource, Responder, web};

use super::form::{Fields, Form, SessionJson, Upload};
use super::guard::{Guard, Need, Presumed};
use super::{AppError, api};

/// One line of the route inventory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    pub path: &'static str,
    pub method: &'static str,
    pub need: &'static str,
}

/// Handler arguments that begin with a guard.
pub trait Guarded {
    const NEED: &'static str;
}

/// Extractors that verify where a state change comes from.
pub trait Checked {}

impl<T> Checked for Form<T> {}
impl<T> Checked for SessionJson<T> {}
impl Checked for Fields {}
impl Checked for Upload {}
// The API is spoken to with a bearer token, which no other site can make a browser send.
impl<T> Checked for api::Json<T> {}

/// Guarded arguments that end with a checked body.
pub trait GuardedWrite: Guarded {}

macro_rules! arities {
    ($(($($other:ident),*))*) => {$(
        impl<N: Need, $($other),*> Guarded for (Guard<N>, $($other,)*) {
            const NEED: &'static str = N::NAME;
        }
        impl<N: Need, $($other,)* Body: Checked> GuardedWrite for (Guard<N>, $($other,)* Body) {}
    )*};
}
impl<N: Need, Body> Guarded for (Presumed<N>, Body) {
    const NEED: &'static str = N::NAME;
}
impl<N: Need, Body: Checked> GuardedWrite for (Presumed<N>, Body) {}
impl<N: Need, A, B, C> Guarded for (Guard<N>, A, B, C) {
    const NEED: &'static str = N::NAME;
}
arities! { () (A) (A, B) }

/// Collects routes: for the server, and as an inventory for the tests.
#[derive(Default)]
pub struct Routes {
    resources: BTreeMap<&'static str, Option<Resource>>,
    inventory: Vec<Route>,
}

impl Routes {
    /// A page to read. HEAD is answered too.
    pub fn get<F, A>(&mut self, path: &'static str, page: F) -> &mut Self
    where
        F: Handler<A>,
        A: FromRequest + Guarded + 'static,
        F::Output: Responder + 'static,
    {
        let route = web::route().guard(guard::Any(guard::Get()).or(guard::Head())).to(page);
        self.add(path, "GET", A::NEED, route)
    }

    /// A state change. It must carry a checked body.
    pub fn post<F, A>(&mut self, path: &'static str, act: F) -> &mut Self
    where
        F: Handler<A>,
        A: FromRequest + GuardedWrite + 'static,
        F::Output: Responder + 'static,
    {
        self.add(path, "POST", A::NEED, web::post().to(act))
    }

    /// A resource of the API that is replaced whole.
    pub fn put<F, A>(&mut self, path: &'static str, act: F) -> &mut Self
    where
        F: Handler<A>,
        A: FromRequest + GuardedWrite + 'static,
        F::Output: Responder + 'static,
    {
        self.add(path, "PUT", A::NEED, web::put().to(act))
    }

    fn add(
        &mut self,
        path: &'static str,
        method: &'static str,
        need: &'static str,
        route: actix_web::Route,
    ) -> &mut Self {
        let slot = self.resources.entry(path).or_insert_with(|| Some(web::resource(path)));
        *slot = slot.take().map(|resource| resource.route(route));
        self.inventory.push(Route { path, method, need });
        self
    }

    /// Hands all routes to actix; a known path with another method answers 405, and says which methods there are.
    pub fn register(self, config: &mut web::ServiceConfig) {
        let mut allowed = BTreeMap::<_, Vec<_>>::new();
        for route in &self.inventory {
            let head = (route.method == "GET").then_some("HEAD");
            allowed.entry(route.path).or_default().extend([route.method].into_iter().chain(head));
        }
        for (path, resource) in self.resources {
            let allowed = allowed.get(path).map(|methods| methods.join(", ")).unwrap_or_default();
            let refuse = move || ready(Err::<String, _>(AppError::Method { allowed: allowed.clone().into() }));
            if let Some(resource) = resource {
                config.service(resource.default_service(web::to(refuse)));
            }
        }
    }

    pub fn inventory(mut self) -> Vec<Route> {
        self.inventory.sort();
        self.inventory
    }
}

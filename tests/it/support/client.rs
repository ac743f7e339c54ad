//! A browser without script: cookies, forms with their token, redirects.

use std::cell::RefCell;
use std::collections::BTreeMap;

use actix_web::cookie::Cookie;
use actix_web::http::header;
use actix_web::test::TestRequest;

use super::app::Answer;
use super::{Page, TestApp};

pub struct Client<'a> {
    test: &'a TestApp,
    cookies: RefCell<BTreeMap<String, String>>,
    /// The form token of the last page that had one.
    csrf: RefCell<Option<String>>,
}

impl<'a> Client<'a> {
    pub fn new(test: &'a TestApp) -> Self {
        Self { test, cookies: RefCell::default(), csrf: RefCell::default() }
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
    }

    /// Takes a form token as if a page had shown it.
    pub fn set_csrf(&self, token: &str) {
        *self.csrf.borrow_mut() = Some(token.to_owned());
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    /// A page; redirects are not followed.
    pub async fn get(&self, path: &str) -> Page {
        self.send(TestRequest::get().uri(path)).await
    }

    /// Goes where a redirect points, as often as it takes.
    pub async fn follow(&self, mut page: Page) -> Page {
        for _ in 0..10 {
            let Some(to) = page.redirect() else { return page };
            page = self.get(&to).await;
        }
        panic!("redirects without end: {page:?}");
    }

    /// A form, with the token that the last page gave (a page is fetched when there was none).
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        if self.csrf.borrow().is_none() {
            // The frame around every page holds a token for those who are signed in, the sign-in page for the others.
            self.get("/sign-in").await;
            if self.csrf.borrow().is_none() {
                self.get("/no-such-page").await;
            }
        }
        let token = self.csrf.borrow().clone().unwrap_or_default();
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        self.post_plain(path, &all).await
    }

    /// A form exactly as given, without a token of its own.
    pub async fn post_plain(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = serde_html_form::to_string(fields).unwrap();
        self.post_raw(path, "application/x-www-form-urlencoded", body.into_bytes()).await
    }

    /// Any body.
    pub async fn post_raw(&self, path: &str, kind: &str, body: Vec<u8>) -> Page {
        self.send(TestRequest::post().uri(path).insert_header((header::CONTENT_TYPE, kind)).set_payload(body)).await
    }

    /// Any request, with this browser's cookies.
    pub async fn send(&self, mut request: TestRequest) -> Page {
        let cookies: Vec<String> =
            self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.insert_header((header::COOKIE, cookies.join("; ")));
        }
        let answer = self.test.send(request).await;
        self.keep_cookies(&answer);
        let page = Page::new(answer);
        if let Some(token) = page.csrf() {
            *self.csrf.borrow_mut() = Some(token);
        }
        page
    }

    fn keep_cookies(&self, answer: &Answer) {
        for line in answer.headers.get_all(header::SET_COOKIE) {
            let cookie = Cookie::parse(line.to_str().unwrap().to_owned()).unwrap();
            let gone = cookie.value().is_empty() || cookie.max_age().is_some_and(|age| age.whole_seconds() <= 0);
            if gone {
                self.cookies.borrow_mut().remove(cookie.name());
            } else {
                self.set_cookie(cookie.name(), cookie.value());
            }
            // A token belongs to the session or visit it was made in.
            if cookie.name() != "portolan-flash" && cookie.name() != "portolan-lang" {
                *self.csrf.borrow_mut() = None;
            }
        }
    }
}

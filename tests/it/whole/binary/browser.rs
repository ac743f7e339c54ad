//! A browser without script in front of a real server: cookies, forms with their token, redirects.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use actix_web::cookie::Cookie;
use actix_web::http::header;

use super::server::{connect, exchange};
use crate::support::Page;

const FORM: &str = "application/x-www-form-urlencoded";

#[derive(Clone)]
pub struct Browser {
    pub port: u16,
    cookies: RefCell<BTreeMap<String, String>>,
    /// The token of the last page that had one.
    csrf: RefCell<String>,
}

impl Browser {
    pub fn new(port: u16) -> Self {
        Self { port, cookies: RefCell::default(), csrf: RefCell::default() }
    }

    /// The same person in front of another server.
    pub fn at(&self, port: u16) -> Self {
        Self { port, ..self.clone() }
    }

    /// Somebody else in front of the same server.
    pub fn stranger(&self) -> Self {
        Self::new(self.port)
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    pub fn get(&self, path: &str) -> Page {
        self.try_get(path).expect("an answer")
    }

    pub fn try_get(&self, path: &str) -> Option<Page> {
        self.send("GET", path, "", b"")
    }

    /// A form, with the token of the last page.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let csrf = self.csrf.borrow().clone();
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        let body = serde_html_form::to_string(all).unwrap();
        self.send("POST", path, &format!("Content-Type: {FORM}\r\n"), body.as_bytes()).expect("an answer")
    }

    /// JSON as a page's script sends it, with the token of the last page; none when no server answers.
    pub fn try_json(&self, path: &str, body: &serde_json::Value) -> Option<Page> {
        self.send("POST", path, &self.json_head(), body.to_string().as_bytes())
    }

    pub fn json(&self, path: &str, body: &serde_json::Value) -> Page {
        self.try_json(path, body).expect("an answer")
    }

    fn json_head(&self) -> String {
        let csrf = self.csrf.borrow();
        format!("Content-Type: application/json\r\nAccept: application/json\r\nX-CSRF-Token: {csrf}\r\n")
    }

    /// A form with a text field that is sent in parts, as one with a file is.
    pub fn post_parts(&self, path: &str, text: &str) -> Page {
        let mut body = String::new();
        for (name, value) in [("csrf", self.csrf.borrow().as_str()), ("text", text)] {
            write!(body, "--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").unwrap();
        }
        body.push_str("--edge--\r\n");
        let kind = "Content-Type: multipart/form-data; boundary=edge\r\n";
        self.send("POST", path, kind, body.as_bytes()).expect("an answer")
    }

    /// Goes where a redirect points, as often as it takes.
    pub fn follow(&self, mut page: Page) -> Page {
        for _ in 0..10 {
            let Some(to) = page.redirect() else { return page };
            page = self.get(&to);
        }
        panic!("redirects without end: {page:?}");
    }

    /// A request of JSON as it goes over the wire, for those who send it themselves.
    pub fn json_request(&self, path: &str, body: &serde_json::Value) -> Vec<u8> {
        self.request("POST", path, &self.json_head(), body.to_string().as_bytes())
    }

    fn request(&self, method: &str, path: &str, head: &str, body: &[u8]) -> Vec<u8> {
        let path = path.split('#').next().unwrap();
        let cookies: Vec<_> = self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let (port, cookies, length) = (self.port, cookies.join("; "), body.len());
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\nCookie: {cookies}\r\n\
             {head}Content-Length: {length}\r\n\r\n"
        )
        .into_bytes();
        request.extend_from_slice(body);
        request
    }

    fn send(&self, method: &str, path: &str, head: &str, body: &[u8]) -> Option<Page> {
        let page = exchange(&mut connect(self.port).ok()?, &self.request(method, path, head, body)).ok()?;
        for line in page.headers.get_all(header::SET_COOKIE) {
            let cookie = Cookie::parse(line.to_str().unwrap().to_owned()).unwrap();
            let gone = cookie.value().is_empty() || cookie.max_age().is_some_and(|age| age.whole_seconds() <= 0);
            match gone {
                true => self.cookies.borrow_mut().remove(cookie.name()),
                false => self.cookies.borrow_mut().insert(cookie.name().to_owned(), cookie.value().to_owned()),
            };
        }
        if let Some(token) = page.csrf() {
            *self.csrf.borrow_mut() = token;
        }
        Some(page)
    }

    /// Somebody of the demonstration in a data folder, signed in by password.
    pub fn of_demo(folder: &Path, port: u16, email: &str) -> Self {
        let file = std::fs::read(folder.join("demo-accounts.json")).unwrap();
        let file: serde_json::Value = serde_json::from_slice(&file).unwrap();
        let known = file["accounts"].as_array().unwrap().iter().find(|one| one["email"] == email);
        let password = known.expect("an account")["password"].as_str().unwrap();
        let browser = Self::new(port);
        browser.get("/sign-in").expect(200);
        browser.post("/sign-in", &[("email", email), ("password", password)]).expect(303);
        browser
    }

    /// Comes in with a code that an operator made.
    pub fn sign_in_by_code(&self, email: &str, code: &str) {
        self.get("/sign-in").expect(200);
        self.post("/sign-in/code/check", &[("email", email), ("code", code)]).expect(303);
    }

    /// The address of the first module there is.
    pub fn first_module(&self) -> String {
        let link = link(&self.get("/modules").expect(200).html(), "/enrolments/", "/modules/");
        // It may lead to what comes next in the module.
        link.split('/').take(5).collect::<Vec<_>>().join("/")
    }

    /// Begins the quiz of a module; the address of the attempt.
    pub fn begin_quiz(&self, module: &str) -> String {
        self.get(&format!("{module}/quiz")).expect(200);
        self.post(&format!("{module}/quiz"), &[]).expect(303).redirect().unwrap()
    }
}

/// The first link that begins so and has `within` in it.
pub fn link(html: &str, begin: &str, within: &str) -> String {
    links(html, begin)
        .into_iter()
        .find(|link| link.contains(within))
        .unwrap_or_else(|| panic!("no link {begin}…{within}: {html}"))
}

/// Where all links point that begin so.
pub fn links(html: &str, begin: &str) -> Vec<String> {
    let links = html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    links.filter(|link| link.starts_with(begin)).map(str::to_owned).collect()
}

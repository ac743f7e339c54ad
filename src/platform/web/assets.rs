//! Styles and scripts: inlined into pages (one request on first view) and served by content hash.

use std::sync::LazyLock;

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, web};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::AppError;
use super::pack::Kept;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/templates/assets"]
struct Files;

/// Which styles and scripts stand inline in a page: no more than it needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bundle {
    /// Reading and plain forms.
    #[default]
    Page,
    /// Quizzes and written tasks: the queue of answers, the timer.
    Answers,
    /// The list of what waits on this device.
    Sync,
    /// Grading by keyboard.
    Grade,
    /// The public check of a certificate: no script.
    Verify,
    /// Plans of courses and programmes, also on paper.
    Plan,
}

impl Bundle {
    const ALL: [Bundle; 6] = [Bundle::Page, Bundle::Answers, Bundle::Sync, Bundle::Grade, Bundle::Verify, Bundle::Plan];

    pub fn css(self) -> &'static str {
        INLINE.get(self as usize).map_or("", |(css, _)| css)
    }

    pub fn js(self) -> &'static str {
        INLINE.get(self as usize).map_or("", |(_, js)| js)
    }

    /// Styles and scripts as they stand in the head.
    pub fn block(self) -> Option<Kept> {
        BLOCKS.get(self as usize).map(|(block, _)| block.clone())
    }

    /// The style sheets and the scripts (made by `npm run assets` in tests/browser from the readable ones).
    fn files(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Bundle::Page => (&["portolan.css"], &["portolan.min.js"]),
            Bundle::Answers => (&["answers.css"], &["portolan-answers.min.js"]),
            Bundle::Sync => (&["portolan.css"], &["portolan-sync.min.js"]),
            Bundle::Grade => (&["portolan.css"], &["portolan-grade.min.js"]),
            Bundle::Verify => (&["verify.css"], &[]),
            Bundle::Plan => (&["portolan.css", "plan.css"], &["portolan.min.js"]),
        }
    }
}

/// Style and script of each bundle, in the order of `Bundle::ALL`.
static INLINE: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    Bundle::ALL
        .into_iter()
        .map(|bundle| {
            let (sheets, scripts) = bundle.files();
            let css: String = sheets.iter().map(|name| minify_css(&text(name))).collect();
            let js: Vec<String> = scripts.iter().map(|name| minify_js(&text(name))).collect();
            (css, js.join("\n"))
        })
        .collect()
});

/// What each bundle puts into the head of a page, and its policy: that lists the hashes of the two blocks, and nothing
/// else inline runs. In the order of `Bundle::ALL`.
static BLOCKS: LazyLock<Vec<(Kept, String)>> = LazyLock::new(|| {
    let script =
        |js: &str| if js.is_empty() { String::new() } else { format!("<script type=\"module\">{js}</script>") };
    INLINE
        .iter()
        .map(|(css, js)| {
            let text = format!("<style>{css}</style>{}", script(js));
            (Kept::for_good(text), policy(&[css], &[js]))
        })
        .collect()
});

/// The bundle that stands in the head of a page.
pub fn bundle_of(html: &[u8]) -> Option<Bundle> {
    let head = html.get(html.windows(7).position(|window| window == b"<style>")?..)?;
    let place = BLOCKS.iter().position(|(block, _)| head.starts_with(block.text().as_bytes()))?;
    Bundle::ALL.get(place).copied()
}

/// The policy of a page, by its bundle. A page without one may run nothing inline.
pub fn policy_of(bundle: Option<Bundle>) -> &'static str {
    let of_bundle = bundle.and_then(|bundle| BLOCKS.get(bundle as usize));
    of_bundle.map_or_else(content_security_policy, |(_, policy)| policy.as_str())
}

/// For answers that are no pages.
static POLICY: LazyLock<String> = LazyLock::new(|| policy(&[], &[]));

fn policy(styles: &[&str], scripts: &[&str]) -> String {
    let hashes = |texts: &[&str]| {
        let hashes: Vec<String> = texts
            .iter()
            .filter(|text| !text.is_empty())
            .map(|text| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes()))))
            .collect();
        if hashes.is_empty() { "'none'".to_owned() } else { hashes.join(" ") }
    };
    let own = "img-src 'self' data:; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
               frame-ancestors 'none'";
    format!("default-src 'none'; style-src {}; script-src {}; {own}", hashes(styles), hashes(scripts))
}

/// The Content-Security-Policy of an answer without style or script.
pub fn content_security_policy() -> &'static str {
    &POLICY
}

/// Paths that need no visitor: the same for everybody.
pub fn is_public(path: &str) -> bool {
    path.starts_with("/assets/") || path.starts_with("/media/") || path == "/sw.js" || path == "/favicon.ico"
}

/// The service worker. Its scope is the whole site, so it lives at the root.
pub async fn service_worker() -> Result<HttpResponse, AppError> {
    let mut answer = HttpResponse::Ok().content_type("text/javascript; charset=utf-8").body(minify_js(&text("sw.js")));
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(answer)
}

/// Registers what has no guard because it is the same for everybody and holds nothing personal.
pub fn register(config: &mut web::ServiceConfig) {
    config.route("/sw.js", web::get().to(service_worker));
    config.route("/favicon.ico", web::get().to(|| async { HttpResponse::NoContent().finish() }));
}

fn text(name: &str) -> String {
    Files::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default()
}

/// Takes comments and needless blanks out of our own style sheet (no strings with braces or comments in it).
fn minify_css(css: &str) -> String {
    let mut bare = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        let (before, comment) = rest.split_at(start);
        bare.push_str(before);
        rest = comment.find("*/").and_then(|end| comment.get(end + 2..)).unwrap_or_default();
    }
    bare.push_str(rest);
    let words = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        let beside = |c: char| "{};,>".contains(c);
        if c == ' ' && (out.ends_with(beside) || chars.peek().is_some_and(|next| beside(*next))) {
            continue;
        }
        if c == '}' && out.ends_with(';') {
            out.pop();
        }
        out.push(c);
        if c == ':' && chars.peek() == Some(&' ') && !out.ends_with(" :") {
            chars.next();
        }
    }
    out
}

/// Takes whole-line comments, indentation and empty lines out of our own scripts; every statement keeps its line.
fn minify_js(js: &str) -> String {
    let mut in_comment = false;
    js.lines()
        .map(str::trim)
        .filter(|line| {
            if line.starts_with("/*") {
                in_comment = !line.ends_with("*/");
                return false;
            }
            if in_comment {
                in_comment = !line.ends_with("*/");
                return false;
            }
            !line.is_empty() && !line.starts_with("//")
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn css_shrinks_and_keeps_its_meaning() {
        let css = "/* head */\na:hover , b > c {\n  color: red;\n  margin: 0 1px;\n}\n@media (min-width: 60rem) { p { x: y } }";
        assert_eq!(minify_css(css), "a:hover,b>c{color:red;margin:0 1px}@media (min-width:60rem){p{x:y}}");
    }

    #[test]
    fn scripts_keep_strings_that_look_like_comments() {
        assert_eq!(minify_js("// a\nconst u = 'https://x'; \n\n/* b\n c */\n go();"), "const u = 'https://x';\ngo();");
    }
}

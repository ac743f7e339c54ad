//! Markdown to HTML for text that people wrote, sanitised once, when it is stored.

use std::collections::HashSet;
use std::sync::LazyLock;

use pulldown_cmark::{Options, Parser};

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::default();
    cleaner
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(Some("noopener noreferrer"))
        .add_generic_attributes(["lang", "dir"])
        .rm_tags(["img"]);
    cleaner
});

/// Renders prompts and model answers: paragraphs, lists, emphasis, tables, links. Pictures and raw HTML fall away.
pub fn to_html(text: &str) -> String {
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES);
    let mut html = String::with_capacity(text.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, parser);
    CLEANER.clean(&html).to_string()
}

#[cfg(test)]
mod tests {
    use super::to_html;

    #[test]
    fn script_never_survives() {
        let html =
            to_html("**Hold** the box. <script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=y>");
        assert!(html.contains("<strong>Hold</strong>"));
        for bad in ["<script", "javascript:", "onerror", "<img"] {
            assert!(!html.contains(bad), "{html}");
        }
    }
}

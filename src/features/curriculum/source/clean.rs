//! What may stand in a lesson's HTML: a short list, whatever the Markdown said.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static LESSON: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(HashSet::from([
            "a",
            "aside",
            "blockquote",
            "br",
            "code",
            "dd",
            "details",
            "dfn",
            "dl",
            "dt",
            "em",
            "figcaption",
            "figure",
            "h2",
            "h3",
            "hr",
            "img",
            "li",
            "ol",
            "p",
            "pre",
            "section",
            "strong",
            "summary",
            "table",
            "tbody",
            "td",
            "th",
            "thead",
            "tr",
            "ul",
        ]))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .generic_attributes(HashSet::from(["lang", "dir"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "rel"])),
            ("dt", HashSet::from(["id"])),
            ("h2", HashSet::from(["id"])),
            ("img", HashSet::from(["src", "alt", "width", "height", "loading"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .allowed_classes(HashMap::from([
            ("a", HashSet::from(["term"])),
            ("aside", HashSet::from(["case", "caution"])),
            ("details", HashSet::from(["check"])),
            ("section", HashSet::from(["terms"])),
        ]))
        .url_schemes(HashSet::from(["http", "https"]))
        .link_rel(None);
    cleaner
});

/// Sanitises the HTML of a lesson.
pub fn lesson(html: &str) -> String {
    // A figure ends the paragraph that Markdown put around it and leaves an empty one behind.
    LESSON.clean(html).to_string().replace("<p></p>\n", "").replace("<p></p>", "")
}

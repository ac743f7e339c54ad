//! Pictures in a page: the first view of a lesson is one request, so a drawing stands in the page itself, and what is
//! too heavy for that waits behind a button. Both show without script and on paper.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use moka::sync::Cache;

use super::model::{MediaFile, ModuleContent};
use super::store;
use crate::platform::db::Conn;
use crate::platform::web::AppError;

/// Drawings of one lesson, before packing. They shrink to a third, and a lesson leaves room for that.
const INLINE_BYTES: u64 = 8 * 1024;

/// A drawing as an address that holds it, by the address it is served under: neither ever changes.
static DRAWINGS: LazyLock<Cache<String, Arc<str>>> = LazyLock::new(|| Cache::new(500));

/// The HTML of a lesson with its pictures in place: drawings within the page, others behind a summary whose text
/// `show` makes from their size in kilobytes.
pub async fn with_pictures(
    conn: &mut Conn,
    content: &ModuleContent,
    html: &str,
    show: impl Fn(u64) -> String,
) -> Result<String, AppError> {
    let (mut left, mut drawings) = (INLINE_BYTES, HashMap::new());
    for file in used(content, html) {
        if file.mime == "image/svg+xml" && file.bytes <= left {
            left -= file.bytes;
            drawings.insert(file.url(), drawing(conn, file).await?);
        }
    }
    Ok(placed(html, |url, tag| match (drawings.get(url), content.media.iter().find(|file| file.url() == url)) {
        (Some(drawing), _) => tag.replace(url, drawing).replace(" loading=\"lazy\"", ""),
        (None, Some(file)) => {
            let summary = show(file.bytes.div_ceil(1000));
            format!("<details class=\"check\"><summary>{summary}</summary>{tag}</details>")
        }
        (None, None) => tag.to_owned(),
    }))
}

/// The pictures of a lesson in the order in which they stand.
fn used<'c>(content: &'c ModuleContent, html: &str) -> Vec<&'c MediaFile> {
    let mut files = Vec::new();
    placed(html, |url, tag| {
        files.extend(content.media.iter().find(|file| file.url() == url));
        tag.to_owned()
    });
    files
}

/// The HTML with each picture's tag replaced by what `place` makes of its address and the tag. Sanitised HTML holds no
/// `<img` but a picture's, and quotes every attribute with `"`.
fn placed(html: &str, mut place: impl FnMut(&str, &str) -> String) -> String {
    let (mut out, mut rest) = (String::with_capacity(html.len()), html);
    while let Some(at) = rest.find("<img ") {
        let (before, from) = rest.split_at(at);
        let mut quoted = false;
        let end = from.find(|letter| {
            quoted ^= letter == '"';
            letter == '>' && !quoted
        });
        let end = end.map_or(from.len(), |end| end + 1);
        let (tag, after) = from.split_at(end);
        let url = tag.split_once("src=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(url, _)| url);
        out.push_str(before);
        out.push_str(&place(url, tag));
        rest = after;
    }
    out.push_str(rest);
    out
}

async fn drawing(conn: &mut Conn, file: &MediaFile) -> Result<Arc<str>, AppError> {
    let url = file.url();
    if let Some(known) = DRAWINGS.get(&url) {
        return Ok(known);
    }
    let prefix: String = file.sha256.chars().take(16).collect();
    let (_, bytes) = store::media(conn, &prefix, &file.name).await?;
    let made: Arc<str> = data_url(&String::from_utf8_lossy(&bytes)).into();
    DRAWINGS.insert(url, Arc::clone(&made));
    Ok(made)
}

/// Only what an address or an attribute cannot hold is written as %XX: the rest stays text, which packs well.
fn data_url(svg: &str) -> String {
    let mut url = "data:image/svg+xml,".to_owned();
    for letter in svg.trim().chars() {
        match letter {
            '%' | '#' | '<' | '>' | '&' | '"' => url.push_str(&format!("%{:02X}", u32::from(letter))),
            '\n' | '\r' | '\t' => url.push(' '),
            letter => url.push(letter),
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::{data_url, placed};

    #[test]
    fn a_drawing_fits_into_an_attribute() {
        let url = data_url("<svg fill=\"#f00\">\n<text>it's 5 % &lt; é</text></svg>\n");
        let text = "%3Csvg fill=%22%23f00%22%3E %3Ctext%3Eit's 5 %25 %26lt; é%3C/text%3E%3C/svg%3E";
        assert_eq!(url, format!("data:image/svg+xml,{text}"));
    }

    #[test]
    fn only_the_tag_of_a_picture_is_replaced() {
        let html = "<p>a</p><img src=\"/media/1\" alt=\"b > a\"><p>c</p><img src=\"/media/2\">";
        let placed = placed(html, |url, tag| format!("[{url} {}]", tag.len()));
        assert_eq!(placed, "<p>a</p>[/media/1 32]<p>c</p>[/media/2 20]");
    }
}

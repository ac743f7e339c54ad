//! The ZIP: made in memory, because a record is small (answers of a few courses, some PDFs).

use std::io::{Cursor, Write};

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::platform::i18n::{Texts, escape};
use crate::platform::web::AppError;

/// A file of the archive.
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Packs files.
pub fn pack(files: &[File]) -> Result<Vec<u8>, AppError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        zip.start_file(file.name.as_str(), SimpleFileOptions::default()).map_err(AppError::internal)?;
        zip.write_all(&file.bytes).map_err(AppError::internal)?;
    }
    Ok(zip.finish().map_err(AppError::internal)?.into_inner())
}

/// A page that opens without a connection: every section with its rows.
pub fn page(texts: Texts, sections: &[(String, Vec<Value>)]) -> String {
    let mut body = String::new();
    for (title, rows) in sections {
        body.push_str(&format!("<h2>{}</h2>\n", escape(title)));
        if rows.is_empty() {
            body.push_str(&format!("<p>{}</p>\n", escape(&texts.t("export-nothing"))));
        }
        for row in rows {
            body.push_str(&list(row));
        }
    }
    let (lang, dir, title) = (texts.lang.tag(), texts.lang.dir(), escape(&texts.t("export-heading")));
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\n\
         <body><h1>{title}</h1>\n{body}</body></html>\n"
    )
}

fn list(row: &Value) -> String {
    let Value::Object(fields) = row else { return format!("<p>{}</p>\n", escape(&plain(row))) };
    let lines = fields.iter().filter(|(_, value)| !value.is_null());
    let lines: String = lines
        .map(|(name, value)| format!("<dt>{}</dt><dd><bdi>{}</bdi></dd>", escape(name), escape(&plain(value))))
        .collect();
    format!("<dl>{lines}</dl>\n<hr>\n")
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;

    #[test]
    fn what_people_wrote_cannot_become_markup() {
        let rows = vec![serde_json::json!({ "value": ["<script>", "&"], "none": null })];
        let html = page(Texts::new(Lang::En), &[("A".to_owned(), rows)]);
        assert!(html.contains("&lt;script&gt;, &amp;") && !html.contains("none"), "{html}");
    }
}

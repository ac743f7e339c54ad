//! The ZIP: made in memory, because a record is small (answers of a few courses, some PDFs).

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

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

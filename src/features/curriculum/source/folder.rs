//! Reading files that strangers may have sent: nothing outside the folder, nothing large, nothing but plain files.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::finding::Report;

/// No text file of a curriculum comes near this.
const TEXT_LIMIT: u64 = 2 * 1024 * 1024;

/// A folder within the curriculum.
#[derive(Clone, Debug)]
pub struct Folder {
    /// The curriculum's own folder, resolved: every file must lie in it.
    root: PathBuf,
    path: PathBuf,
    /// Relative to `root`, with `/`; "" for the root itself.
    name: String,
}

/// A file or folder in a [`Folder`].
#[derive(Clone, Debug)]
pub struct Entry {
    pub name: String,
    /// Relative to the curriculum folder: what findings print.
    pub file: String,
    pub path: PathBuf,
    pub is_folder: bool,
    pub bytes: u64,
}

impl Folder {
    /// Opens the curriculum's own folder. `None`, with a finding, when it is not a readable folder.
    pub fn open(root: &Path, report: &mut Report) -> Option<Self> {
        match root.canonicalize() {
            Ok(path) if path.is_dir() => Some(Self { root: path.clone(), path, name: String::new() }),
            _ => {
                let mend = "name the folder that holds `modules`, `glossary` and `courses`";
                report.error(&root.display().to_string(), None, "not a folder that can be read", mend);
                None
            }
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder an entry of this folder names.
    pub fn enter(&self, entry: &Entry) -> Self {
        Self { root: self.root.clone(), path: entry.path.clone(), name: entry.file.clone() }
    }

    /// What findings call a file of this folder, whether it exists or not.
    pub fn file(&self, name: &str) -> String {
        if self.name.is_empty() { name.to_owned() } else { format!("{}/{name}", self.name) }
    }

    /// Everything in the folder by name. Hidden files and editors' backups are passed over;
    /// links that leave the curriculum, linked folders, pipes and devices are refused.
    pub fn entries(&self, report: &mut Report) -> Vec<Entry> {
        let listing = match fs::read_dir(&self.path) {
            Ok(listing) => listing,
            Err(error) => {
                report.error(&self.name, None, format!("the folder cannot be read: {error}"), "mend its permissions");
                return Vec::new();
            }
        };
        let mut entries: Vec<Entry> =
            listing.flatten().filter_map(|found| self.entry(&found.path(), &found.file_name(), report)).collect();
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        entries
    }

    fn entry(&self, path: &Path, name: &std::ffi::OsStr, report: &mut Report) -> Option<Entry> {
        let Some(name) = name.to_str() else {
            let file = self.file(&name.to_string_lossy());
            report.error(&file, None, "the file name is not UTF-8", "use a name of letters, digits and hyphens");
            return None;
        };
        if name.starts_with('.') || name.ends_with('~') {
            return None;
        }
        let file = self.file(name);
        let is_link = fs::symlink_metadata(path).is_ok_and(|own| own.file_type().is_symlink());
        let inside = path.canonicalize().is_ok_and(|real| real.starts_with(&self.root));
        let metadata = fs::metadata(path).ok();
        let mend = "put the file itself there";
        match metadata {
            _ if is_link && !inside => report.error(&file, None, "a link that leaves the curriculum folder", mend),
            Some(found) if is_link && found.is_dir() => report.error(&file, None, "a linked folder", mend),
            Some(found) if found.is_dir() || found.is_file() => {
                let (is_folder, bytes) = (found.is_dir(), found.len());
                return Some(Entry { name: name.to_owned(), file, path: path.to_owned(), is_folder, bytes });
            }
            _ => report.error(&file, None, "not a plain file", mend),
        }
        None
    }
}

impl Entry {
    /// The file's text with `\n` line ends and without a byte-order mark.
    /// `None`, with a finding, when it is too large, not UTF-8 or not readable.
    pub fn text(&self, report: &mut Report) -> Option<String> {
        let bytes = self.read(TEXT_LIMIT, report)?;
        match String::from_utf8(bytes) {
            Ok(text) => Some(text.trim_start_matches('\u{feff}').replace("\r\n", "\n")),
            Err(error) => {
                let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
                let line = 1 + good.iter().filter(|byte| **byte == b'\n').count();
                report.error(&self.file, line, "not UTF-8 text", "save the file with the encoding UTF-8");
                None
            }
        }
    }

    /// The file's bytes, if they are at most `limit`; a larger file is not read at all.
    pub fn read(&self, limit: u64, report: &mut Report) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let read = if self.bytes > limit {
            Ok(0)
        } else {
            // `take`: the file may have grown since it was listed.
            fs::File::open(&self.path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes))
        };
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX).max(self.bytes);
        match read {
            Ok(_) if length > limit => {
                let what = format!("the file has {} KB; at most {} KB are read", length / 1024, limit / 1024);
                report.error(&self.file, None, what, "make it smaller or take it out");
                None
            }
            Ok(_) => Some(bytes),
            Err(error) => {
                report.error(&self.file, None, format!("the file cannot be read: {error}"), "mend its permissions");
                None
            }
        }
    }

    /// The name without `.toml`, `.md`, …: `None` when it ends otherwise.
    pub fn stem(&self, ending: &str) -> Option<&str> {
        self.name.strip_suffix(ending).filter(|_| !self.is_folder)
    }
}

/// Whether a text may be a slug or an id: lower-case letters, digits and hyphens, at most 64.
pub fn is_id(text: &str) -> bool {
    let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.len() <= 64 && text.bytes().all(good) && !text.starts_with('-') && !text.ends_with('-')
}

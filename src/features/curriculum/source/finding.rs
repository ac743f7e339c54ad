//! Faults found in a curriculum, each with its place and what to do about it.

use std::fmt;

/// Whether a fault stops the import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    /// Relative to the curriculum folder, with `/`.
    pub file: String,
    /// Counted from 1.
    pub line: Option<usize>,
    pub what: String,
    /// What the author can do.
    pub mend: String,
}

impl Finding {
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, ": {severity}: {} — {}", self.what, self.mend)
    }
}

/// Collects findings while files are read.
#[derive(Debug, Default)]
pub struct Report {
    findings: Vec<Finding>,
    errors: usize,
}

impl Report {
    pub fn error(&mut self, file: &str, line: impl Into<Option<usize>>, what: impl Into<String>, mend: &str) {
        self.add(Severity::Error, file, line.into(), what.into(), mend);
    }

    pub fn warn(&mut self, file: &str, line: impl Into<Option<usize>>, what: impl Into<String>, mend: &str) {
        self.add(Severity::Warning, file, line.into(), what.into(), mend);
    }

    fn add(&mut self, severity: Severity, file: &str, line: Option<usize>, what: String, mend: &str) {
        self.errors += usize::from(severity == Severity::Error);
        self.findings.push(Finding { severity, file: file.to_owned(), line, what, mend: mend.to_owned() });
    }

    /// How many errors there are by now: a reader compares two counts to see whether its part was sound.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// All findings by file and line, each once.
    pub fn into_sorted(mut self) -> Vec<Finding> {
        self.findings
            .sort_by(|a, b| (&a.file, a.line, a.severity, &a.what).cmp(&(&b.file, b.line, b.severity, &b.what)));
        self.findings.dedup();
        self.findings
    }
}

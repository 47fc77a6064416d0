//! A diagnostic of the library or of the Chinese style checks.

use std::ops::Range;
use std::path::PathBuf;

use fluent_status::Severity;

#[derive(Clone)]
pub struct Diagnostic {
    pub path: PathBuf,
    /// `None` if the diagnostic is about a file or a directory as a whole.
    pub location: Option<Location>,
    pub severity: Severity,
    pub code: &'static str,
    pub message: String,
}

#[derive(Clone)]
pub struct Location {
    /// The bytes of the file.
    pub span: Range<usize>,
    /// The line of the first byte, starting at 1.
    pub line: usize,
    /// The column of the first byte in characters, starting at 1.
    pub column: usize,
}

impl Diagnostic {
    /// Returns the first byte of the location, by which the diagnostics of a file are sorted.
    pub fn start(&self) -> usize {
        self.location.as_ref().map_or(0, |location| location.span.start)
    }
}

impl From<&fluent_status::Diagnostic> for Diagnostic {
    fn from(diagnostic: &fluent_status::Diagnostic) -> Self {
        let location = diagnostic.location().map(|location| Location {
            span: location.span(),
            line: location.line(),
            column: location.column(),
        });
        Self {
            path: diagnostic.path().to_owned(),
            location,
            severity: diagnostic.severity(),
            code: diagnostic.code(),
            message: diagnostic.message().to_owned(),
        }
    }
}

//! Diagnostics: problems found in message files.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A problem found in a message file, with its location and the fix.
///
/// ```
/// use fluent_status::Catalog;
///
/// let dir = tempfile::tempdir()?;
/// let file = dir.path().join("en/concise.ftl");
/// std::fs::create_dir(dir.path().join("en"))?;
/// std::fs::write(&file, "status-403 = Not for you.\n404 = Not here.\n")?;
///
/// let error = Catalog::builder().overlay_dir(dir.path()).build().unwrap_err();
/// let [diagnostic] = error.diagnostics() else { panic!("{error}") };
/// assert_eq!(diagnostic.path(), file);
/// let location = diagnostic.location().unwrap();
/// assert_eq!((location.line(), location.column()), (2, 1));
/// assert_eq!(diagnostic.code(), "id");
/// assert_eq!(diagnostic.message(), "an ID begins with a letter: write `status-404`");
/// assert_eq!(diagnostic.severity(), fluent_status::Severity::Error);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    path: PathBuf,
    location: Option<Location>,
    severity: Severity,
    code: &'static str,
    message: String,
}

/// Whether a message file can be used in spite of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file is rejected, or part of it is never used.
    Error,
    /// The file can be used. Only the program's `check` reports warnings.
    Warning,
}

impl Severity {
    /// Returns the name that JSON output uses: `error` or `warning`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// The part of a message file that a [`Diagnostic`] is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Location {
    span: Range<usize>,
    line: usize,
    column: usize,
}

impl Location {
    pub(crate) fn new(span: Range<usize>, line: usize, column: usize) -> Self {
        Self { span, line, column }
    }

    /// Returns the byte range in the file, including a byte order mark.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Returns the line in which the byte range starts, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// Returns the column in which the byte range starts, in characters from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }
}

impl Diagnostic {
    /// Creates an error about a part of a file.
    pub(crate) fn at(
        path: &Path,
        location: Location,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        let location = Some(location);
        let (path, message) = (path.to_owned(), message.into());
        Self { path, location, severity: Severity::Error, code, message }
    }

    /// Creates an error about a whole file or a directory.
    pub(crate) fn of_file(path: &Path, code: &'static str, message: String) -> Self {
        let severity = Severity::Error;
        Self { path: path.to_owned(), location: None, severity, code, message }
    }

    pub(crate) fn into_warning(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }

    /// Creates an error about a file or directory that the operating system cannot read.
    pub(crate) fn unreadable(path: &Path, reason: &io::Error) -> Self {
        let message = format!("cannot read `{}`: {reason}", path.display());
        Self::of_file(path, "unreadable", message)
    }

    /// Creates an error about a file or directory that is rejected as a whole.
    pub(crate) fn rejected(path: &Path, code: &'static str, reason: &str) -> Self {
        Self::of_file(path, code, format!("cannot use `{}`: {reason}", path.display()))
    }

    /// Returns the path of the file or directory.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the severity.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Returns the location in the file, or `None` if the diagnostic is about the whole file.
    #[must_use]
    pub fn location(&self) -> Option<&Location> {
        self.location.as_ref()
    }

    /// Returns the kind of problem, as words with hyphens: `duplicate-id`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Returns the problem and its fix: one sentence, lower case, without a full stop.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the first byte of the location, or 0 for a whole file. Diagnostics of one file are
    /// sorted by it.
    pub(crate) fn start(&self) -> usize {
        self.location.as_ref().map_or(0, |location| location.span.start)
    }
}

/// Formats as `en/concise.ftl:2:1: an ID begins with a letter: write …`. The message of a diagnostic
/// about a whole file already names the file.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(location) = &self.location {
            write!(f, "{}:{}:{}: ", self.path.display(), location.line, location.column)?;
        }
        f.write_str(&self.message)
    }
}

//! A finding in a file of texts, with its place.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A finding in a file of texts: what is wrong, where, and what to write instead.
///
/// ```
/// use fluent_status::Catalog;
///
/// let folder = tempfile::tempdir()?;
/// let file = folder.path().join("en/concise.ftl");
/// std::fs::create_dir(folder.path().join("en"))?;
/// std::fs::write(&file, "status-403 = Not for you.\n404 = Not here.\n")?;
///
/// let error = Catalog::builder().overlay(folder.path()).build().unwrap_err();
/// let [finding] = error.diagnostics() else { panic!("{error}") };
/// assert_eq!(finding.path(), file);
/// assert_eq!((finding.line(), finding.column()), (2, 1));
/// assert_eq!(finding.code(), "id");
/// assert_eq!(finding.message(), "ids begin with a letter: write `status-404`");
/// assert_eq!(finding.severity(), fluent_status::Severity::Error);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    path: PathBuf,
    /// `None` where it is about the file, and not about something in it.
    place: Option<Place>,
    severity: Severity,
    code: &'static str,
    message: String,
}

/// Whether a file can be used in spite of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It is not taken, or part of it says nothing to anyone.
    Error,
    /// It can be used. Only the program's `check` finds these.
    Warning,
}

impl Severity {
    /// The name that JSON output uses: `error` or `warning`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    span: Range<usize>,
    line: usize,
    column: usize,
}

impl Diagnostic {
    /// A finding about a file as a whole, or about a folder.
    pub(crate) fn of_file(path: &Path, code: &'static str, message: String) -> Self {
        let severity = Severity::Error;
        Self { path: path.to_owned(), place: None, severity, code, message }
    }

    #[cfg(feature = "lint")]
    pub(crate) fn into_warning(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }

    pub(crate) fn unreadable(path: &Path, reason: &io::Error) -> Self {
        let message = format!("cannot read `{}`: {reason}", path.display());
        Self::of_file(path, "unreadable", message)
    }

    /// A file that is read, and is not what it has to be.
    pub(crate) fn refused(path: &Path, code: &'static str, reason: &str) -> Self {
        Self::of_file(path, code, format!("cannot take `{}`: {reason}", path.display()))
    }

    pub(crate) fn misplaced(path: &Path) -> Self {
        let message = format!(
            "unexpected file `{}`: expected `<language identifier>/<phrasing>.ftl`, for example \
             `zh-Hant/messages.ftl`",
            path.display()
        );
        Self::of_file(path, "misplaced", message)
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the file can be used in spite of it.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Whether it is about something in the file, and not about the file as a whole.
    #[must_use]
    pub fn has_place(&self) -> bool {
        self.place.is_some()
    }

    /// The kind of finding, a word or several with hyphens: `duplicate-id`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// What is wrong and what to write instead: one sentence, lower-case, without a full stop.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The bytes of the file that it is about; none where it is about the file as a whole.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.place.as_ref().map_or(0..0, |place| place.span.clone())
    }

    /// The line on which the bytes begin, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.place.as_ref().map_or(1, |place| place.line)
    }

    /// The column in which they begin, in characters, from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.place.as_ref().map_or(1, |place| place.column)
    }
}

/// As `en/concise.ftl:2:1: ids begin with a letter: write …`. What is about a file as a whole names
/// it in its message.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{}:{}:{}: ", self.path.display(), place.line, place.column)?;
        }
        f.write_str(&self.message)
    }
}

/// The text of a file, for findings in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'t> {
    pub(crate) path: &'t Path,
    /// Without the byte order mark.
    pub(crate) text: &'t str,
    /// How many bytes of the file stand before the text.
    pub(crate) start: usize,
}

impl Source<'_> {
    /// A finding at some bytes of the text.
    pub(crate) fn finding(
        &self,
        span: Range<usize>,
        code: &'static str,
        message: impl Into<String>,
    ) -> Diagnostic {
        let (line, column) = self.line_and_column(span.start);
        let span = span.start + self.start..span.end + self.start;
        let place = Some(Place { span, line, column });
        let severity = Severity::Error;
        Diagnostic { path: self.path.to_owned(), place, severity, code, message: message.into() }
    }

    /// Where a byte stands. A column is a character.
    pub(crate) fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or(before).chars().count() + 1;
        (line, column)
    }
}

//! What can go wrong when a code, a phrasing or a file of texts is read.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A code, a phrasing or a file of texts that could not be taken.
///
/// Its message is one sentence that quotes what was given and says what to give instead. A
/// [`Catalog`](crate::Catalog) that was built never makes one: a lookup always has an answer.
#[derive(Debug)]
pub struct Error {
    kind: Box<Kind>,
}

#[derive(Debug)]
enum Kind {
    Code {
        given: String,
    },
    Phrasing {
        given: String,
    },
    Read {
        path: PathBuf,
        source: io::Error,
    },
    Layout {
        path: PathBuf,
    },
    Text {
        path: PathBuf,
        line: usize,
        column: usize,
        problem: String,
    },
    DefaultLocale {
        given: String,
        available: String,
    },
    TooManyPhrasings {
        found: usize,
        limit: usize,
    },
    #[cfg(feature = "pages")]
    Template {
        name: String,
        line: usize,
        problem: String,
    },
    #[cfg(feature = "pages")]
    Color {
        given: String,
        problem: String,
    },
}

impl Error {
    pub(crate) fn code(given: impl fmt::Display) -> Self {
        Kind::Code { given: given.to_string() }.into()
    }

    pub(crate) fn phrasing(given: &str) -> Self {
        Kind::Phrasing { given: given.to_owned() }.into()
    }

    pub(crate) fn read(path: &Path, source: io::Error) -> Self {
        Kind::Read { path: path.to_owned(), source }.into()
    }

    pub(crate) fn layout(path: &Path) -> Self {
        Kind::Layout { path: path.to_owned() }.into()
    }

    /// A problem at a byte of a file of texts.
    pub(crate) fn text(path: &Path, text: &str, byte: usize, problem: String) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
        // Fluent's own messages have line breaks in them.
        let problem = problem.replace('\n', "\\n");
        Kind::Text { path: path.to_owned(), line, column, problem }.into()
    }

    pub(crate) fn default_locale(given: String, available: String) -> Self {
        Kind::DefaultLocale { given, available }.into()
    }

    pub(crate) fn too_many_phrasings(found: usize, limit: usize) -> Self {
        Kind::TooManyPhrasings { found, limit }.into()
    }

    #[cfg(feature = "pages")]
    pub(crate) fn template(name: &str, line: Option<usize>, problem: String) -> Self {
        Kind::Template { name: name.to_owned(), line: line.unwrap_or(1), problem }.into()
    }

    #[cfg(feature = "pages")]
    pub(crate) fn color(given: &str, problem: String) -> Self {
        Kind::Color { given: given.to_owned(), problem }.into()
    }

    /// Whether a number or a word was given that is no status code.
    #[must_use]
    pub fn is_invalid_code(&self) -> bool {
        matches!(*self.kind, Kind::Code { .. })
    }

    /// Whether a name was given that no phrasing can have.
    #[must_use]
    pub fn is_invalid_phrasing(&self) -> bool {
        matches!(*self.kind, Kind::Phrasing { .. })
    }

    /// The file or folder of texts that could not be taken.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &*self.kind {
            Kind::Read { path, .. } | Kind::Layout { path } | Kind::Text { path, .. } => Some(path),
            _ => None,
        }
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Self { kind: Box::new(kind) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.kind {
            Kind::Code { given } => {
                write!(f, "invalid status code `{given}`: expected a number from 100 to 999")
            }
            Kind::Phrasing { given } => write!(
                f,
                "invalid phrasing `{given}`: expected up to 32 lower-case letters, digits and \
                 hyphens, beginning with a letter"
            ),
            Kind::Read { path, source } => write!(f, "cannot read `{}`: {source}", path.display()),
            Kind::Layout { path } => write!(
                f,
                "unexpected file `{}`: expected `<language identifier>/<phrasing>.ftl`, for example \
                 `zh-Hant/registry.ftl`",
                path.display()
            ),
            Kind::Text { path, line, column, problem } => {
                write!(f, "{}:{line}:{column}: {problem}", path.display())
            }
            Kind::TooManyPhrasings { found, limit } => {
                write!(f, "too many phrasings: found {found}, and no more than {limit} are taken")
            }
            #[cfg(feature = "pages")]
            Kind::Template { name, line, problem } => write!(f, "{name}:{line}: {problem}"),
            #[cfg(feature = "pages")]
            Kind::Color { given, problem } => write!(f, "colour `{given}` {problem}"),
            Kind::DefaultLocale { given, available } => {
                write!(f, "no texts in the default locale `{given}`: there are {available}")
            }
        }
    }
}

/// The message tells the whole story, so there is no `source` that would tell a part of it again.
impl std::error::Error for Error {}

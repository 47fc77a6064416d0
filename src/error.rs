//! The error type of the crate.

use std::fmt;
use std::path::Path;

use crate::diagnostic::Diagnostic;

/// An error about a name, a message file, a template or another setting.
///
/// The error message is one sentence that quotes the input and names the fix. Only building a
/// [`Catalog`](crate::Catalog) can fail: a lookup always returns a message.
#[derive(Debug)]
pub struct Error {
    kind: Box<Kind>,
}

#[derive(Debug)]
enum Kind {
    Phrasing {
        input: String,
    },
    ProblemName {
        input: String,
    },
    /// At least one diagnostic.
    MessageFiles {
        diagnostics: Vec<Diagnostic>,
    },
    DefaultLocale {
        input: String,
        available: String,
    },
    TooManyPhrasings {
        found: usize,
        limit: usize,
    },
    #[cfg(feature = "template")]
    Template {
        name: String,
        line: usize,
        problem: String,
    },
    #[cfg(feature = "pages")]
    Color {
        input: String,
        problem: String,
    },
    #[cfg(feature = "watch")]
    Watch {
        problem: String,
    },
    TooManyMessages {
        locales: usize,
        ids: usize,
        phrasings: usize,
        limit: usize,
    },
}

impl Error {
    pub(crate) fn problem_name(input: &str) -> Self {
        Kind::ProblemName { input: input.to_owned() }.into()
    }

    pub(crate) fn phrasing(input: &str) -> Self {
        Kind::Phrasing { input: input.to_owned() }.into()
    }

    /// Returns an error about message files, or `None` if there are no diagnostics.
    pub(crate) fn message_files(diagnostics: Vec<Diagnostic>) -> Option<Self> {
        (!diagnostics.is_empty()).then(|| Kind::MessageFiles { diagnostics }.into())
    }

    pub(crate) fn default_locale(input: String, available: String) -> Self {
        Kind::DefaultLocale { input, available }.into()
    }

    pub(crate) fn too_many_phrasings(found: usize, limit: usize) -> Self {
        Kind::TooManyPhrasings { found, limit }.into()
    }

    #[cfg(feature = "template")]
    pub(crate) fn template(name: &str, line: Option<usize>, problem: String) -> Self {
        Kind::Template { name: name.to_owned(), line: line.unwrap_or(1), problem }.into()
    }

    #[cfg(feature = "pages")]
    pub(crate) fn color(input: &str, problem: String) -> Self {
        Kind::Color { input: input.to_owned(), problem }.into()
    }

    /// Creates an error about one message file or directory.
    #[cfg(feature = "watch")]
    pub(crate) fn message_file(diagnostic: Diagnostic) -> Self {
        Kind::MessageFiles { diagnostics: vec![diagnostic] }.into()
    }

    /// Creates an error about a catalog that cannot be reloaded, if the cause is not a message file.
    #[cfg(feature = "watch")]
    pub(crate) fn watch(problem: String) -> Self {
        Kind::Watch { problem }.into()
    }

    pub(crate) fn too_many_messages(
        locales: usize,
        ids: usize,
        phrasings: usize,
        limit: usize,
    ) -> Self {
        Kind::TooManyMessages { locales, ids, phrasings, limit }.into()
    }

    /// Returns `true` if the error is about an invalid name of a phrasing.
    #[must_use]
    pub fn is_invalid_phrasing(&self) -> bool {
        matches!(*self.kind, Kind::Phrasing { .. })
    }

    /// Returns the problems in message files, layer by layer, up to 100 per file. Empty
    /// if the error is not about message files.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match &*self.kind {
            Kind::MessageFiles { diagnostics } => diagnostics,
            _ => &[],
        }
    }

    /// Returns the path of the first rejected message file or directory.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.diagnostics().first().map(Diagnostic::path)
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
            Kind::Phrasing { input } => write!(
                f,
                "invalid phrasing `{input}`: expected up to 32 lower-case letters, digits and \
                 hyphens, beginning with a letter"
            ),
            Kind::ProblemName { input } => write!(
                f,
                "invalid problem type name `{input}`: expected up to 64 lower-case letters, digits and \
                 single hyphens, beginning with a letter"
            ),
            Kind::MessageFiles { diagnostics } => {
                let mut diagnostics = diagnostics.iter();
                diagnostics.next().map_or(Ok(()), |first| first.fmt(f))?;
                match diagnostics.len() {
                    0 => Ok(()),
                    more => write!(f, " (and {more} more)"),
                }
            }
            Kind::TooManyPhrasings { found, limit } => {
                write!(
                    f,
                    "too many phrasings: found {found}, more than the maximum of {limit}: remove \
                     phrasing files"
                )
            }
            #[cfg(feature = "template")]
            Kind::Template { name, line, problem } => write!(f, "{name}:{line}: {problem}"),
            #[cfg(feature = "pages")]
            Kind::Color { input, problem } => write!(f, "color `{input}` {problem}"),
            #[cfg(feature = "watch")]
            Kind::Watch { problem } => f.write_str(problem),
            Kind::TooManyMessages { locales, ids, phrasings, limit } => write!(
                f,
                "too many messages: {locales} locales with {ids} IDs in {phrasings} phrasings need \
                 more than the maximum of {limit} table cells: remove locales, IDs or phrasings"
            ),
            Kind::DefaultLocale { input, available } => {
                write!(f, "no messages in the default locale `{input}`: choose one of {available}")
            }
        }
    }
}

/// The error message is complete. A `source` would repeat a part of it in reports of an error chain.
impl std::error::Error for Error {}

//! What can go wrong when a code, a phrasing or a file of texts is read.

use std::fmt;
use std::path::Path;

use crate::diagnostic::Diagnostic;

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
    Phrasing {
        given: String,
    },
    ProblemName {
        given: String,
    },
    /// At least one.
    Texts {
        findings: Vec<Diagnostic>,
    },
    DefaultLocale {
        given: String,
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
        given: String,
        problem: String,
    },
    #[cfg(feature = "watch")]
    Watch {
        problem: String,
    },
    TooManyTexts {
        locales: usize,
        ids: usize,
        phrasings: usize,
        limit: usize,
    },
}

impl Error {
    pub(crate) fn problem_name(given: &str) -> Self {
        Kind::ProblemName { given: given.to_owned() }.into()
    }

    pub(crate) fn phrasing(given: &str) -> Self {
        Kind::Phrasing { given: given.to_owned() }.into()
    }

    /// What is wrong with files of texts. `None` where nothing is.
    pub(crate) fn texts(findings: Vec<Diagnostic>) -> Option<Self> {
        (!findings.is_empty()).then(|| Kind::Texts { findings }.into())
    }

    pub(crate) fn default_locale(given: String, available: String) -> Self {
        Kind::DefaultLocale { given, available }.into()
    }

    pub(crate) fn too_many_phrasings(found: usize, limit: usize) -> Self {
        Kind::TooManyPhrasings { found, limit }.into()
    }

    #[cfg(feature = "template")]
    pub(crate) fn template(name: &str, line: Option<usize>, problem: String) -> Self {
        Kind::Template { name: name.to_owned(), line: line.unwrap_or(1), problem }.into()
    }

    #[cfg(feature = "pages")]
    pub(crate) fn color(given: &str, problem: String) -> Self {
        Kind::Color { given: given.to_owned(), problem }.into()
    }

    /// A file or folder that never comes to rest.
    #[cfg(feature = "watch")]
    pub(crate) fn finding(finding: Diagnostic) -> Self {
        Kind::Texts { findings: vec![finding] }.into()
    }

    /// A catalogue that cannot be kept up to date, for a reason that is in no file.
    #[cfg(feature = "watch")]
    pub(crate) fn watch(problem: String) -> Self {
        Kind::Watch { problem }.into()
    }

    pub(crate) fn too_many_texts(
        locales: usize,
        ids: usize,
        phrasings: usize,
        limit: usize,
    ) -> Self {
        Kind::TooManyTexts { locales, ids, phrasings, limit }.into()
    }

    /// Whether a name was given that no phrasing can have.
    #[must_use]
    pub fn is_invalid_phrasing(&self) -> bool {
        matches!(*self.kind, Kind::Phrasing { .. })
    }

    /// What was found in files of texts, file by file: all of it, up to 100 findings a file. Empty
    /// where the error is about something else.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match &*self.kind {
            Kind::Texts { findings } => findings,
            _ => &[],
        }
    }

    /// The file or folder of texts that could not be taken, the first if there are several.
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
            Kind::Phrasing { given } => write!(
                f,
                "invalid phrasing `{given}`: expected up to 32 lower-case letters, digits and \
                 hyphens, beginning with a letter"
            ),
            Kind::ProblemName { given } => write!(
                f,
                "invalid problem type name `{given}`: expected up to 64 lower-case letters, digits and \
                 single hyphens, beginning with a letter"
            ),
            Kind::Texts { findings } => {
                let mut findings = findings.iter();
                findings.next().map_or(Ok(()), |first| first.fmt(f))?;
                match findings.len() {
                    0 => Ok(()),
                    more => write!(f, " (and {more} more)"),
                }
            }
            Kind::TooManyPhrasings { found, limit } => {
                write!(f, "too many phrasings: found {found}, and no more than {limit} are taken")
            }
            #[cfg(feature = "template")]
            Kind::Template { name, line, problem } => write!(f, "{name}:{line}: {problem}"),
            #[cfg(feature = "pages")]
            Kind::Color { given, problem } => write!(f, "color `{given}` {problem}"),
            #[cfg(feature = "watch")]
            Kind::Watch { problem } => f.write_str(problem),
            Kind::TooManyTexts { locales, ids, phrasings, limit } => write!(
                f,
                "too many texts: {locales} locales with {ids} ids in {phrasings} phrasings, and no \
                 more than {limit} in all are taken"
            ),
            Kind::DefaultLocale { given, available } => {
                write!(f, "no texts in the default locale `{given}`: there are {available}")
            }
        }
    }
}

/// The message tells the whole story, so there is no `source` that would tell a part of it again.
impl std::error::Error for Error {}

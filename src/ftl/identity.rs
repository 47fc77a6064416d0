//! The identity of a message file: its locale and its kind, which its path gives.

use std::path::Path;

use unic_langid::LanguageIdentifier;

use crate::diagnostic::Diagnostic;
use crate::phrasing::Phrasing;

/// The name of the file that makes a complete locale.
pub(crate) const MESSAGES_FILE: &str = "messages.ftl";

/// The locale and the kind of a message file.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    pub(super) locale: LanguageIdentifier,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `messages.ftl`: a complete locale.
    Messages,
    /// `<phrasing>.ftl`: descriptions of status codes in one phrasing.
    Phrasing(Phrasing),
}

impl Identity {
    /// Returns the identity that the last two components of a path give.
    pub(super) fn of_path(path: &Path) -> Result<Self, Diagnostic> {
        let locale = path.parent().and_then(|parent| parent.file_name()?.to_str()?.parse().ok());
        let kind = path.file_name().and_then(|name| Kind::of_file_name(name.to_str()?));
        match (locale, kind) {
            (Some(locale), Some(kind)) => Ok(Self { locale, kind }),
            _ => Err(misplaced_file(path)),
        }
    }
}

impl Kind {
    fn of_file_name(name: &str) -> Option<Self> {
        if name == MESSAGES_FILE {
            return Some(Self::Messages);
        }
        name.strip_suffix(".ftl")?.parse().ok().map(Self::Phrasing)
    }
}

/// Creates an error about a message file whose path is not an identity.
pub(super) fn misplaced_file(path: &Path) -> Diagnostic {
    let message = format!(
        "unexpected file `{}`: expected `<language identifier>/<phrasing>.ftl`, for example \
         `zh-Hant/{MESSAGES_FILE}`",
        path.display()
    );
    Diagnostic::of_file(path, "misplaced", message)
}

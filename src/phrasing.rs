//! Phrasings: alternative wordings of the descriptions.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// A phrasing: one consistent wording of the descriptions of status codes, by its name.
///
/// A name is 1 to 32 lower-case ASCII letters, digits and hyphens, and begins with a letter.
///
/// ```
/// use fluent_status::Phrasing;
///
/// assert_eq!("general".parse::<Phrasing>()?, Phrasing::GENERAL);
/// assert!("Général".parse::<Phrasing>().is_err());
/// # Ok::<(), fluent_status::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phrasing(Cow<'static, str>);

impl Phrasing {
    /// Short, in the terms of an API: "The requested resource does not exist."
    pub const CONCISE: Self = Self(Cow::Borrowed("concise"));
    /// The result of a request or a task: "The server cannot find the page requested."
    pub const GENERAL: Self = Self(Cow::Borrowed("general"));
    /// The wording of a REST reference: "The server could not find the requested page."
    pub const COMMON: Self = Self(Cow::Borrowed("common"));
    /// Plain language for people who do not know HTTP. It is complete: it describes every registered
    /// status code.
    pub const PLAIN: Self = Self(Cow::Borrowed("plain"));

    const MAX_LEN: usize = 32;

    /// Returns the name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Phrasing {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        let well_formed = name.len() <= Self::MAX_LEN
            && name.starts_with(|first: char| first.is_ascii_lowercase())
            && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if well_formed { Ok(Self(Cow::Owned(name.to_owned()))) } else { Err(Error::phrasing(name)) }
    }
}

impl fmt::Display for Phrasing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Phrasing {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

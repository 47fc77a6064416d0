//! Status codes and their classes.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// A status code: a number from 100 to 999.
///
/// HTTP gives a meaning to 100 to 599 ([RFC 9110 §15]); the numbers above are there for APIs that
/// use codes of their own.
///
/// ```
/// use fluent_status::{Class, Code};
///
/// let code = Code::new(404)?;
/// assert_eq!(code.class(), Class::ClientError);
/// assert_eq!("503".parse::<Code>()?.as_u16(), 503);
///
/// let error = Code::new(42).unwrap_err();
/// assert_eq!(error.to_string(), "invalid status code `42`: expected a number from 100 to 999");
/// # Ok::<(), fluent_status::Error>(())
/// ```
///
/// [RFC 9110 §15]: https://www.rfc-editor.org/rfc/rfc9110.html#section-15
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u16);

impl Code {
    const MIN: u16 = 100;
    const MAX: u16 = 999;
    /// How many codes there could be.
    pub(crate) const COUNT: usize = (Self::MAX - Self::MIN) as usize + 1;

    /// Makes a code of a number.
    ///
    /// # Errors
    ///
    /// The number is not from 100 to 999.
    pub fn new(number: u16) -> Result<Self, Error> {
        if (Self::MIN..=Self::MAX).contains(&number) {
            Ok(Self(number))
        } else {
            Err(Error::code(number))
        }
    }

    /// The number, from 100 to 999.
    #[must_use]
    pub const fn as_u16(self) -> u16 {
        self.0
    }

    /// The class that the first digit names.
    #[must_use]
    pub const fn class(self) -> Class {
        match self.0 {
            100..=199 => Class::Informational,
            200..=299 => Class::Success,
            300..=399 => Class::Redirection,
            400..=499 => Class::ClientError,
            500..=599 => Class::ServerError,
            _ => Class::Unknown,
        }
    }

    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (Self::MIN..=Self::MAX).map(Self)
    }

    /// Where this code stands in a table of all codes.
    pub(crate) const fn index(self) -> usize {
        (self.0 - Self::MIN) as usize
    }
}

impl TryFrom<u16> for Code {
    type Error = Error;

    fn try_from(number: u16) -> Result<Self, Error> {
        Self::new(number)
    }
}

impl FromStr for Code {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        // `u16::from_str` also takes a leading plus sign and zeros, which no status line has.
        match text.parse() {
            Ok(number) if text.len() == 3 => Self::new(number).map_err(|_| Error::code(text)),
            _ => Err(Error::code(text)),
        }
    }
}

impl From<Code> for u16 {
    fn from(code: Code) -> Self {
        code.0
    }
}

/// `http` has the same bounds, so this cannot fail.
#[cfg(feature = "http")]
impl From<http::StatusCode> for Code {
    fn from(code: http::StatusCode) -> Self {
        Self(code.as_u16())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The class of a code: what its first digit says ([RFC 9110 §15]).
///
/// [RFC 9110 §15]: https://www.rfc-editor.org/rfc/rfc9110.html#section-15
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// 100 to 199: the request was received and goes on.
    Informational,
    /// 200 to 299: the request succeeded.
    Success,
    /// 300 to 399: something more is to be done to complete the request.
    Redirection,
    /// 400 to 499: the request cannot be answered as it was made.
    ClientError,
    /// 500 to 599: the server failed to answer a request that looked right.
    ServerError,
    /// 600 to 999: outside what HTTP defines.
    Unknown,
}

impl Class {
    /// The first digit of its codes, 0 for [`Unknown`](Self::Unknown).
    pub(crate) const fn digit(self) -> u16 {
        match self {
            Self::Unknown => 0,
            Self::Informational => 1,
            Self::Success => 2,
            Self::Redirection => 3,
            Self::ClientError => 4,
            Self::ServerError => 5,
        }
    }

    /// The name that JSON output uses, for example `client-error`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Informational => "informational",
            Self::Success => "success",
            Self::Redirection => "redirection",
            Self::ClientError => "client-error",
            Self::ServerError => "server-error",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_range_and_no_other() {
        for number in 0..=u16::MAX {
            assert_eq!(Code::new(number).is_ok(), (100..=999).contains(&number), "{number}");
        }
    }

    #[test]
    fn a_code_is_three_digits() {
        for text in ["", "4", "40", "0404", "+404", "4O4", "404 ", "４０４", "99", "1000"] {
            let error = text.parse::<Code>().unwrap_err().to_string();
            assert!(error.contains(&format!("`{text}`")), "{text:?}: {error}");
        }
        assert_eq!("404".parse::<Code>().unwrap(), Code(404));
    }
}

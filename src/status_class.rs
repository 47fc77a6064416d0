//! The class of a status code.

use std::fmt;

use http::StatusCode;

/// The class of a status code, which its first digit names ([RFC 9110 §15]).
///
/// ```
/// use fluent_status::{StatusClass, StatusCode};
///
/// assert_eq!(StatusClass::from(StatusCode::NOT_FOUND), StatusClass::ClientError);
/// assert_eq!(StatusClass::ClientError.as_str(), "client-error");
/// ```
///
/// [RFC 9110 §15]: https://www.rfc-editor.org/rfc/rfc9110.html#section-15
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusClass {
    /// 100 to 199: the server received the request and continues.
    Informational,
    /// 200 to 299: the request succeeded.
    Success,
    /// 300 to 399: the client must take further action to complete the request.
    Redirection,
    /// 400 to 499: the server cannot fulfill the request as it was sent.
    ClientError,
    /// 500 to 599: the server failed to fulfill a request that appeared to be valid.
    ServerError,
    /// 600 to 999: outside the range that HTTP defines.
    Unknown,
}

impl StatusClass {
    /// Returns the first digit of the status codes in this class, and 0 for
    /// [`Unknown`](Self::Unknown).
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

    /// Returns the name of the class as JSON output has it, for example `client-error`.
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

impl From<StatusCode> for StatusClass {
    fn from(status: StatusCode) -> Self {
        match status.as_u16() {
            100..=199 => Self::Informational,
            200..=299 => Self::Success,
            300..=399 => Self::Redirection,
            400..=499 => Self::ClientError,
            500..=599 => Self::ServerError,
            _ => Self::Unknown,
        }
    }
}

impl fmt::Display for StatusClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The number of status codes: 100 to 999.
pub(crate) const STATUS_CODES: usize = 900;

/// Returns every status code, in ascending order.
pub(crate) fn status_codes() -> impl Iterator<Item = StatusCode> {
    (100..1000).filter_map(|code| StatusCode::from_u16(code).ok())
}

/// Returns the index of a status code in a table of [`STATUS_CODES`] entries.
pub(crate) fn status_index(status: StatusCode) -> usize {
    usize::from(status.as_u16()).saturating_sub(100)
}

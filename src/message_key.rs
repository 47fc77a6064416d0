//! The key of a message: the kind of error that it describes.

use http::StatusCode;

use crate::problem_type::ProblemType;

/// The key of a message: a status code or a problem type.
///
/// Functions that look up a message accept anything that converts into a key.
///
/// ```
/// use fluent_status::{Catalog, MessageKey, StatusCode};
///
/// let catalog = Catalog::builtin();
/// let chain = catalog.negotiate("en");
/// let key = MessageKey::Status(StatusCode::NOT_FOUND);
/// assert_eq!(catalog.message(key, &chain), catalog.message(StatusCode::NOT_FOUND, &chain));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MessageKey<'a> {
    /// A status code: the message `status-404`.
    Status(StatusCode),
    /// A problem type of the application: the message `problem-<name>`.
    Problem(&'a ProblemType),
}

impl MessageKey<'_> {
    /// Returns the status code: for a problem type, the status code of its responses.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::Status(status) => *status,
            Self::Problem(problem) => problem.status(),
        }
    }
}

impl From<StatusCode> for MessageKey<'_> {
    fn from(status: StatusCode) -> Self {
        Self::Status(status)
    }
}

impl<'a> From<&'a ProblemType> for MessageKey<'a> {
    fn from(problem: &'a ProblemType) -> Self {
        Self::Problem(problem)
    }
}

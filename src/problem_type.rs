//! A kind of error that an application defines.

use std::borrow::Cow;

use http::StatusCode;

use crate::error::Error;
use crate::message_id::is_problem_name;

/// A problem type: a kind of error that an application defines ([RFC 9457]).
///
/// Its name selects the message `problem-<name>` of the message files. If no locale of the chain
/// has that message, the message of the status code is used.
///
/// ```
/// use fluent_status::{Catalog, ProblemType, StatusCode};
///
/// const OUT_OF_STOCK: ProblemType = ProblemType::new("out-of-stock", StatusCode::CONFLICT)
///     .with_code("ORDER_OUT_OF_STOCK")
///     .with_uri("https://shop.example/problems/out-of-stock");
///
/// let dir = tempfile::tempdir()?;
/// std::fs::create_dir(dir.path().join("en"))?;
/// std::fs::write(
///     dir.path().join("en/messages.ftl"),
///     "problem-out-of-stock = This item is sold out.\n    .reason = Out of stock\n",
/// )?;
/// let catalog = Catalog::builder().overlay_dir(dir.path()).build()?;
///
/// let message = catalog.message(&OUT_OF_STOCK, &catalog.negotiate("en"));
/// assert_eq!(message.to_string(), "Out of stock: This item is sold out.");
///
/// // No message in Chinese: the message of 409 is used.
/// let message = catalog.message(&OUT_OF_STOCK, &Catalog::builtin().negotiate("zh-CN"));
/// assert!(message.is_exact());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// [RFC 9457]: https://www.rfc-editor.org/rfc/rfc9457.html
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProblemType {
    name: Cow<'static, str>,
    status: StatusCode,
    code: Option<Cow<'static, str>>,
    uri: Option<Cow<'static, str>>,
}

impl ProblemType {
    /// Creates a problem type with a name and the status code of its responses.
    ///
    /// A name has 1 to 64 lower-case ASCII letters, digits and single hyphens, begins with a
    /// letter, and does not end with a hyphen.
    ///
    /// # Panics
    ///
    /// Panics if the name is invalid: at compile time, if the problem type is a constant.
    #[must_use]
    #[expect(clippy::panic, reason = "a constant with an invalid name fails to compile")]
    pub const fn new(name: &'static str, status: StatusCode) -> Self {
        if !is_problem_name(name) {
            panic!("invalid problem type name: expected lower-case letters, digits and hyphens");
        }
        Self { name: Cow::Borrowed(name), status, code: None, uri: None }
    }

    /// Creates a problem type with a name that is known only at run time.
    ///
    /// # Errors
    ///
    /// Returns an error if the name is invalid: see [`new`](Self::new).
    pub fn try_new(name: impl Into<String>, status: StatusCode) -> Result<Self, Error> {
        let name = name.into();
        if is_problem_name(&name) {
            Ok(Self { name: Cow::Owned(name), status, code: None, uri: None })
        } else {
            Err(Error::problem_name(&name))
        }
    }

    /// Sets the code by which the application identifies the problem, for example
    /// `ORDER_OUT_OF_STOCK`.
    #[must_use]
    pub const fn with_code(mut self, code: &'static str) -> Self {
        // Dropping the previous value is not possible in a constant.
        std::mem::forget(self.code.replace(Cow::Borrowed(code)));
        self
    }

    /// Sets the URI that identifies the problem type in problem details ([RFC 9457 §3.1.1]).
    ///
    /// [RFC 9457 §3.1.1]: https://www.rfc-editor.org/rfc/rfc9457.html#section-3.1.1
    #[must_use]
    pub const fn with_uri(mut self, uri: &'static str) -> Self {
        // Dropping the previous value is not possible in a constant.
        std::mem::forget(self.uri.replace(Cow::Borrowed(uri)));
        self
    }

    /// Returns the name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn shared_name(&self) -> Cow<'static, str> {
        self.name.clone()
    }

    /// Returns the status code of its responses.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the code of the application.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Returns the URI that identifies the problem type.
    #[must_use]
    pub fn uri(&self) -> Option<&str> {
        self.uri.as_deref()
    }
}

//! What a handler of `axum` needs to take part: a [`Problem`] to answer with, and the [`Reader`] as
//! an extractor.

use std::convert::Infallible;

use axum_core::extract::FromRequestParts;
use axum_core::response::{IntoResponse, Response};
use http::StatusCode;
use http::request::Parts;

use crate::pages::Context;
use crate::tower::Reader;

/// A failure that a handler answers with. The layer
/// [`StatusPagesLayer`](crate::tower::StatusPagesLayer) says it in the reader's language and
/// format; without the layer, the response has no body.
///
/// ```
/// use axum::extract::Path;
/// use axum::http::StatusCode;
/// use fluent_status::axum::Problem;
/// use fluent_status::pages::Context;
///
/// async fn order(Path(id): Path<u32>) -> Result<String, Problem> {
///     match id {
///         1 => Ok("shoes".to_owned()),
///         2 => Err(Problem::new(StatusCode::GONE, Context::new().instance("/orders/2"))),
///         _ => Err(StatusCode::NOT_FOUND)?,
///     }
/// }
/// ```
#[must_use]
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    status: StatusCode,
    // Boxed, so that a handler's `Result` stays small.
    context: Box<Context>,
}

impl Problem {
    /// A failure with this status, and what else is known about it.
    pub fn new(status: StatusCode, context: Context) -> Self {
        Self { status, context: Box::new(context) }
    }
}

impl From<StatusCode> for Problem {
    fn from(status: StatusCode) -> Self {
        Self::new(status, Context::new())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(*self.context);
        response
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::new(&parts.headers, &parts.uri))
    }
}

//! Handlers of `axum` can return a [`Problem`] and extract [`ClientPreferences`].

use std::convert::Infallible;

use axum_core::extract::FromRequestParts;
use axum_core::response::{IntoResponse, Response};
use http::request::Parts;

use crate::pages::{ClientPreferences, Problem};

/// Returns a response with the status code and no body. The layer
/// [`StatusPagesLayer`](crate::tower::StatusPagesLayer) adds the page.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.response_status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ClientPreferences {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::new(&parts.headers, &parts.uri))
    }
}

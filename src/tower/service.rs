//! The middleware service.

use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use http_body::Body;
use tower_service::Service;

use super::ResponseFuture;
use crate::pages::Responder;

/// The service of [`StatusPagesLayer`](super::StatusPagesLayer).
///
/// The body type of the response must implement `From<Bytes>`, as the body types of `axum` and
/// `http_body_util::Full` do. `tower_http`'s `MapResponseBodyLayer` converts others.
#[derive(Clone, Debug)]
pub struct StatusPages<S> {
    inner: S,
    responder: Arc<Responder>,
}

impl<S> StatusPages<S> {
    pub(super) fn new(inner: S, responder: Arc<Responder>) -> Self {
        Self { inner, responder }
    }

    /// Returns a reference to the inner service.
    #[must_use]
    pub fn get_ref(&self) -> &S {
        &self.inner
    }

    /// Returns a mutable reference to the inner service.
    pub fn get_mut(&mut self) -> &mut S {
        &mut self.inner
    }

    /// Returns the inner service.
    #[must_use]
    pub fn into_inner(self) -> S {
        self.inner
    }
}

impl<S, RequestBody, ResponseBody> Service<Request<RequestBody>> for StatusPages<S>
where
    S: Service<Request<RequestBody>, Response = Response<ResponseBody>>,
    ResponseBody: Body + From<Bytes>,
{
    type Response = Response<ResponseBody>;
    type Error = S::Error;
    type Future = ResponseFuture<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<RequestBody>) -> Self::Future {
        ResponseFuture {
            request: self.responder.read_request(&request),
            responder: Arc::clone(&self.responder),
            inner: self.inner.call(request),
        }
    }
}

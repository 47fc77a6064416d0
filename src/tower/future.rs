//! The response future of the middleware.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::Response;
use http_body::Body;
use pin_project_lite::pin_project;

use crate::pages::{RequestInfo, Responder};

pin_project! {
    /// The response future of [`StatusPages`](super::StatusPages).
    #[derive(Debug)]
    pub struct ResponseFuture<F> {
        #[pin]
        pub(super) inner: F,
        pub(super) request: RequestInfo,
        pub(super) responder: Arc<Responder>,
    }
}

impl<F, ResponseBody, Failure> Future for ResponseFuture<F>
where
    F: Future<Output = Result<Response<ResponseBody>, Failure>>,
    ResponseBody: Body + From<Bytes>,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let mut polled = this.inner.poll(context);
        // The response is changed in place, because moving it takes as long as checking its status.
        if let Poll::Ready(Ok(response)) = &mut polled {
            let is_empty =
                |body: &ResponseBody| body.is_end_stream() || body.size_hint().exact() == Some(0);
            if let Some(page) = this.responder.respond(this.request, response, is_empty) {
                *response.body_mut() = page.into();
            }
        }
        polled
    }
}

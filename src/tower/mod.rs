//! A middleware that gives every error response its page, in the reader's language.
//!
//! ```
//! use axum::Router;
//! use axum::routing::get;
//! use fluent_status::tower::StatusPagesLayer;
//!
//! let app: Router = Router::new()
//!     .route("/", get(|| async { "Hello" }))
//!     .layer(StatusPagesLayer::new());
//! ```
//!
//! A router of `axum` adds `Allow` to a 405 around its layers. Where the advice is to name the
//! methods, the layer goes around the whole router:
//!
//! ```
//! use axum::Router;
//! use fluent_status::tower::StatusPagesLayer;
//! use tower_layer::Layer;
//!
//! # let app: Router = Router::new();
//! let app: Router = Router::new().fallback_service(StatusPagesLayer::new().layer(app));
//! ```
//!
//! # Which responses
//!
//! Those with a status of 400 to 599 and an empty body: a bare `StatusCode`, what a router says
//! where it has no route or not the method, what a timeout leaves. A response with a body is left
//! alone, unless [`replace`](StatusPagesLayer::replace) says otherwise; so the layer goes around
//! whatever turns failures into responses. A handler has its say through the extensions of its
//! response:
//!
//! - a [`Context`] says more than the status does, and also asks for a page where the status is one
//!   of 200 to 399;
//! - [`NoPage`] keeps the layer away.
//!
//! Codes that have no content, 1xx, 204, 205 and 304, are never given one. An answer to `HEAD` has
//! the fields that one to `GET` would have.
//!
//! # Which page
//!
//! The language is negotiated from the parameter `lang` of the query, which the links on a page
//! set, and from `Accept-Language`; the format from `Accept` ([`Format::negotiate`]). `Allow` and
//! `Retry-After` of the response feed the advice.
//!
//! # Which fields
//!
//! | field | is |
//! |---|---|
//! | `Content-Type`, `Content-Length` | those of the page |
//! | `Content-Language` | the locale of the page |
//! | `Vary` | appended to: `Accept-Language`, and `Accept` unless the format is pinned |
//! | `Cache-Control` | `no-store` on 5xx, 428, 429, 431 and 511, and where the page has the id of its request, unless the response has one |
//! | `Retry-After`, `Allow` | those of the [`Context`], unless the response has them |
//! | `Content-Security-Policy` | for HTML: allows the page's own style, and nothing else |
//! | `X-Content-Type-Options` | `nosniff` |
//!
//! Fields about the content that was replaced, such as `ETag` and `Content-Encoding`, are dropped.
//! All others stay.
//!
//! # Cost
//!
//! A page is rendered once for each code, locale and format, and then shared ([`PageCache`]); one
//! with values in its sentences or with a detail is rendered each time. A response that is left alone costs the look at its status, and what the request said
//! is kept until then without allocating.

mod reader;
mod source;
mod writer;

use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Poll};

use bytes::Bytes;
use http::{HeaderName, Request, Response};
use http_body::Body;
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

pub use self::reader::Reader;

use self::source::Texts;
use self::writer::{Settings, Writer};
use crate::catalog::Catalog;
#[cfg(feature = "watch")]
use crate::live::LiveCatalog;
#[cfg(doc)]
use crate::pages::{Context, PageCache};
use crate::pages::{Format, Pages};
use crate::phrasing::Phrasing;

/// Gives the error responses of a service their pages: see [the module](self).
///
/// Clones share the pages that were rendered.
///
/// ```
/// use fluent_status::pages::{Format, Pages};
/// use fluent_status::tower::{Replace, StatusPagesLayer};
///
/// let for_people = StatusPagesLayer::new()
///     .pages(Pages::new().site_name("Acme").home("/").contact("mailto:help@acme.example"))
///     .replace(Replace::PlainText);
/// let for_an_api = StatusPagesLayer::new().format(Format::ProblemJson);
/// # let _ = (for_people, for_an_api);
/// ```
#[must_use]
#[derive(Clone, Debug, Default)]
pub struct StatusPagesLayer {
    writer: Arc<Writer>,
}

impl StatusPagesLayer {
    /// The texts that come with the crate, on the built-in page.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the texts from a catalogue of the application's.
    pub fn catalog(self, catalog: Arc<Catalog>) -> Self {
        self.with(|settings| settings.texts = Texts::Own(catalog))
    }

    /// Takes the texts from a catalogue that follows its files: each response has them as they are
    /// when it is made.
    #[cfg(feature = "watch")]
    pub fn live_catalog(self, catalog: LiveCatalog) -> Self {
        self.with(|settings| settings.texts = Texts::Live(catalog))
    }

    /// How the pages look.
    pub fn pages(self, pages: Pages) -> Self {
        self.with(|settings| settings.pages = pages)
    }

    /// The phrasing to prefer; the first of the catalogue, unless given.
    pub fn phrasing(self, phrasing: Phrasing) -> Self {
        self.with(|settings| settings.phrasing = Some(phrasing))
    }

    /// Pins the format, whatever a request accepts: for an API that answers in one.
    pub fn format(self, format: Format) -> Self {
        self.with(|settings| settings.format = Some(format))
    }

    /// Which bodies to replace. None, unless given.
    pub fn replace(self, replace: Replace) -> Self {
        self.with(|settings| settings.replace = replace)
    }

    /// The field that has the id of a request, `x-request-id` for example: it is shown on the
    /// pages. That of the response counts before that of the request; one that is longer than 128
    /// bytes is not shown. None, unless given.
    pub fn request_id_header(self, name: HeaderName) -> Self {
        self.with(|settings| settings.request_id_header = Some(name))
    }

    fn with(self, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = self.writer.settings.clone();
        change(&mut settings);
        Self { writer: Arc::new(Writer::new(settings)) }
    }
}

impl<S> Layer<S> for StatusPagesLayer {
    type Service = StatusPages<S>;

    fn layer(&self, inner: S) -> StatusPages<S> {
        StatusPages { inner, writer: Arc::clone(&self.writer) }
    }
}

/// Which error responses that have a body are given a page all the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Replace {
    /// None: a body is what a handler meant to say.
    #[default]
    Nothing,
    /// Those in `text/plain`: it is what frameworks write themselves, in English, when an extractor
    /// refuses a request or a handler panics.
    PlainText,
    /// All of them.
    Everything,
}

/// In the extensions of a response: it is not to be given a page.
///
/// ```
/// use axum::Extension;
/// use axum::http::StatusCode;
/// use fluent_status::tower::NoPage;
///
/// async fn probe() -> (StatusCode, Extension<NoPage>) {
///     (StatusCode::SERVICE_UNAVAILABLE, Extension(NoPage))
/// }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct NoPage;

/// The service of [`StatusPagesLayer`].
///
/// The body of the response must be one that can be made of [`Bytes`], as that of `axum` and
/// `http_body_util::Full` can. Where it is not, `tower_http`'s `MapResponseBodyLayer` makes it one.
#[derive(Clone, Debug)]
pub struct StatusPages<S> {
    inner: S,
    writer: Arc<Writer>,
}

impl<S, RequestBody, ResponseBody> Service<Request<RequestBody>> for StatusPages<S>
where
    S: Service<Request<RequestBody>, Response = Response<ResponseBody>>,
    ResponseBody: Body + From<Bytes>,
{
    type Response = Response<ResponseBody>;
    type Error = S::Error;
    type Future = ResponseFuture<S::Future>;

    fn poll_ready(&mut self, context: &mut task::Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<RequestBody>) -> Self::Future {
        ResponseFuture {
            request: self.writer.request(&request),
            writer: Arc::clone(&self.writer),
            inner: self.inner.call(request),
        }
    }
}

pin_project! {
    /// The response of [`StatusPages`].
    #[derive(Debug)]
    pub struct ResponseFuture<F> {
        #[pin]
        inner: F,
        request: writer::Request,
        writer: Arc<Writer>,
    }
}

impl<F, ResponseBody, Failure> Future for ResponseFuture<F>
where
    F: Future<Output = Result<Response<ResponseBody>, Failure>>,
    ResponseBody: Body + From<Bytes>,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut task::Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let mut polled = this.inner.poll(context);
        // In place: moving a response costs as much as looking whether it needs a page.
        if let Poll::Ready(Ok(response)) = &mut polled {
            this.writer.write(this.request, response);
        }
        polled
    }
}

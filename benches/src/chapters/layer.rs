//! The middleware around a router of `axum`, without a socket.

use std::convert::Infallible;
use std::future::Future;
use std::pin::pin;
use std::sync::LazyLock;
use std::task::{Context, Poll, Waker};

use axum::Router;
use axum::body::Body;
use axum::routing::get;
use bytes::Bytes;
use fluent_status::pages::PageRenderer;
use fluent_status::tower::StatusPagesLayer;
use http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CACHE_CONTROL, COOKIE, UPGRADE_INSECURE_REQUESTS,
    USER_AGENT,
};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use tower::layer::util::Identity;
use tower::{Layer, Service};

use super::Chapter;
use super::headers::{self, hostile_headers};
use crate::comparison::{Comparison, Side, side};
use crate::fixtures;

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The headers of Chrome without the name of the host, and a request ID.
static CHROME: [(HeaderName, &str); 8] = [
    (USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"),
    (ACCEPT, "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"),
    (ACCEPT_LANGUAGE, headers::CHROME),
    (ACCEPT_ENCODING, "gzip, deflate, br, zstd"),
    (UPGRADE_INSECURE_REQUESTS, "1"),
    (CACHE_CONTROL, "max-age=0"),
    (COOKIE, "theme=dark"),
    (X_REQUEST_ID, "0af7651916cd43dd8448eb211c80319c"),
];

pub fn chapter() -> Chapter {
    let bare = StatusPagesLayer::new;
    for layer in [bare(), with_all_options()] {
        assert_eq!(respond(&mut layer.layer(missing())), respond(&mut with_page_ready(&layer)));
    }
    Chapter {
        title: "A request through the layer",
        about: "A request of Chrome in Traditional Chinese, which is created before the time is \
                taken. Its headers share one buffer, as in a server. The layer is around the router. \
                The page with everything on it has the name of the site, links to its start page and \
                its support, and the request ID. The handler that has the page ready keeps the bytes \
                and the headers, and negotiates nothing.",
        comparisons: vec![
            Comparison::new(
                "404 through the layer",
                served(bare().layer(missing())),
                "`axum`: a handler that has the page ready",
                served(with_page_ready(&bare())),
            )
            .at_most(2.0),
            Comparison::new(
                "404 through the layer, with everything on the page",
                served(with_all_options().layer(missing())),
                "`axum`: a handler that has the page ready",
                served(with_page_ready(&with_all_options())),
            )
            .at_most(2.25),
            Comparison::new(
                "404 through the layer",
                served(bare().layer(missing())),
                "`axum`: a bare 404 without a body",
                served(missing()),
            ),
            Comparison::new(
                "200 through the layer",
                served(bare().layer(hello())),
                "`axum`: the same through a layer that does nothing",
                served(Identity::new().layer(hello())),
            ),
        ],
    }
}

fn with_all_options() -> StatusPagesLayer {
    let renderer =
        PageRenderer::new().site_name("Acme").home("/").contact("mailto:help@acme.example");
    StatusPagesLayer::new().pages(renderer).request_id_header(X_REQUEST_ID)
}

/// Returns a router after 100,000 requests, each with a different hostile header.
pub fn router_after_hostile_requests() -> Router {
    let mut router = missing().layer(StatusPagesLayer::new());
    for header in hostile_headers(fixtures::random_numbers()).take(100_000) {
        let mut request = request();
        let header = HeaderValue::try_from(header).expect("a header value");
        request.headers_mut().insert(ACCEPT_LANGUAGE, header);
        drop(ready(router.call(request)));
    }
    router
}

fn served<S>(mut service: S) -> Side
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + 'static,
{
    side(|| (0..200).map(|_| request()).collect(), move |request| ready(service.call(request)))
}

fn hello() -> Router {
    Router::new().route("/", get(|| async { "Hello" }))
}

fn missing() -> Router {
    Router::new().route("/", get(|| async { StatusCode::NOT_FOUND }))
}

/// Returns a router whose handler has the page ready that the layer sends for [`request`].
fn with_page_ready(layer: &StatusPagesLayer) -> Router {
    let (status, headers, body) = respond(&mut layer.layer(missing()));
    Router::new().route(
        "/",
        get(move || {
            let (headers, body) = (headers.clone(), body.clone());
            async move { (status, headers, Body::from(body)) }
        }),
    )
}

fn request() -> Request<Body> {
    static HEADERS: LazyLock<HeaderMap> = LazyLock::new(|| {
        let value = |value| HeaderValue::from_maybe_shared(Bytes::from_static(value));
        let mut headers = HeaderMap::new();
        for (name, text) in &CHROME {
            headers.insert(name, value(text.as_bytes()).expect("a header value"));
        }
        headers
    });
    let mut request = Request::new(Body::empty());
    *request.headers_mut() = HEADERS.clone();
    request
}

fn respond<S>(service: &mut S) -> (StatusCode, HeaderMap, Bytes)
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible>,
{
    let response = ready(service.call(request())).expect("a response");
    let (parts, body) = response.into_parts();
    let body = ready(axum::body::to_bytes(body, usize::MAX)).expect("a body");
    (parts.status, parts.headers, body)
}

/// Returns the output of a future that never waits.
fn ready<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("the future waits"),
    }
}

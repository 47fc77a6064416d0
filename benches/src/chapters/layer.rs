//! The middleware, around a router of `axum`, in process: no socket and no HTTP.

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
use super::scale::hostile_headers;
use crate::contest::Allocations::AtMostMore;
use crate::contest::{Contest, Side, side};
use crate::texts;

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The headers of Chrome without the name of the host, and a request ID.
const CHROME: &[(HeaderName, &str)] = &[
    (USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"),
    (ACCEPT, "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"),
    (ACCEPT_LANGUAGE, "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7"),
    (ACCEPT_ENCODING, "gzip, deflate, br, zstd"),
    (UPGRADE_INSECURE_REQUESTS, "1"),
    (CACHE_CONTROL, "max-age=0"),
    (COOKIE, "theme=dark"),
    (X_REQUEST_ID, "0af7651916cd43dd8448eb211c80319c"),
];

pub fn chapter() -> Chapter {
    let bare = StatusPagesLayer::new;
    for layer in [bare(), with_everything()] {
        assert_eq!(answer(&mut layer.layer(missing())), answer(&mut finished_page(&layer)));
    }
    Chapter {
        title: "A request through the layer",
        about: "A request of Chrome in Traditional Chinese, which is created before the time is \
                taken. Its headers share one buffer, as in a server. The layer is around the router. \
                The page with everything on it has the name of the site, links to its start page and \
                its support, and the request ID. The handler that has the page ready keeps the bytes \
                and the headers, and negotiates nothing.",
        contests: vec![
            Contest::new(
                "404 through the layer",
                served(bare().layer(missing())),
                "`axum`: a handler that has the page ready",
                served(finished_page(&bare())),
            )
            .at_most(2.0),
            Contest::new(
                "404 through the layer, with everything on the page",
                served(with_everything().layer(missing())),
                "`axum`: a handler that has the page ready",
                served(finished_page(&with_everything())),
            )
            .at_most(2.25),
            Contest::new(
                "404 through the layer",
                served(bare().layer(missing())),
                "`axum`: a bare 404 without a body",
                served(missing()),
            ),
            Contest::new(
                "200 through the layer",
                served(bare().layer(hello())),
                "`axum`: the same through a layer that does nothing",
                served(Identity::new().layer(hello())),
            )
            .at_most(1.1)
            .allocating(AtMostMore(0.0))
            .because(
                "The preferences of the client are kept until there is a response: one iteration \
                 over the headers of the request, three reference counts, and a future that is 170 \
                 bytes larger. Two lookups by name took twice as long as the iteration, and moving \
                 each response through the layer took 1.29.",
            ),
        ],
    }
}

fn with_everything() -> StatusPagesLayer {
    let renderer =
        PageRenderer::new().site_name("Acme").home("/").contact("mailto:help@acme.example");
    StatusPagesLayer::new().pages(renderer).request_id_header(X_REQUEST_ID)
}

/// A service that has answered 100,000 requests, each with another hostile header.
pub fn after_hostile_requests() -> Router {
    let mut router = missing().layer(StatusPagesLayer::new());
    for header in hostile_headers(texts::random()).take(100_000) {
        let mut request = request();
        let header = HeaderValue::try_from(header).expect("a field");
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

/// A handler that has the page ready that the layer gives to this request.
fn finished_page(layer: &StatusPagesLayer) -> Router {
    let (status, fields, body) = answer(&mut layer.layer(missing()));
    Router::new().route(
        "/",
        get(move || {
            let (fields, body) = (fields.clone(), body.clone());
            async move { (status, fields, Body::from(body)) }
        }),
    )
}

fn request() -> Request<Body> {
    static FIELDS: LazyLock<HeaderMap> = LazyLock::new(|| {
        let value = |value| HeaderValue::from_maybe_shared(Bytes::from_static(value));
        let mut fields = HeaderMap::new();
        for (name, line) in CHROME {
            fields.insert(name, value(line.as_bytes()).expect("a field"));
        }
        fields
    });
    let mut request = Request::new(Body::empty());
    *request.headers_mut() = FIELDS.clone();
    request
}

fn answer<S>(service: &mut S) -> (StatusCode, HeaderMap, Bytes)
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible>,
{
    let response = ready(service.call(request())).expect("an answer");
    let (parts, body) = response.into_parts();
    let body = ready(axum::body::to_bytes(body, usize::MAX)).expect("a body");
    (parts.status, parts.headers, body)
}

/// What a future that never waits comes to.
fn ready<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("nothing here waits"),
    }
}

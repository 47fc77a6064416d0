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

/// What Chrome sends beside the name of the host.
const CHROME: &[(HeaderName, &str)] = &[
    (USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"),
    (ACCEPT, "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"),
    (ACCEPT_LANGUAGE, "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7"),
    (ACCEPT_ENCODING, "gzip, deflate, br, zstd"),
    (UPGRADE_INSECURE_REQUESTS, "1"),
    (CACHE_CONTROL, "max-age=0"),
    (COOKIE, "theme=dark"),
];

pub fn chapter() -> Chapter {
    let layered = |router| StatusPagesLayer::new().layer(router);
    assert_eq!(answer(&mut layered(missing())), answer(&mut finished_page()));
    Chapter {
        title: "A request through the layer",
        about: "The request is that of Chrome in Traditional Chinese, and is made before the time \
                is taken; its fields share one buffer, as those that a server reads do. The layer is \
                around the router. The handler that returns the same page keeps the finished bytes \
                and the fields, and negotiates nothing.",
        contests: vec![
            Contest::new(
                "404 through the layer",
                served(layered(missing())),
                "`axum`: a handler that returns the same page",
                served(finished_page()),
            )
            .at_most(1.25)
            .allocating(AtMostMore(4.0))
            .because(
                "It differs from one build of this program to the next, from 1.08 to 1.30. \
                 Negotiating takes a tenth of it, the page a few hundredths, and the fields of the \
                 response the rest, which each side writes. Finding the page by the locale of its \
                 texts took longer than by the first locale of the chain, which stands, and is what \
                 is measured.",
            ),
            Contest::new(
                "404 through the layer",
                served(layered(missing())),
                "`axum`: a bare 404 without a body",
                served(missing()),
            ),
            Contest::new(
                "200 through the layer",
                served(layered(hello())),
                "`axum`: the same through a layer that does nothing",
                served(Identity::new().layer(hello())),
            )
            .at_most(1.1)
            .allocating(AtMostMore(0.0))
            .because(
                "What the request says is kept until there is a response: one walk over its \
                 fields, three counts of references, and a future that is larger by 170 bytes. \
                 Two lookups by name in the place of the walk took twice as long, inlining it was \
                 slower (1.31 against 1.21 in turn), and moving each response through the layer took \
                 1.29. Looking at the response where it is, which stands, is what is measured.",
            ),
        ],
    }
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

/// A handler that knows the page that the layer answers this request with.
fn finished_page() -> Router {
    let (status, fields, body) = answer(&mut StatusPagesLayer::new().layer(missing()));
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

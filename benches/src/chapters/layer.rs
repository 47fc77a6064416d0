//! The middleware, around a router of `axum`, in process: no socket and no HTTP.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use axum::Router;
use axum::body::Body;
use axum::routing::get;
use bytes::Bytes;
use fluent_status::tower::StatusPagesLayer;
use http::header::{ACCEPT, ACCEPT_LANGUAGE};
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use tower::Service;
use tower::layer::util::Identity;

use super::Chapter;
use super::scale::hostile_headers;
use crate::contest::Allocations::AtMostMore;
use crate::contest::{Contest, Side, side};
use crate::texts;

pub fn chapter() -> Chapter {
    let (missing, finished) = (|| missing().layer(StatusPagesLayer::new()), finished_page);
    assert_eq!(answer(&mut missing()), answer(&mut finished()));
    Chapter {
        title: "A request through the layer",
        about: "The request is that of Chrome in Traditional Chinese, and is made before the time \
                is taken. The handler that returns the same page keeps the finished bytes and sets \
                the same fields itself.",
        contests: vec![
            Contest::new(
                "404 through the layer",
                served(missing()),
                "`axum`: a handler that returns the same page",
                served(finished()),
            )
            .at_most(1.25)
            .allocating(AtMostMore(4.0)),
            Contest::new(
                "404 through the layer",
                served(missing()),
                "`axum`: a bare 404 without a body",
                served(self::missing()),
            ),
            Contest::new(
                "200 through the layer",
                served(hello().layer(StatusPagesLayer::new())),
                "`axum`: the same through a layer that does nothing",
                served(hello().layer(Identity::new())),
            )
            .at_most(1.1)
            .allocating(AtMostMore(0.0)),
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

fn served(mut router: Router) -> Side {
    side(|| (0..200).map(|_| request()).collect(), move |request| ready(router.call(request)))
}

fn hello() -> Router {
    Router::new().route("/", get(|| async { "Hello" }))
}

fn missing() -> Router {
    Router::new().route("/", get(|| async { StatusCode::NOT_FOUND }))
}

/// A handler that knows the page that the layer answers this request with.
fn finished_page() -> Router {
    let (status, fields, body) = answer(&mut missing().layer(StatusPagesLayer::new()));
    Router::new().route(
        "/",
        get(move || {
            let (fields, body) = (fields.clone(), body.clone());
            async move { (status, fields, Body::from(body)) }
        }),
    )
}

fn request() -> Request<Body> {
    Request::get("/?page=2")
        .header(ACCEPT_LANGUAGE, "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7")
        .header(ACCEPT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
        .body(Body::empty())
        .expect("a request")
}

fn answer(router: &mut Router) -> (StatusCode, HeaderMap, Bytes) {
    let response: Response<Body> = ready(router.call(request())).expect("an answer");
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

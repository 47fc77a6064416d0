//! The middleware on a real server, over TCP.

#![cfg(feature = "axum")]

#[path = "common/folder.rs"]
mod folder;

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::error_handling::HandleErrorLayer;
use axum::extract::Query;
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use axum::response::{AppendHeaders, IntoResponse};
use axum::routing::{any, get};
use axum::{BoxError, Extension, Json, Router};
use fluent_status::pages::{
    ClientPreferences, Format, PageRenderer, Problem, ReplaceBody, SkipStatusPage,
};
use fluent_status::tower::StatusPagesLayer;
use fluent_status::{Catalog, Phrasing};
use folder::folder;
use http_body_util::{BodyExt, Full};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tower::{Layer, ServiceBuilder, ServiceExt, service_fn};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::CorsLayer;
use tower_http::timeout::TimeoutLayer;

// ---- Helpers ----

/// A server on its own port.
struct Server {
    address: String,
    client: reqwest::Client,
}

impl Server {
    async fn start(app: Router) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        tokio::spawn(async { axum::serve(listener, app).await });
        Self { address, client: reqwest::Client::new() }
    }

    fn over_http2(mut self) -> Self {
        self.client = reqwest::Client::builder().http2_prior_knowledge().build().unwrap();
        self
    }

    async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = self.client.request(method, format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        Answer { status, headers, body: response.text().await.unwrap() }
    }

    /// Requests a page as a browser does.
    async fn page(&self, path: &str, accept_language: &str) -> Answer {
        let headers = [("accept-language", accept_language), ("accept", "text/html")];
        self.send(Method::GET, path, &headers).await
    }

    async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Method::GET, path, headers).await
    }
}

#[derive(Debug)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    /// Returns all lines of a header.
    fn header(&self, name: &str) -> Option<String> {
        let lines: Vec<&str> =
            self.headers.get_all(name).iter().map(|line| line.to_str().unwrap()).collect();
        (!lines.is_empty()).then(|| lines.join(" | "))
    }

    #[track_caller]
    fn is_a_page(&self, status: u16, lang: &str) -> &Self {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.header("content-type").unwrap(), "text/html; charset=utf-8");
        assert_eq!(self.header("content-language").unwrap(), lang);
        assert_eq!(self.header("content-length").unwrap(), self.body.len().to_string());
        assert!(self.body.contains(&format!("<html lang=\"{lang}\"")), "{}", self.body);
        assert!(self.body.contains(&format!("<title>{status} · ")), "{}", self.body);
        self
    }

    #[track_caller]
    fn contains(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "{}", self.body);
        self
    }

    #[track_caller]
    fn is_unchanged(&self, status: u16, body: &str) {
        assert_eq!((self.status.as_u16(), self.body.as_str()), (status, body));
        for name in ["content-language", "vary", "content-security-policy"] {
            assert_eq!(self.header(name), None, "{name}");
        }
    }
}

fn layered(app: Router) -> Router {
    app.layer(StatusPagesLayer::new())
}

/// A bare status code.
fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap()
}

// ---- Which responses ----

#[tokio::test]
async fn an_error_without_a_body_gets_a_page() {
    let app = Router::new()
        .route("/only-get", get(|| async { "Hello" }))
        .route("/busy", get(|| async { StatusCode::SERVICE_UNAVAILABLE }))
        .route("/teapot", get(|| async { status(418) }))
        .route("/own", get(|| async { status(742) }));
    let server = Server::start(layered(app)).await;

    server.page("/none", "zh-CN").await.is_a_page(404, "zh-Hans").contains("网站上没有这个页面。");
    server.page("/none", "zh-TW").await.is_a_page(404, "zh-Hant").contains("網站上沒有這個頁面。");
    server.page("/none", "fr").await.is_a_page(404, "en");
    server
        .page("/busy", "zh-CN")
        .await
        .is_a_page(503, "zh-Hans")
        .contains("网站太忙或正在维护，暂时无法使用。");
    server.page("/teapot", "en").await.is_a_page(418, "en");
    // This is not an error class.
    server.page("/own", "en").await.is_unchanged(742, "");
    server.page("/only-get", "zh-CN").await.is_unchanged(200, "Hello");
}

#[tokio::test]
async fn a_405_lists_the_methods_if_the_layer_sees_allow() {
    let app = || Router::new().route("/", get(|| async { "Hello" }));
    let headers = [("accept-language", "en"), ("accept", "text/html")];

    // A router adds `Allow` outside its layers, so they do not see it.
    let server = Server::start(layered(app())).await;
    let refused = server.send(Method::POST, "/", &headers).await;
    refused.is_a_page(405, "en").contains("Go back to the previous page");
    assert_eq!(refused.header("allow").unwrap(), "GET,HEAD");

    // A layer around the whole router sees it.
    let whole = StatusPagesLayer::new().layer(app());
    let server = Server::start(Router::new().fallback_service(whole)).await;
    let refused = server.send(Method::POST, "/", &headers).await;
    refused.is_a_page(405, "en").contains("accepts only these methods: <bdi>GET,HEAD</bdi>.");
    assert_eq!(refused.header("allow").unwrap(), "GET,HEAD");
    let head = server.send(Method::HEAD, "/none", &headers).await;
    assert_eq!(head.header("content-language").unwrap(), "en");
}

#[tokio::test]
async fn fallbacks_of_nested_routers_and_of_method_routers_get_pages() {
    let api = Router::new().route("/a", get(|| async { "a" }).fallback(|| async { status(405) }));
    let app = Router::new().nest("/api", api).fallback(|| async { StatusCode::NOT_FOUND });
    let server = Server::start(layered(app)).await;
    server.page("/api/none", "zh-TW").await.is_a_page(404, "zh-Hant");
    server.page("/none", "zh-TW").await.is_a_page(404, "zh-Hant");
    let headers = [("accept-language", "zh-TW"), ("accept", "text/html")];
    server.send(Method::PUT, "/api/a", &headers).await.is_a_page(405, "zh-Hant");
}

#[tokio::test]
async fn timeouts_get_pages() {
    let slow = || get(|| async { tokio::time::sleep(Duration::from_secs(60)).await });
    let soon = Duration::from_millis(10);
    let of_tower_http =
        Router::new().route("/", slow()).layer(TimeoutLayer::with_status_code(status(408), soon));
    let server = Server::start(layered(of_tower_http)).await;
    server.page("/", "zh-CN").await.is_a_page(408, "zh-Hans");

    let of_tower = Router::new().route("/", slow()).layer(
        ServiceBuilder::new()
            .layer(HandleErrorLayer::new(|_: BoxError| async { StatusCode::GATEWAY_TIMEOUT }))
            .timeout(soon),
    );
    let server = Server::start(layered(of_tower)).await;
    server.page("/", "zh-CN").await.is_a_page(504, "zh-Hans");
}

#[tokio::test]
async fn panics_get_pages_if_their_body_is_empty_or_replaced() {
    async fn fails() -> StatusCode {
        panic!("a test of panics")
    }
    let app = || Router::new().route("/", get(fails)).layer(CatchPanicLayer::new());
    let says = "Service panicked";
    let server = Server::start(layered(app())).await;
    server.page("/", "zh-CN").await.is_unchanged(500, says);

    let replacing = StatusPagesLayer::new().replace_body(ReplaceBody::PlainText);
    let server = Server::start(app().layer(replacing)).await;
    let page = server.page("/", "zh-CN").await;
    assert!(!page.is_a_page(500, "zh-Hans").body.contains(says));

    let empty = |_| StatusCode::INTERNAL_SERVER_ERROR.into_response();
    let app = Router::new().route("/", get(fails)).layer(CatchPanicLayer::custom(empty));
    let server = Server::start(layered(app)).await;
    server.page("/", "zh-CN").await.is_a_page(500, "zh-Hans");
}

#[tokio::test]
async fn a_body_is_kept_unless_it_is_replaced() {
    fn app(replace_body: ReplaceBody) -> Router {
        Router::new()
            .route("/json", get(|| async { (status(409), Json("taken")) }))
            .route("/text", get(|| async { (status(409), "taken") }))
            .route("/query", get(async |_: Query<Vec<(String, u8)>>| {}))
            .route("/stream", get(|| async { (status(409), stream()) }))
            .layer(StatusPagesLayer::new().replace_body(replace_body))
    }
    let server = Server::start(app(ReplaceBody::Never)).await;
    server.page("/json", "zh-CN").await.is_unchanged(409, "\"taken\"");
    server.page("/text", "zh-CN").await.is_unchanged(409, "taken");
    server.page("/stream", "zh-CN").await.is_unchanged(409, "taken");
    assert!(server.page("/query?a=b", "zh-CN").await.body.starts_with("Failed to deserialize"));

    let server = Server::start(app(ReplaceBody::PlainText)).await;
    server.page("/json", "zh-CN").await.is_unchanged(409, "\"taken\"");
    server.page("/text", "zh-CN").await.is_a_page(409, "zh-Hans");
    server.page("/query?a=b", "zh-CN").await.is_a_page(400, "zh-Hans");
    server.page("/stream", "zh-CN").await.is_unchanged(409, "taken");

    let server = Server::start(app(ReplaceBody::Always)).await;
    for path in ["/json", "/text", "/stream"] {
        server.page(path, "zh-CN").await.is_a_page(409, "zh-Hans");
    }
}

/// A body of unknown length.
fn stream() -> Body {
    let (sender, receiver) = tokio::io::duplex(16);
    tokio::spawn(async move {
        let mut sender = sender;
        sender.write_all(b"taken").await.unwrap();
    });
    Body::new(StreamBody(receiver))
}

struct StreamBody(tokio::io::DuplexStream);

impl axum::body::HttpBody for StreamBody {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<hyper::body::Frame<Bytes>, std::io::Error>>> {
        use tokio::io::{AsyncRead, ReadBuf};
        let mut bytes = [0; 16];
        let mut buffer = ReadBuf::new(&mut bytes);
        let read = std::pin::Pin::new(&mut self.0).poll_read(context, &mut buffer);
        read.map(|read| match read {
            Ok(()) if buffer.filled().is_empty() => None,
            Ok(()) => Some(Ok(hyper::body::Frame::data(Bytes::copy_from_slice(buffer.filled())))),
            Err(error) => Some(Err(error)),
        })
    }
}

#[tokio::test]
async fn a_response_can_skip_its_page() {
    let app = Router::new().route(
        "/probe",
        get(|| async { (StatusCode::SERVICE_UNAVAILABLE, Extension(SkipStatusPage)) }),
    );
    let server = Server::start(layered(app)).await;
    server.page("/probe", "zh-CN").await.is_unchanged(503, "");
}

#[tokio::test]
async fn a_status_without_content_never_gets_a_page() {
    let code = |number| get(move || async move { Problem::from(status(number)) });
    let app = Router::new()
        .route("/204", code(204))
        .route("/205", code(205))
        .route("/304", code(304))
        .route("/202", code(202))
        .route("/301", code(301));
    let server = Server::start(layered(app)).await;
    for number in [204, 205, 304] {
        let answer = server.page(&format!("/{number}"), "zh-CN").await;
        answer.is_unchanged(number, "");
        assert_eq!(answer.header("content-type"), None);
    }
    // Other statuses get a page if the handler returns a problem.
    server.page("/202", "zh-CN").await.is_a_page(202, "zh-Hans");
    server.page("/301", "zh-CN").await.is_a_page(301, "zh-Hans");
}

// ---- Which headers ----

#[tokio::test]
async fn the_headers_of_a_page() {
    let app = Router::new().route("/busy", get(|| async { StatusCode::SERVICE_UNAVAILABLE }));
    let server = Server::start(layered(app)).await;
    let page = server.page("/none", "zh-TW").await;
    page.is_a_page(404, "zh-Hant");
    assert_eq!(page.header("vary").unwrap(), "Accept-Language, Accept");
    assert_eq!(page.header("x-content-type-options").unwrap(), "nosniff");
    assert_eq!(page.header("cache-control"), None);
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");

    for (accept, content_type) in [
        ("*/*", "application/problem+json; charset=utf-8"),
        ("application/json", "application/json; charset=utf-8"),
        ("application/xml", "application/problem+xml; charset=utf-8"),
        ("text/plain", "text/plain; charset=utf-8"),
    ] {
        let answer = server.get("/none", &[("accept", accept), ("accept-language", "zh-TW")]).await;
        assert_eq!(answer.status, 404);
        assert_eq!(answer.header("content-type").unwrap(), content_type);
        assert_eq!(answer.header("content-language").unwrap(), "zh-Hant");
        assert_eq!(answer.header("content-length").unwrap(), answer.body.len().to_string());
        assert_eq!(answer.header("x-content-type-options").unwrap(), "nosniff");
        assert_eq!(answer.header("content-security-policy"), None);
        answer.contains("所請求的資源不存在。");
    }
}

#[tokio::test]
async fn temporary_errors_are_not_stored() {
    async fn code(axum::extract::Path(code): axum::extract::Path<u16>) -> StatusCode {
        status(code)
    }
    async fn own() -> impl IntoResponse {
        (StatusCode::BAD_GATEWAY, [(header::CACHE_CONTROL, "max-age=5")])
    }
    let app = Router::new().route("/{code}", get(code)).route("/own", get(own));
    let server = Server::start(layered(app)).await;
    for (code, stored) in [
        (400, true),
        (404, true),
        (410, true),
        (428, false),
        (429, false),
        (431, false),
        (451, true),
        (500, false),
        (501, false),
        (503, false),
        (511, false),
        (599, false),
    ] {
        let page = server.page(&format!("/{code}"), "en").await;
        let expected = (!stored).then(|| "no-store".to_owned());
        assert_eq!(page.is_a_page(code, "en").header("cache-control"), expected, "{code}");
    }
    let page = server.page("/own", "en").await;
    assert_eq!(page.is_a_page(502, "en").header("cache-control").unwrap(), "max-age=5");
}

#[tokio::test]
async fn headers_that_are_not_about_the_content_survive() {
    async fn handler() -> impl IntoResponse {
        let headers = [
            ("www-authenticate", "Basic realm=\"a\""),
            ("www-authenticate", "Bearer"),
            ("set-cookie", "a=1"),
            ("set-cookie", "b=2"),
            ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
            ("x-request-id", "7"),
            ("vary", "Origin"),
            ("etag", "\"of something else\""),
            ("last-modified", "Wed, 21 Oct 2015 07:28:00 GMT"),
            ("content-encoding", "gzip"),
            ("content-disposition", "attachment"),
            ("content-language", "fr"),
            ("content-security-policy", "default-src 'self'"),
        ];
        let headers = headers.map(|(name, value)| (HeaderName::from_static(name), value));
        (StatusCode::UNAUTHORIZED, AppendHeaders(headers))
    }
    let app = Router::new().route("/", get(handler)).layer(CorsLayer::permissive());
    let server = Server::start(layered(app)).await;
    let headers = [("accept-language", "zh-CN"), ("accept", "text/html"), ("origin", "http://a")];
    let page = server.get("/", &headers).await;
    page.is_a_page(401, "zh-Hans");
    for (name, value) in [
        ("www-authenticate", "Basic realm=\"a\" | Bearer"),
        ("set-cookie", "a=1 | b=2"),
        ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
        ("x-request-id", "7"),
        ("access-control-allow-origin", "*"),
    ] {
        assert_eq!(page.header(name).as_deref(), Some(value), "{name}");
    }
    let vary = page.header("vary").unwrap().to_ascii_lowercase();
    for name in ["origin", "accept-language", "accept"] {
        let said = vary.split([',', '|']).filter(|said| said.trim() == name).count();
        assert_eq!(said, 1, "{name} in {vary}");
    }
    for name in ["etag", "last-modified", "content-encoding", "content-disposition"] {
        assert_eq!(page.header(name), None, "{name}");
    }
    assert_ne!(page.header("content-security-policy").unwrap(), "default-src 'self'");
    // JSON has no policy, so an existing one is kept.
    let answer = server.get("/", &[]).await;
    assert_eq!(answer.header("content-security-policy").unwrap(), "default-src 'self'");
}

#[tokio::test]
async fn facts_of_a_problem_are_sent_as_headers() {
    async fn busy() -> Problem {
        Problem::new(StatusCode::TOO_MANY_REQUESTS).retry_after(Duration::from_secs(30))
    }
    async fn refuses() -> Problem {
        let methods = [Method::GET, Method::HEAD];
        Problem::new(StatusCode::METHOD_NOT_ALLOWED).allowed_methods(methods)
    }
    async fn lists() -> impl IntoResponse {
        (status(405), AppendHeaders([(header::ALLOW, "GET"), (header::ALLOW, "PUT")]))
    }
    let app = Router::new()
        .route("/busy", get(busy))
        .route("/refuses", get(refuses))
        .route("/lists", get(lists));
    let server = Server::start(layered(app)).await;
    let page = server.page("/busy", "en").await;
    assert_eq!(page.contains("Wait 30 seconds").header("retry-after").unwrap(), "30");
    let page = server.page("/refuses", "en").await;
    assert_eq!(page.contains("<bdi>GET, HEAD</bdi>").header("allow").unwrap(), "GET, HEAD");
    let page = server.page("/lists", "en").await;
    assert_eq!(page.contains("<bdi>GET, PUT</bdi>").header("allow").unwrap(), "GET | PUT");
}

#[tokio::test]
async fn an_application_code_has_a_status_of_its_own() {
    async fn fails() -> Problem {
        let code = fluent_status::StatusCode::from_u16(900).unwrap();
        Problem::new(code).status(StatusCode::INTERNAL_SERVER_ERROR).detail("a secret")
    }
    async fn same() -> Problem {
        Problem::new(StatusCode::CONFLICT).status(StatusCode::CONFLICT)
    }
    let app = Router::new().route("/fails", get(fails)).route("/same", get(same));
    let server = Server::start(layered(app)).await;
    let answer = server.get("/fails", &[]).await;
    assert_eq!(answer.status, 500);
    answer.contains("\"status\":500,\"code\":900,");
    assert!(!answer.body.contains("secret"), "the response is a server error");
    let answer = server.get("/same", &[]).await;
    answer.contains("\"status\":409,\"detail\"");
}

#[tokio::test]
async fn the_advice_contains_retry_after() {
    async fn wait(axum::extract::Path(value): axum::extract::Path<String>) -> impl IntoResponse {
        (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, value)])
    }
    let server = Server::start(layered(Router::new().route("/{value}", get(wait)))).await;
    let page = server.page("/90", "en").await;
    page.is_a_page(503, "en").contains("Try again in 90 seconds.");
    assert_eq!(page.header("retry-after").unwrap(), "90");
    for past in ["0", "soon", "Wed,%2021%20Oct%202015%2007:28:00%20GMT"] {
        server.page(&format!("/{past}"), "en").await.contains("Try again in a few minutes.");
    }
    let date = httpdate_in(Duration::from_secs(120)).replace(' ', "%20");
    let page = server.page(&format!("/{date}"), "en").await;
    let is_near = (110..=121).any(|n| page.body.contains(&format!("Try again in {n} seconds.")));
    assert!(is_near, "{}", page.body);
}

fn httpdate_in(time: Duration) -> String {
    httpdate::fmt_http_date(std::time::SystemTime::now() + time)
}

#[tokio::test]
async fn head_has_the_headers_of_get_and_no_body() {
    let app = Router::new()
        .route("/busy", any(|| async { StatusCode::SERVICE_UNAVAILABLE }))
        .route("/json", any(|| async { (status(409), Json("taken")) }))
        .route("/bytes", any(|| async { (status(409), Body::from("taken")) }))
        .route("/empty", any(|| async { (status(409), "") }))
        .route("/typed", any(|| async { (status(409), [(header::CONTENT_TYPE, "a/b")]) }));
    let around = Router::new().fallback_service(StatusPagesLayer::new().layer(app.clone()));
    let around = Server::start(around).await;
    let server = Server::start(layered(app)).await;
    let headers = [("accept-language", "zh-CN"), ("accept", "text/html")];
    let paths = ["/none", "/busy", "/json", "/bytes", "/empty", "/typed"];
    for (server, path) in [&server, &around].into_iter().flat_map(|s| paths.map(|path| (s, path))) {
        let get = server.send(Method::GET, path, &headers).await;
        let head = server.send(Method::HEAD, path, &headers).await;
        assert_eq!(head.status, get.status);
        let without_date = |answer: &Answer| {
            let mut headers = answer.headers.clone();
            headers.remove("date");
            headers
        };
        assert_eq!(without_date(&head), without_date(&get), "{path}");
        assert_eq!(head.body, "");
        assert_ne!(head.header("content-length").unwrap(), "0", "{path}");
    }

    // On the wire, nothing follows the headers.
    let mut socket = TcpStream::connect(&server.address).await.unwrap();
    let request =
        b"HEAD /none HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\nConnection: close\r\n\r\n";
    socket.write_all(request).await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 404 ") && answer.ends_with("\r\n\r\n"), "{answer}");
    assert_eq!(answer.matches("\r\n\r\n").count(), 1, "{answer}");
}

#[tokio::test]
async fn http2_works() {
    let app = Router::new().route("/busy", get(|| async { StatusCode::SERVICE_UNAVAILABLE }));
    let server = Server::start(layered(app)).await.over_http2();
    server.page("/none", "zh-TW").await.is_a_page(404, "zh-Hant");
    let headers = [("accept-language", "zh-TW"), ("accept", "text/html")];
    let head = server.send(Method::HEAD, "/busy", &headers).await;
    assert_eq!((head.status.as_u16(), head.body.as_str()), (503, ""));
    assert_eq!(head.header("content-language").unwrap(), "zh-Hant");
}

// ---- Which page ----

#[tokio::test]
async fn the_query_overrides_accept_language() {
    let server = Server::start(layered(Router::new())).await;
    for (query, accept_language, lang) in [
        ("?lang=zh-Hant", "en", "zh-Hant"),
        ("?lang=en", "zh-TW,zh;q=0.9", "en"),
        ("?lang=zh-Hans", "zh-Hant, zh-Hans;q=0", "zh-Hans"),
        ("?a=b&lang=zh_TW&c", "en", "zh-Hant"),
        ("?lang=zh-CN&lang=en", "en", "zh-Hans"),
        // A locale that is not available or not a tag is ignored.
        ("?lang=fr", "zh-CN", "zh-Hans"),
        ("?lang=", "zh-CN", "zh-Hans"),
        ("?lang=*;q=0", "zh-CN", "zh-Hans"),
        ("?lang=%00%22%3E", "zh-CN", "zh-Hans"),
        ("?language=en", "zh-CN", "zh-Hans"),
    ] {
        let page = server.page(&format!("/none{query}"), accept_language).await;
        page.is_a_page(404, lang);
    }
    let page = server.page("/none?q=1&lang=zh-TW&r=%22", "en").await;
    page.is_a_page(404, "zh-Hant").contains("href=\"?q=1&#38;r=%22&amp;lang=zh-Hans\"");
}

#[tokio::test]
async fn several_lines_of_a_header_are_one_list() {
    let server = Server::start(layered(Router::new())).await;
    let headers = [
        ("accept-language", "en;q=0.5"),
        ("accept-language", "zh-TW"),
        ("accept", "application/json;q=0.5"),
        ("accept", "text/html"),
    ];
    server.get("/none", &headers).await.is_a_page(404, "zh-Hant");
}

#[tokio::test]
async fn an_api_can_fix_its_format() {
    let layer = StatusPagesLayer::new().format(Format::ProblemJson);
    let server = Server::start(Router::new().layer(layer)).await;
    let answer = server.page("/none", "zh-CN").await;
    assert_eq!(answer.header("content-type").unwrap(), "application/problem+json; charset=utf-8");
    assert_eq!(answer.header("vary").unwrap(), "Accept-Language");
}

#[tokio::test]
async fn the_settings_of_the_layer_apply() {
    let texts = folder(&[("zh-Hans/messages.ftl", "status-404 = 商品已下架。\n")]);
    let catalog = Arc::new(Catalog::builder().overlay_dir(texts.path()).build().unwrap());
    let layer = StatusPagesLayer::new()
        .catalog(catalog)
        .pages(PageRenderer::new().site_name("Acme"))
        .request_id_header(HeaderName::from_static("x-request-id"));
    let server = Server::start(Router::new().layer(layer.clone())).await;
    let page = server.page("/none", "zh-CN").await;
    page.is_a_page(404, "zh-Hans").contains("商品已下架。").contains("<bdi>Acme</bdi>");
    assert!(!page.body.contains("请求编号"));

    let with_id = |id: &'static str| {
        [("accept-language", "zh-CN"), ("accept", "text/html"), ("x-request-id", id)]
    };
    let page = server.get("/none", &with_id("01JD<6Y>")).await;
    page.is_a_page(404, "zh-Hans").contains("请求编号：<bdi>01JD&#60;6Y&#62;</bdi>");
    assert_eq!(
        page.header("cache-control").unwrap(),
        "no-store",
        "a request ID belongs to one client"
    );
    let long: &'static str = "x".repeat(129).leak();
    assert!(!server.get("/none", &with_id(long)).await.body.contains("xxx"));

    let renderer = PageRenderer::new().phrasing(Phrasing::GENERAL);
    let layer = StatusPagesLayer::new().catalog(Catalog::builtin()).pages(renderer);
    let server = Server::start(Router::new().layer(layer)).await;
    let catalog = Catalog::builtin();
    let chain = catalog.negotiate("zh-CN");
    let general = catalog.lookup(&chain).phrasing(&Phrasing::GENERAL);
    server
        .page("/none", "zh-CN")
        .await
        .contains(general.description(StatusCode::NOT_FOUND).as_str());
}

#[tokio::test]
async fn a_handler_adds_details_through_a_problem() {
    async fn handler() -> Result<(), Problem> {
        Err(Problem::new(StatusCode::CONFLICT)
            .detail("Only 3 are left.")
            .type_uri("https://acme.example/out-of-stock")
            .phrasing(Phrasing::GENERAL))
    }
    async fn short() -> Result<(), Problem> {
        Err(StatusCode::FORBIDDEN)?
    }
    async fn of_an_api() -> Problem {
        let code = fluent_status::StatusCode::from_u16(742).unwrap();
        Problem::new(code).status(StatusCode::BAD_REQUEST).format(Format::Text)
    }
    let app = Router::new()
        .route("/", get(handler))
        .route("/short", get(short))
        .route("/api", get(of_an_api));
    let server = Server::start(layered(app.clone())).await;
    server.page("/", "zh-CN").await.is_a_page(409, "zh-Hans").contains("Only 3 are left.");
    let problem = server.get("/", &[("accept-language", "zh-CN")]).await;
    problem.contains("\"type\":\"https://acme.example/out-of-stock\"").contains("Only 3 are left.");
    server.page("/short", "zh-TW").await.is_a_page(403, "zh-Hant");
    let answer = server.page("/api", "zh-TW").await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("vary").unwrap()),
        (400, "Accept-Language".into())
    );
    assert!(answer.body.starts_with("742 未知狀態："), "{}", answer.body);

    // Without the layer, the response has a status and no body.
    let server = Server::start(app).await;
    server.page("/", "zh-CN").await.is_unchanged(409, "");
}

#[tokio::test]
async fn a_handler_can_negotiate_itself() {
    async fn handler(client: ClientPreferences) -> String {
        let catalog = Catalog::builtin();
        let chain = client.negotiate(catalog);
        format!("{chain} {:?} {:?}", client.format(), client.query())
    }
    let server = Server::start(Router::new().route("/", get(handler))).await;
    let headers = [("accept-language", "zh-TW"), ("accept", "text/plain")];
    let answer = server.get("/?lang=zh-CN&q", &headers).await;
    assert_eq!(answer.body, "zh-Hans, zh-Hant, en Text Some(\"lang=zh-CN&q\")");
}

#[tokio::test]
async fn a_service_without_axum_gets_pages() {
    let service = service_fn(async |_: Request<()>| {
        let mut response = Response::new(Full::<Bytes>::default());
        *response.status_mut() = StatusCode::NOT_FOUND;
        Ok::<_, Infallible>(response)
    });
    let service = StatusPagesLayer::new().layer(service);
    let request = Request::get("/").header("accept-language", "zh-CN").body(()).unwrap();
    let response = service.oneshot(request).await.unwrap();
    assert_eq!(response.headers()["content-language"], "zh-Hans");
    let body = response.into_body().collect().await.unwrap().to_bytes();
    assert!(body.starts_with(b"{\"type\":\"about:blank\",\"title\":\""));
}

#[test]
fn the_inner_service_is_accessible() {
    let mut service = StatusPagesLayer::new().layer(1);
    assert_eq!(service.get_ref(), &1);
    *service.get_mut() = 2;
    assert_eq!(service.into_inner(), 2);
}

#[tokio::test]
async fn a_failure_of_the_service_is_passed_on() {
    let service = service_fn(async |_: Request<()>| Err::<Response<Body>, _>("no connection"));
    let service = StatusPagesLayer::new().layer(service);
    assert_eq!(service.oneshot(Request::new(())).await.unwrap_err(), "no connection");
}

#[tokio::test]
async fn clients_of_one_language_get_the_same_page() {
    let service = service_fn(async |_: Request<()>| {
        let mut response = Response::new(Full::<Bytes>::default());
        *response.status_mut() = StatusCode::NOT_FOUND;
        Ok::<_, Infallible>(response)
    });
    let layer = StatusPagesLayer::new().request_id_header(HeaderName::from_static("x-request-id"));
    let page = async |path: &str, headers: &[(&'static str, &'static str)]| {
        let mut request = Request::get(path).body(()).unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, HeaderValue::from_static(value));
        }
        let response = layer.layer(service).oneshot(request).await.unwrap();
        response.into_body().collect().await.unwrap().to_bytes()
    };
    let html = ("accept", "text/html");
    let first = page("/a", &[html, ("accept-language", "zh-CN")]).await;
    for (path, accept_language) in [
        ("/b", "zh-CN"),
        ("/c", "zh-SG, en;q=0.1"),
        ("/d?lang=zh-Hans", "en"),
        ("/e", "zh;q=0.123, qaa, *;q=0"),
    ] {
        let other = page(path, &[html, ("accept-language", accept_language)]).await;
        assert_eq!(other, first, "{path}");
    }
    for (path, id) in [("/a?q=1", None), ("/a", Some(("x-request-id", "7")))] {
        let headers: Vec<_> = [html, ("accept-language", "zh-CN")].into_iter().chain(id).collect();
        let other = page(path, &headers).await;
        assert_ne!(other, first, "{path}");
        assert_eq!(page("/a", &[html, ("accept-language", "zh-CN")]).await, first);
    }
    let other = page("/a", &[html, ("accept-language", "zh-TW")]).await;
    assert_ne!(other, first);
}

#[cfg(feature = "watch")]
#[tokio::test]
async fn a_page_has_the_current_messages() {
    use fluent_status::LiveCatalog;

    let texts = folder(&[("en/messages.ftl", "status-404 = One.")]);
    let live = LiveCatalog::watch([texts.path()], Catalog::builder).unwrap();
    let layer = StatusPagesLayer::new().catalog(live.clone());
    let server = Server::start(Router::new().layer(layer)).await;
    server.page("/none", "en").await.is_a_page(404, "en").contains("One.");

    let (sender, mut reloads) = tokio::sync::mpsc::unbounded_channel();
    live.on_reload(move |outcome| sender.send(outcome.is_ok()).unwrap());
    let edit = async |text: &str| {
        let new = texts.path().join("new");
        std::fs::write(&new, text).unwrap();
        std::fs::rename(new, texts.path().join("en/messages.ftl")).unwrap();
    };
    edit("status-404 = Two.\n").await;
    assert_eq!(reloads.recv().await, Some(true));
    server.page("/none", "en").await.is_a_page(404, "en").contains("Two.");

    // A broken file is ignored, and the last good messages stay.
    edit("status-404 = Thr").await;
    assert_eq!(reloads.recv().await, Some(false));
    server.page("/none", "en").await.is_a_page(404, "en").contains("Two.");
}

/// No client sees an older message after a newer one, even if many request pages during reloads.
#[cfg(feature = "watch")]
#[tokio::test(flavor = "multi_thread")]
async fn pages_follow_reloads_under_load() {
    use fluent_status::LiveCatalog;

    let texts = folder(&[("en/concise.ftl", "status-404 = Generation 0.")]);
    let live = LiveCatalog::watch([texts.path()], Catalog::builder).unwrap();
    let layer = StatusPagesLayer::new().catalog(live.clone()).format(Format::Text);
    let server = Arc::new(Server::start(Router::new().layer(layer)).await);
    const LAST: u32 = 5;
    let clients: Vec<_> = (0..8)
        .map(|_| {
            let server = Arc::clone(&server);
            tokio::spawn(async move {
                let mut last = 0;
                while last < LAST {
                    let answer = server.page("/none", "en").await;
                    let line = answer.body.lines().next().unwrap();
                    let number = line.strip_prefix("404 Not Found: Generation ").unwrap();
                    let number: u32 = number.trim_end_matches('.').parse().unwrap();
                    assert!(number >= last, "{number} after {last}");
                    last = number;
                }
            })
        })
        .collect();
    for number in 1..=LAST {
        let new = texts.path().join("new");
        std::fs::write(&new, format!("status-404 = Generation {number}.\n")).unwrap();
        std::fs::rename(new, texts.path().join("en/concise.ftl")).unwrap();
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
    let all = async {
        for client in clients {
            client.await.unwrap();
        }
    };
    tokio::time::timeout(Duration::from_secs(30), all).await.unwrap();
}

#[tokio::test]
async fn the_reason_of_a_sparse_locale_follows_the_chain() {
    let texts = folder(&[("zh-HK/concise.ftl", "status-404 = 搵唔到呢一頁。\n")]);
    let catalog = Arc::new(Catalog::builder().overlay_dir(texts.path()).build().unwrap());
    let server = Server::start(Router::new().layer(StatusPagesLayer::new().catalog(catalog))).await;
    // The description is the same. The other texts depend on the rest of the chain.
    let traditional = server.page("/none", "zh-HK").await;
    traditional.is_a_page_in_parts("zh-HK", "zh-Hant");
    let english = server.page("/none", "zh-HK, zh-Hant;q=0").await;
    english.is_a_page_in_parts("zh-HK", "en");
    server.page("/none", "zh-HK").await.is_a_page_in_parts("zh-HK", "zh-Hant");
}

impl Answer {
    #[track_caller]
    fn is_a_page_in_parts(&self, lang: &str, lang_of_reason: &str) {
        assert_eq!(self.header("content-language").unwrap(), lang);
        assert!(self.body.contains(&format!("<html lang=\"{lang}\"")), "{}", self.body);
        assert!(self.body.contains(&format!("<title lang=\"{lang_of_reason}\"")), "{}", self.body);
    }
}

//! A shared cache between a service and its clients: each client gets the page in its language.
//!
//! The cache is Debian's nginx, without any setting about languages.

#![cfg(all(feature = "cli", unix))]

#[path = "common/daemon.rs"]
mod daemon;
#[path = "common/nginx.rs"]
mod nginx;

use std::future::Future;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::{StatusCode, Uri};
use axum::routing::get;
use daemon::Daemon;
use fluent_status::pages::LANGUAGE_PARAMETER;
use fluent_status::tower::StatusPagesLayer;
use fluent_status::{Catalog, Phrasing};
use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_LANGUAGE, CONTENT_TYPE};
use tempfile::TempDir;
use tokio::net::TcpListener;

// ---- Helpers ----

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
const API_CLIENT: &str = "application/json";

const TAIWANESE: &str = "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7";
const ENGLISH: &str = "en-US,en;q=0.5";

/// The maximum duration of a test.
const TIMEOUT: Duration = Duration::from_secs(60);

async fn with_timeout(test: impl Future<Output = ()>) {
    tokio::time::timeout(TIMEOUT, test).await.expect("the test takes too long");
}

/// A service that fails, behind a cache.
struct Cached {
    origin_requests: Arc<AtomicUsize>,
    client: reqwest::Client,
    _nginx: Nginx,
}

impl Cached {
    /// Starts the service and the cache, with additional settings of nginx.
    async fn with(settings: &str) -> Self {
        let origin_requests = Arc::new(AtomicUsize::new(0));
        let origin = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let nginx = Nginx::start(&origin.local_addr().unwrap().to_string(), settings);
        let app = failing_service(Arc::clone(&origin_requests));
        // The task ends with the runtime of the test.
        tokio::spawn(async { axum::serve(origin, app).await });
        let client = reqwest::Client::builder().unix_socket(nginx.socket()).timeout(TIMEOUT);
        Self { origin_requests, client: client.build().unwrap(), _nginx: nginx }
    }

    async fn get(&self, path: &str, accept_language: &str, accept: &str) -> CachedResponse {
        let before = self.origin_requests.load(Ordering::SeqCst);
        let request = self.client.get(format!("http://origin{path}"));
        let request = request.header(ACCEPT_LANGUAGE, accept_language).header(ACCEPT, accept);
        let response = request.send().await.unwrap();
        let header = |name: &str| {
            let value = response.headers().get(name).map(|value| value.to_str().unwrap());
            value.unwrap_or_default().to_owned()
        };
        CachedResponse {
            status: response.status().as_u16(),
            language: header(CONTENT_LANGUAGE.as_str()),
            content_type: header(CONTENT_TYPE.as_str()),
            cache: header("x-cache-status"),
            body: response.text().await.unwrap(),
            reached_origin: self.origin_requests.load(Ordering::SeqCst) > before,
        }
    }
}

/// Responds with the status code in the path: `/404`.
fn failing_service(requests: Arc<AtomicUsize>) -> Router {
    let fail = move |uri: Uri| async move {
        requests.fetch_add(1, Ordering::SeqCst);
        uri.path().trim_start_matches('/').parse::<StatusCode>().unwrap()
    };
    Router::new().route("/{code}", get(fail)).layer(StatusPagesLayer::new())
}

#[derive(Debug)]
struct CachedResponse {
    status: u16,
    language: String,
    content_type: String,
    /// The cache status of nginx, for example `HIT` or `MISS`.
    cache: String,
    body: String,
    reached_origin: bool,
}

impl CachedResponse {
    #[track_caller]
    fn comes_from_the_origin(self) -> Self {
        assert!(self.reached_origin && self.cache == "MISS", "{self:#?}");
        self
    }

    #[track_caller]
    fn comes_from_the_cache(self) -> Self {
        assert!(!self.reached_origin && self.cache == "HIT", "{self:#?}");
        self
    }

    /// Checks that the response is an HTML page with the message of a locale.
    #[track_caller]
    fn shows_page(self, status: u16, locale: &str) -> Self {
        let description = description(status, locale, &Phrasing::PLAIN).replace('\'', "&#39;");
        let texts = [format!("<html lang=\"{locale}\""), description];
        assert!(
            self.status == status
                && self.content_type.starts_with("text/html")
                && self.language == locale
                && texts.iter().all(|text| self.body.contains(text)),
            "expected {texts:?} in {self:#?}"
        );
        self
    }

    #[track_caller]
    fn holds_json(self, status: u16, locale: &str) -> Self {
        let message: serde_json::Value = serde_json::from_str(&self.body).unwrap();
        assert!(
            self.status == status
                && self.content_type.starts_with(API_CLIENT)
                && self.language == locale
                && message["detail"] == description(status, locale, &Phrasing::CONCISE),
            "{self:#?}"
        );
        self
    }
}

fn description(status: u16, locale: &str, phrasing: &Phrasing) -> String {
    let catalog = Catalog::builtin();
    let chain = catalog.negotiate(locale);
    let lookup = catalog.lookup(&chain).phrasing(phrasing);
    let description = lookup.description(StatusCode::from_u16(status).unwrap());
    assert_eq!(description.locale().to_string(), locale);
    description.as_str().to_owned()
}

/// nginx in front of an origin.
struct Nginx {
    // Dropped before its directory.
    _process: Daemon,
    dir: TempDir,
}

impl Nginx {
    fn start(origin: &str, settings: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().display();
        let http = format!(
            "proxy_cache_path {path}/cache keys_zone=pages:1m;
            server {{
                listen unix:{path}/socket;
                location / {{
                    proxy_pass http://{origin};
                    proxy_cache pages;
                    proxy_cache_valid 404 503 1m;
                    add_header X-Cache-Status $upstream_cache_status always;
                    {settings}
                }}
            }}"
        );
        nginx::configure(dir.path(), &http);
        let socket = dir.path().join("socket");
        let is_up = || UnixStream::connect(&socket).is_ok();
        let process = Daemon::start(&mut nginx::command(dir.path()), dir.path(), is_up);
        Self { _process: process, dir }
    }

    fn socket(&self) -> PathBuf {
        self.dir.path().join("socket")
    }
}

// ---- Cached pages ----

#[tokio::test]
#[ignore = "needs nginx"]
async fn clients_of_two_languages_share_a_cache() {
    with_timeout(async {
        let service = Cached::with("").await;
        service
            .get("/404", TAIWANESE, BROWSER)
            .await
            .comes_from_the_origin()
            .shows_page(404, "zh-Hant");
        service.get("/404", ENGLISH, BROWSER).await.comes_from_the_origin().shows_page(404, "en");
        for _ in 0..2 {
            let response = service.get("/404", TAIWANESE, BROWSER).await;
            response.comes_from_the_cache().shows_page(404, "zh-Hant");
            let response = service.get("/404", ENGLISH, BROWSER).await;
            response.comes_from_the_cache().shows_page(404, "en");
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs nginx"]
async fn an_api_client_does_not_get_the_page_of_a_browser() {
    with_timeout(async {
        let service = Cached::with("").await;
        service.get("/404", ENGLISH, BROWSER).await.comes_from_the_origin().shows_page(404, "en");
        service
            .get("/404", ENGLISH, API_CLIENT)
            .await
            .comes_from_the_origin()
            .holds_json(404, "en");
        service
            .get("/404", TAIWANESE, API_CLIENT)
            .await
            .comes_from_the_origin()
            .holds_json(404, "zh-Hant");
        service.get("/404", ENGLISH, BROWSER).await.comes_from_the_cache().shows_page(404, "en");
        service.get("/404", ENGLISH, API_CLIENT).await.comes_from_the_cache().holds_json(404, "en");
    })
    .await;
}

#[tokio::test]
#[ignore = "needs nginx"]
async fn a_language_chosen_by_a_link_has_its_own_url() {
    with_timeout(async {
        let service = Cached::with("").await;
        let chosen = format!("/404?{LANGUAGE_PARAMETER}=zh-Hans");
        service
            .get(&chosen, ENGLISH, BROWSER)
            .await
            .comes_from_the_origin()
            .shows_page(404, "zh-Hans");
        service.get("/404", ENGLISH, BROWSER).await.comes_from_the_origin().shows_page(404, "en");
        service
            .get(&chosen, ENGLISH, BROWSER)
            .await
            .comes_from_the_cache()
            .shows_page(404, "zh-Hans");
    })
    .await;
}

#[tokio::test]
#[ignore = "needs nginx"]
async fn a_page_for_503_is_not_cached() {
    with_timeout(async {
        let service = Cached::with("").await;
        for _ in 0..3 {
            service
                .get("/503", TAIWANESE, BROWSER)
                .await
                .comes_from_the_origin()
                .shows_page(503, "zh-Hant");
        }
    })
    .await;
}

// ---- Without the headers, the cache serves wrong pages ----

#[tokio::test]
#[ignore = "needs nginx"]
async fn a_cache_that_ignores_vary_serves_chinese_to_an_english_client() {
    with_timeout(async {
        let service = Cached::with("proxy_ignore_headers Vary;").await;
        service
            .get("/404", TAIWANESE, BROWSER)
            .await
            .comes_from_the_origin()
            .shows_page(404, "zh-Hant");
        let wrong = service.get("/404", ENGLISH, BROWSER).await;
        wrong.comes_from_the_cache().shows_page(404, "zh-Hant");
        let wrong = service.get("/404", ENGLISH, API_CLIENT).await;
        wrong.comes_from_the_cache().shows_page(404, "zh-Hant");
    })
    .await;
}

#[tokio::test]
#[ignore = "needs nginx"]
async fn a_cache_that_ignores_cache_control_keeps_a_page_for_503() {
    with_timeout(async {
        let service = Cached::with("proxy_ignore_headers Cache-Control;").await;
        service
            .get("/503", TAIWANESE, BROWSER)
            .await
            .comes_from_the_origin()
            .shows_page(503, "zh-Hant");
        let wrong = service.get("/503", TAIWANESE, BROWSER).await;
        wrong.comes_from_the_cache().shows_page(503, "zh-Hant");
    })
    .await;
}

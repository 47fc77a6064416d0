//! A shared cache between a service and its readers: each gets the page of their own language.
//!
//! The cache is Debian's nginx, with no setting that is about languages.

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

// ---- The words of a case ----

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
const API_CLIENT: &str = "application/json";

const TAIWANESE: &str = "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7";
const ENGLISH: &str = "en-US,en;q=0.5";

/// No case takes longer, whatever hangs.
const PATIENCE: Duration = Duration::from_secs(60);

async fn bounded(case: impl Future<Output = ()>) {
    tokio::time::timeout(PATIENCE, case).await.expect("the case takes too long");
}

/// A service that fails, behind a cache.
struct Cached {
    reached: Arc<AtomicUsize>,
    readers: reqwest::Client,
    _nginx: Nginx,
}

impl Cached {
    /// `settings` are those of nginx, in addition.
    async fn with(settings: &str) -> Self {
        let reached = Arc::new(AtomicUsize::new(0));
        let origin = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let nginx = Nginx::start(&origin.local_addr().unwrap().to_string(), settings);
        let app = failing_service(Arc::clone(&reached));
        // It ends with the runtime of the test.
        tokio::spawn(async { axum::serve(origin, app).await });
        let readers = reqwest::Client::builder().unix_socket(nginx.socket()).timeout(PATIENCE);
        Self { reached, readers: readers.build().unwrap(), _nginx: nginx }
    }

    async fn get(&self, path: &str, accept_language: &str, accept: &str) -> Answer {
        let before = self.reached.load(Ordering::SeqCst);
        let request = self.readers.get(format!("http://origin{path}"));
        let request = request.header(ACCEPT_LANGUAGE, accept_language).header(ACCEPT, accept);
        let response = request.send().await.unwrap();
        let field = |name: &str| {
            let value = response.headers().get(name).map(|value| value.to_str().unwrap());
            value.unwrap_or_default().to_owned()
        };
        Answer {
            status: response.status().as_u16(),
            language: field(CONTENT_LANGUAGE.as_str()),
            content_type: field(CONTENT_TYPE.as_str()),
            cache: field("x-cache-status"),
            body: response.text().await.unwrap(),
            reached_origin: self.reached.load(Ordering::SeqCst) > before,
        }
    }
}

/// The address is the status: `/404`.
fn failing_service(reached: Arc<AtomicUsize>) -> Router {
    let fail = move |uri: Uri| async move {
        reached.fetch_add(1, Ordering::SeqCst);
        uri.path().trim_start_matches('/').parse::<StatusCode>().unwrap()
    };
    Router::new().route("/{code}", get(fail)).layer(StatusPagesLayer::new())
}

#[derive(Debug)]
struct Answer {
    status: u16,
    language: String,
    content_type: String,
    /// What nginx says: `HIT`, `MISS`.
    cache: String,
    body: String,
    reached_origin: bool,
}

impl Answer {
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

    /// An HTML page that says what the catalogue says in a locale.
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
    // It ends before its folder is gone.
    _process: Daemon,
    folder: TempDir,
}

impl Nginx {
    fn start(origin: &str, settings: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().display();
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
        nginx::configure(folder.path(), &http);
        let socket = folder.path().join("socket");
        let is_up = || UnixStream::connect(&socket).is_ok();
        let process = Daemon::start(&mut nginx::command(folder.path()), folder.path(), is_up);
        Self { _process: process, folder }
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("socket")
    }
}

// ---- What a cache may keep ----

#[tokio::test]
#[ignore = "needs nginx"]
async fn readers_of_two_languages_share_a_cache() {
    bounded(async {
        let service = Cached::with("").await;
        service
            .get("/404", TAIWANESE, BROWSER)
            .await
            .comes_from_the_origin()
            .shows_page(404, "zh-Hant");
        service.get("/404", ENGLISH, BROWSER).await.comes_from_the_origin().shows_page(404, "en");
        for _ in 0..2 {
            let answer = service.get("/404", TAIWANESE, BROWSER).await;
            answer.comes_from_the_cache().shows_page(404, "zh-Hant");
            let answer = service.get("/404", ENGLISH, BROWSER).await;
            answer.comes_from_the_cache().shows_page(404, "en");
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs nginx"]
async fn an_api_client_is_not_given_the_page_of_a_browser() {
    bounded(async {
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
async fn a_language_chosen_by_a_link_is_another_address() {
    bounded(async {
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
async fn a_page_about_right_now_is_not_kept() {
    bounded(async {
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

// ---- What the fields are for: without them, the cache is wrong ----

#[tokio::test]
#[ignore = "needs nginx"]
async fn a_cache_that_ignores_vary_gives_the_english_reader_chinese() {
    bounded(async {
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
async fn a_cache_that_ignores_cache_control_keeps_a_page_about_right_now() {
    bounded(async {
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

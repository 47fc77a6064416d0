//! `fluent-status serve`: every page in a browser, and the error backend of a proxy.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::http::header::{ACCEPT, CACHE_CONTROL};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{any, get};
use fluent_status::pages::{ClientPreferences, PageRenderer, Problem, ReplaceBody};
use fluent_status::tower::StatusPagesLayer;
use fluent_status::{LiveCatalog, Phrasing};
use serde::Deserialize;
use tokio::net::TcpListener;
use tokio::signal;
use tower_http::LatencyUnit;
use tower_http::trace::{DefaultMakeSpan, DefaultOnResponse, TraceLayer};
use tower_layer::Layer;
use tracing::Level;
use tracing_subscriber::EnvFilter;

use crate::arguments::Serve;
use crate::{Failure, address, gallery};

/// What a proxy says of the response that it wants a page for.
const X_CODE: HeaderName = HeaderName::from_static("x-code");
const X_FORMAT: HeaderName = HeaderName::from_static("x-format");
const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// How long open requests may take to end once the server is told to stop.
const PATIENCE: Duration = Duration::from_secs(10);

pub fn run(arguments: &Serve, out: &mut impl Write) -> Result<(), Failure> {
    let catalog = arguments.texts.live_catalog()?;
    let app = app(catalog, arguments.site.pages()?);
    log_to_stderr();
    // Each connection takes a file descriptor, and the limit that a shell sets is low.
    if let Err(error) = rlimit::increase_nofile_limit(u64::MAX) {
        tracing::warn!("cannot raise the number of connections that are served at a time: {error}");
    }
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = TcpListener::bind(&arguments.bind).await.map_err(|error| {
            let address = &arguments.bind;
            format!("cannot listen on `{address}`: {error}: give another address with --bind")
        })?;
        let asked_to_stop = asked_to_stop()?;
        writeln!(out, "Listening on http://{}", listener.local_addr()?)?;
        out.flush()?;
        let stopped = Arc::new(tokio::sync::Notify::new());
        let stop = Arc::clone(&stopped);
        let server = axum::serve(listener, app).with_graceful_shutdown(async move {
            asked_to_stop.await;
            stop.notify_one();
        });
        let out_of_patience = async {
            stopped.notified().await;
            tokio::time::sleep(PATIENCE).await;
        };
        tokio::select! {
            ended = server => ended?,
            () = out_of_patience => tracing::warn!("stopped with requests that did not end"),
        }
        Ok(())
    })
}

fn log_to_stderr() {
    let filter = EnvFilter::builder().with_default_directive(Level::INFO.into()).from_env_lossy();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    let log = log.with_ansi(io::stderr().is_terminal()).with_target(false);
    // A log that nobody reads any more is no reason to stop.
    log.log_internal_errors(false).init();
}

/// Waits for an interrupt from the keyboard, or for whoever runs services to say so.
fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminated = signal::unix::signal(signal::unix::SignalKind::terminate())?;
    #[cfg(unix)]
    let mut interrupted = signal::unix::signal(signal::unix::SignalKind::interrupt())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = terminated.recv() => {}
            _ = interrupted.recv() => {}
        }
        #[cfg(not(unix))]
        if signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

fn app(catalog: LiveCatalog, pages: PageRenderer) -> Router {
    let status_pages = StatusPagesLayer::new()
        .catalog(catalog.clone())
        .pages(pages)
        .replace_body(ReplaceBody::PlainText)
        .request_id_header(X_REQUEST_ID);
    let access_log = TraceLayer::new_for_http()
        .make_span_with(DefaultMakeSpan::new().level(Level::INFO))
        .on_response(DefaultOnResponse::new().level(Level::INFO).latency_unit(LatencyUnit::Micros))
        // A page for 503 is no failure of ours.
        .on_failure(());
    let routes = Router::new()
        .route("/", get(show_gallery))
        .route("/healthz", get(show_health))
        .route("/{page}", any(show_page))
        .with_state(catalog);
    // Around the router as a whole, which adds `Allow` around its own layers.
    let routes = status_pages.layer(middleware::from_fn(answer_for_proxy).layer(routes));
    Router::new()
        .fallback_service(routes)
        .layer(middleware::map_request(read_format_for_proxy))
        .layer(access_log)
}

async fn show_gallery(
    State(catalog): State<LiveCatalog>,
    client: ClientPreferences,
    request: Request,
) -> Result<impl IntoResponse, Problem> {
    let page = gallery::page(&catalog.snapshot(), &client, request.headers()).map_err(|error| {
        tracing::error!("cannot render the gallery: {error}");
        StatusCode::INTERNAL_SERVER_ERROR
    })?;
    Ok(([(CACHE_CONTROL, "no-store")], Html(page)))
}

/// It is up whatever becomes of its texts, for the last good ones stay.
async fn show_health(State(catalog): State<LiveCatalog>) -> &'static str {
    match catalog.status().error() {
        None => "ok\n",
        // What is wrong with a file is not for all who can ask.
        Some(_) => "ok, but with older texts: the log says why\n",
    }
}

#[derive(Deserialize)]
struct Wishes {
    phrasing: Option<String>,
}

async fn show_page(Path(page): Path<String>, Query(wishes): Query<Wishes>) -> Problem {
    let Some((code, format)) = address::code_and_format(&page) else {
        return StatusCode::NOT_FOUND.into();
    };
    let mut problem = Problem::new(code).status(address::status(code));
    if let Some(format) = format {
        problem = problem.format(format);
    }
    if let Some(Ok(phrasing)) = wishes.phrasing.map(|name| name.parse::<Phrasing>()) {
        problem = problem.phrasing(phrasing);
    }
    problem
}

/// A request with `X-Code` comes from a proxy, in place of a response that failed: any path is
/// answered with that status. `X-Format` is what the reader's software accepts.
async fn answer_for_proxy(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let Some(code) = headers.get(&X_CODE) else {
        return next.run(request).await;
    };
    let status = error_status(code).unwrap_or_else(|| {
        tracing::warn!("X-Code is {code:?}: expected a status from 400 to 599, answering 404");
        StatusCode::NOT_FOUND
    });
    Problem::from(status).into_response()
}

/// What the reader's software accepts: such a proxy asks for itself, and passes that on in
/// `X-Format`.
async fn read_format_for_proxy(mut request: Request) -> Request {
    let headers = request.headers_mut();
    if headers.contains_key(&X_CODE)
        && let Some(format) = headers.remove(&X_FORMAT)
    {
        headers.insert(ACCEPT, format);
    }
    request
}

fn error_status(code: &HeaderValue) -> Option<StatusCode> {
    let status = StatusCode::from_bytes(code.as_bytes()).ok()?;
    (status.is_client_error() || status.is_server_error()).then_some(status)
}

//! `fluent-status serve`: all error pages in a browser, and an error backend for a proxy.

mod gallery;

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
use crate::{Failure, page_path};

/// The headers of a proxy: the status code of the failed response, the `Accept` header of the client
/// and the request ID.
const X_CODE: HeaderName = HeaderName::from_static("x-code");
const X_FORMAT: HeaderName = HeaderName::from_static("x-format");
const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The time for open requests to finish after a signal to stop.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(10);

pub fn run(arguments: &Serve, out: &mut impl Write) -> Result<(), Failure> {
    let catalog = arguments.overlays.live_catalog()?;
    let app = app(catalog, arguments.site.pages()?);
    log_to_stderr();
    // Each connection uses a file descriptor, and the default limit of a shell is low.
    if let Err(error) = rlimit::increase_nofile_limit(u64::MAX) {
        tracing::warn!("cannot raise the limit for concurrent connections: {error}");
    }
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = TcpListener::bind(&arguments.bind).await.map_err(|error| {
            let address = &arguments.bind;
            format!("cannot listen on `{address}`: {error}: choose another address with --bind")
        })?;
        let shutdown_signal = shutdown_signal()?;
        writeln!(out, "Listening on http://{}", listener.local_addr()?)?;
        out.flush()?;
        let stopped = Arc::new(tokio::sync::Notify::new());
        let stop = Arc::clone(&stopped);
        let server = axum::serve(listener, app).with_graceful_shutdown(async move {
            shutdown_signal.await;
            stop.notify_one();
        });
        let shutdown_timeout = async {
            stopped.notified().await;
            tokio::time::sleep(SHUTDOWN_TIMEOUT).await;
        };
        tokio::select! {
            ended = server => ended?,
            () = shutdown_timeout => tracing::warn!("stopped with open requests"),
        }
        Ok(())
    })
}

fn log_to_stderr() {
    let filter = EnvFilter::builder().with_default_directive(Level::INFO.into()).from_env_lossy();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    let log = log.with_ansi(io::stderr().is_terminal()).with_target(false);
    // The server continues if the reader of the log goes away.
    log.log_internal_errors(false).init();
}

/// Returns a future that completes when the process gets SIGINT or SIGTERM.
fn shutdown_signal() -> io::Result<impl Future<Output = ()>> {
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
        // A page for 503 is not a failure of this server.
        .on_failure(());
    let routes = Router::new()
        .route("/", get(show_gallery))
        .route("/healthz", get(show_health))
        .route("/{page}", any(show_page))
        .with_state(catalog);
    // The layer wraps the whole router, because the router adds `Allow` after its own layers.
    let routes = status_pages.layer(middleware::from_fn(respond_to_proxy).layer(routes));
    Router::new()
        .fallback_service(routes)
        .layer(middleware::map_request(replace_accept))
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

/// Reports 200 even if a message file has an error, because the last valid messages stay.
async fn show_health(State(catalog): State<LiveCatalog>) -> &'static str {
    match catalog.status().error() {
        None => "ok\n",
        // The log has the details, because this path is public.
        Some(_) => "ok, but with earlier messages: see the log\n",
    }
}

#[derive(Deserialize)]
struct PageQuery {
    phrasing: Option<String>,
}

async fn show_page(Path(path): Path<String>, Query(query): Query<PageQuery>) -> Problem {
    let Some((code, format)) = page_path::parse(&path) else {
        return StatusCode::NOT_FOUND.into();
    };
    let mut problem = Problem::new(code).status(page_path::response_status(code));
    if let Some(format) = format {
        problem = problem.format(format);
    }
    if let Some(Ok(phrasing)) = query.phrasing.map(|name| name.parse::<Phrasing>()) {
        problem = problem.phrasing(phrasing);
    }
    problem
}

/// Responds with the status code in `X-Code`, for any path. A proxy sends this header to replace a
/// failed response.
async fn respond_to_proxy(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let Some(code) = headers.get(&X_CODE) else {
        return next.run(request).await;
    };
    let status = error_status(code).unwrap_or_else(|| {
        tracing::warn!(
            "invalid X-Code {code:?}: expected a status from 400 to 599, responding with 404"
        );
        StatusCode::NOT_FOUND
    });
    Problem::from(status).into_response()
}

/// Replaces the `Accept` header of a proxy with the `Accept` header of the client, which is in
/// `X-Format`.
async fn replace_accept(mut request: Request) -> Request {
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

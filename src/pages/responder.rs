//! Which responses get a page, which page, and which headers.
//!
//! This depends on no framework and no body type. Middleware adapts it.

use std::sync::Arc;
use std::time::SystemTime;

use bytes::Bytes;
use http::header::{
    ACCEPT_LANGUAGE, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode};

use super::{ClientPreferences, Format, PageRenderer, Problem};
use crate::catalog::Catalog;
#[cfg(feature = "watch")]
use crate::catalog::LiveCatalog;

/// A longer request ID is ignored, because it may come from the client.
const MAX_REQUEST_ID: usize = 128;

/// The responses with an error status that get a page although they have a body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReplaceBody {
    /// No response. Handlers write their own bodies.
    #[default]
    Never,
    /// Responses in `text/plain`. Frameworks write them in English if an extractor rejects a
    /// request or a handler panics.
    PlainText,
    /// Every response.
    Always,
}

/// Put it into the extensions of a response, and the middleware adds no page.
///
#[cfg_attr(feature = "axum", doc = "```")]
#[cfg_attr(not(feature = "axum"), doc = "```ignore")]
/// use axum::Extension;
/// use axum::http::StatusCode;
/// use fluent_status::pages::SkipStatusPage;
///
/// async fn probe() -> (StatusCode, Extension<SkipStatusPage>) {
///     (StatusCode::SERVICE_UNAVAILABLE, Extension(SkipStatusPage))
/// }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct SkipStatusPage;

/// The catalog that pages take their messages from: a `&'static Catalog`, an `Arc<Catalog>` or, with
/// the feature `watch`, a `LiveCatalog`.
#[derive(Clone, Debug, Default)]
pub struct CatalogSource(Source);

#[derive(Clone, Debug, Default)]
enum Source {
    #[default]
    BuiltIn,
    Static(&'static Catalog),
    Shared(Arc<Catalog>),
    #[cfg(feature = "watch")]
    Live(LiveCatalog),
}

impl From<&'static Catalog> for CatalogSource {
    fn from(catalog: &'static Catalog) -> Self {
        Self(Source::Static(catalog))
    }
}

impl From<Arc<Catalog>> for CatalogSource {
    fn from(catalog: Arc<Catalog>) -> Self {
        Self(Source::Shared(catalog))
    }
}

/// Every page has the messages that are current when it is rendered.
#[cfg(feature = "watch")]
impl From<LiveCatalog> for CatalogSource {
    fn from(catalog: LiveCatalog) -> Self {
        Self(Source::Live(catalog))
    }
}

impl CatalogSource {
    /// Calls a function with the current catalog, which does not change during the call.
    fn with<T>(&self, function: impl FnOnce(&Catalog) -> T) -> T {
        match &self.0 {
            Source::BuiltIn => function(Catalog::builtin()),
            Source::Static(catalog) => function(catalog),
            Source::Shared(catalog) => function(catalog),
            #[cfg(feature = "watch")]
            Source::Live(catalog) => function(&catalog.snapshot()),
        }
    }
}

/// Decides which responses get a page, which page, and which headers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Responder {
    pub(crate) catalog: CatalogSource,
    pub(crate) renderer: PageRenderer,
    /// Negotiated if it is `None`.
    pub(crate) format: Option<Format>,
    pub(crate) replace_body: ReplaceBody,
    pub(crate) request_id_header: Option<HeaderName>,
}

/// The facts about a request that its page depends on.
#[derive(Debug)]
pub(crate) struct RequestInfo {
    client: ClientPreferences,
    is_head: bool,
    id: Option<HeaderValue>,
}

impl Responder {
    pub(crate) fn read_request<B>(&self, request: &Request<B>) -> RequestInfo {
        let id_header = self.request_id_header.as_ref();
        RequestInfo {
            client: ClientPreferences::new(request.headers(), request.uri()),
            is_head: request.method() == Method::HEAD,
            id: id_header.and_then(|name| request.headers().get(name)).cloned(),
        }
    }

    /// Gives a response its page, if it gets one: changes the headers and returns the new body.
    #[inline]
    pub(crate) fn respond<B>(
        &self,
        request: &RequestInfo,
        response: &mut Response<B>,
        is_empty: impl FnOnce(&B) -> bool,
    ) -> Option<Bytes> {
        let status = response.status();
        let is_error = status.is_client_error() || status.is_server_error();
        if !is_error && response.extensions().get::<Problem>().is_none() {
            return None;
        }
        let is_empty = is_empty(response.body());
        self.should_replace(request, response, is_empty).then(|| {
            let problem = response.extensions_mut().remove::<Problem>();
            self.page(request, status, problem, response.headers_mut())
        })
    }

    fn should_replace<B>(
        &self,
        request: &RequestInfo,
        response: &Response<B>,
        is_empty: bool,
    ) -> bool {
        let headers = response.headers();
        let may_have_content = !response.status().is_informational()
            && !matches!(
                response.status(),
                StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED
            );
        // A response to HEAD may have the length of the body that GET would have.
        let length = headers.get(CONTENT_LENGTH).filter(|_| request.is_head);
        let is_empty = is_empty && length.is_none_or(|length| length == "0");
        let replaces_body = || match self.replace_body {
            ReplaceBody::Never => false,
            ReplaceBody::PlainText => is_plain_text(headers),
            ReplaceBody::Always => true,
        };
        may_have_content
            && response.extensions().get::<SkipStatusPage>().is_none()
            && (is_empty || replaces_body())
    }

    fn page(
        &self,
        request: &RequestInfo,
        status: StatusCode,
        problem: Option<Problem>,
        headers: &mut HeaderMap,
    ) -> Bytes {
        let mut problem = problem.unwrap_or_else(|| Problem::new(status)).status(status);
        let pinned = problem.inner.format.or(self.format);
        let format = pinned.unwrap_or_else(|| request.client.format());
        problem = self.complete_from_headers(problem, request, headers);
        if format == Format::Html
            && problem.inner.query.is_none()
            && let Some(query) = request.client.query()
        {
            problem = problem.query(query);
        }
        let mut page = self.catalog.with(|catalog| {
            let chain = request.client.negotiate(catalog);
            self.renderer.render(catalog, &chain, &problem, format)
        });
        if pinned.is_some() {
            page = page.vary(&[ACCEPT_LANGUAGE][..]);
        }
        page.apply(headers);
        add_headers(headers, status, &problem);
        if request.is_head { Bytes::new() } else { page.into_bytes() }
    }

    /// Adds to an error the facts that the headers of the response and of the request have about it.
    fn complete_from_headers(
        &self,
        mut problem: Problem,
        request: &RequestInfo,
        headers: &HeaderMap,
    ) -> Problem {
        let inner = &mut problem.inner;
        if inner.allowed_methods.is_none() && headers.contains_key(ALLOW) {
            let lines: Vec<&str> =
                headers.get_all(ALLOW).iter().filter_map(|line| line.to_str().ok()).collect();
            inner.allowed_methods = Some(lines.join(", "));
        }
        if inner.retry_after.is_none()
            && let Some(value) = text(headers.get(RETRY_AFTER))
        {
            inner.retry_after = seconds(value);
        }
        if inner.request_id.is_none()
            && let Some(name) = &self.request_id_header
            && let Some(id) = text(headers.get(name).or(request.id.as_ref()))
            && id.len() <= MAX_REQUEST_ID
        {
            return problem.request_id(id);
        }
        problem
    }
}

/// Adds the headers that follow from the error, unless the response has them.
fn add_headers(headers: &mut HeaderMap, status: StatusCode, problem: &Problem) {
    let inner = &*problem.inner;
    if let Some(seconds) = inner.retry_after
        && !headers.contains_key(RETRY_AFTER)
    {
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Some(Ok(methods)) = inner.allowed_methods.as_deref().map(HeaderValue::from_str)
        && !headers.contains_key(ALLOW)
    {
        headers.insert(ALLOW, methods);
    }
    // These statuses describe a moment, and a request ID is of no use to another client.
    let is_temporary = status.is_server_error() || matches!(status.as_u16(), 428 | 429 | 431 | 511);
    if (is_temporary || inner.request_id.is_some()) && !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

fn is_plain_text(headers: &HeaderMap) -> bool {
    let media_type = text(headers.get(CONTENT_TYPE)).and_then(|value| value.split(';').next());
    media_type.is_some_and(|media_type| media_type.trim().eq_ignore_ascii_case("text/plain"))
}

fn text(value: Option<&HeaderValue>) -> Option<&str> {
    value?.to_str().ok()
}

/// Returns the value of `Retry-After`, a number or a date, in seconds from now ([RFC 9110 §10.2.3]).
/// A time in the past gives `None`.
///
/// [RFC 9110 §10.2.3]: https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.3
fn seconds(retry_after: &str) -> Option<u64> {
    let seconds = match retry_after.parse() {
        Ok(seconds) => seconds,
        Err(_) => {
            let date = httpdate::parse_http_date(retry_after).ok()?;
            let wait = date.duration_since(SystemTime::now()).ok()?;
            wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
        }
    };
    (seconds > 0).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn retry_after_is_a_number_or_a_date() {
        for (value, expected) in
            [("30", Some(30)), ("0", None), ("-1", None), ("", None), ("soon", None), ("1.5", None)]
        {
            assert_eq!(seconds(value), expected, "{value}");
        }
        let date = |time| httpdate::fmt_http_date(time);
        let soon = seconds(&date(SystemTime::now() + Duration::from_secs(90))).unwrap();
        assert!((88..=90).contains(&soon), "{soon}");
        assert_eq!(seconds(&date(SystemTime::now() - Duration::from_secs(90))), None);
        assert_eq!(seconds("Wed, 21 Oct 2015 07:28:00 GMT"), None);
    }
}

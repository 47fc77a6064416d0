//! Gives a response its page, and the fields that belong to it.

use std::time::SystemTime;

use bytes::Bytes;
use http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_LOCATION,
    CONTENT_TYPE, ETAG, LAST_MODIFIED, RETRY_AFTER, TRAILER, TRANSFER_ENCODING, VARY,
};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use http_body::Body;

use super::source::{Source, Texts};
use super::{NoPage, Reader, Replace};
use crate::pages::{Context, Format, Page, PageCache, Pages};
use crate::phrasing::Phrasing;

/// What an application sets.
#[derive(Clone, Debug, Default)]
pub(super) struct Settings {
    pub(super) texts: Texts,
    pub(super) pages: Pages,
    pub(super) phrasing: Option<Phrasing>,
    /// Negotiated, unless given.
    pub(super) format: Option<Format>,
    pub(super) replace: Replace,
    pub(super) request_id_header: Option<HeaderName>,
}

#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) settings: Settings,
    source: Source,
}

/// What the page depends on in the request.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) reader: Reader,
    pub(super) is_head: bool,
    pub(super) id: Option<HeaderValue>,
}

/// Fields about the content that the page takes the place of ([RFC 9110 §8]).
///
/// [RFC 9110 §8]: https://www.rfc-editor.org/rfc/rfc9110.html#section-8
static ABOUT_THE_CONTENT: [HeaderName; 9] = [
    CONTENT_DISPOSITION,
    CONTENT_ENCODING,
    CONTENT_LOCATION,
    ETAG,
    LAST_MODIFIED,
    TRAILER,
    TRANSFER_ENCODING,
    HeaderName::from_static("content-digest"),
    HeaderName::from_static("repr-digest"),
];

/// A longer id of a request is none: it comes from outside.
const MAX_REQUEST_ID: usize = 128;

impl Writer {
    pub(super) fn new(settings: Settings) -> Self {
        let cache = PageCache::new(settings.pages.clone());
        let cache = match &settings.phrasing {
            Some(phrasing) => cache.phrasing(phrasing.clone()),
            None => cache,
        };
        Self { source: Source::new(cache, &settings.texts), settings }
    }

    pub(super) fn request<B>(&self, request: &http::Request<B>) -> Request {
        let id_header = self.settings.request_id_header.as_ref();
        Request {
            reader: Reader::new(request.headers(), request.uri()),
            is_head: request.method() == http::Method::HEAD,
            id: id_header.and_then(|name| request.headers().get(name)).cloned(),
        }
    }

    /// Gives a response its page, if it should have one.
    #[inline]
    pub(super) fn write<B: Body + From<Bytes>>(
        &self,
        request: &Request,
        response: &mut Response<B>,
    ) {
        let status = response.status();
        let is_error = status.is_client_error() || status.is_server_error();
        let is_asked_for = response.extensions().get::<Context>().is_some();
        if (is_error || is_asked_for) && self.is_for(request, response) {
            self.write_page(request, response);
        }
    }

    fn write_page<B: From<Bytes>>(&self, request: &Request, response: &mut Response<B>) {
        let mut context = response.extensions_mut().remove::<Context>().unwrap_or_default();
        let pinned = context.format.or(self.settings.format);
        let format = pinned.unwrap_or_else(|| request.reader.format());
        let status = response.status();
        let headers = response.headers_mut();
        self.add_facts(&mut context, request, status, headers, format);
        let code = context.code.unwrap_or(status);
        let body = self.source.with(|cache| {
            let chain = request.reader.negotiate(cache.catalog());
            let page = cache.page(&chain, code, &context, format);
            write_facts(headers, &context);
            write_fields(headers, status, &page, pinned.is_none());
            if request.is_head { Bytes::new() } else { page.into_bytes() }
        });
        *response.body_mut() = B::from(body);
    }

    /// Whether a response is one to give a page to.
    fn is_for<B: Body>(&self, request: &Request, response: &Response<B>) -> bool {
        let may_have_body = !response.status().is_informational()
            && !matches!(
                response.status(),
                StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED
            );
        let is_replaced = match self.settings.replace {
            Replace::Nothing => false,
            Replace::PlainText => is_plain_text(response.headers()),
            Replace::Everything => true,
        };
        may_have_body
            && response.extensions().get::<NoPage>().is_none()
            && (is_replaced || !has_body(request, response))
    }

    /// Beside what the handler said, what the fields of the response and of the request say.
    fn add_facts(
        &self,
        context: &mut Context,
        request: &Request,
        status: StatusCode,
        headers: &HeaderMap,
        format: Format,
    ) {
        let status = status.as_u16();
        context.status = context.code.filter(|code| code.as_u16() != status).map(|_| status);
        if context.allowed_methods.is_none() && headers.contains_key(ALLOW) {
            let lines: Vec<&str> =
                headers.get_all(ALLOW).iter().filter_map(|line| text(Some(line))).collect();
            context.set_allowed_methods(lines.join(", "));
        }
        if context.retry_after.is_none() {
            context.retry_after = text(headers.get(RETRY_AFTER)).and_then(seconds);
        }
        if context.request_id.is_none()
            && let Some(name) = &self.settings.request_id_header
            && let Some(id) = text(headers.get(name).or(request.id.as_ref()))
            && id.len() <= MAX_REQUEST_ID
        {
            context.set_request_id(id.to_owned());
        }
        if format == Format::Html
            && context.query.is_none()
            && let Some(query) = request.reader.query()
        {
            context.set_query(query);
        }
    }
}

fn write_fields(headers: &mut HeaderMap, status: StatusCode, page: &Page, is_by_accept: bool) {
    if headers.keys().any(|name| ABOUT_THE_CONTENT.contains(name)) {
        ABOUT_THE_CONTENT.iter().for_each(|name| _ = headers.remove(name));
    }
    headers.insert(CONTENT_LENGTH, HeaderValue::from(page.body().len()));
    for (name, value) in page.fields() {
        headers.insert(name, value.clone());
    }
    append_vary(headers, is_by_accept);
    if is_for_now_only(status) && !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// Says to software what the context says to people.
fn write_facts(headers: &mut HeaderMap, context: &Context) {
    if let Some(seconds) = context.retry_after
        && !headers.contains_key(RETRY_AFTER)
    {
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Some(Ok(methods)) = context.allowed_methods.as_deref().map(HeaderValue::from_str)
        && !headers.contains_key(ALLOW)
    {
        headers.insert(ALLOW, methods);
    }
    // Another reader's id would not help anyone.
    if context.request_id.is_some() && !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// Whether there is a body, or, in an answer to `HEAD`, would be one in an answer to `GET`.
fn has_body<B: Body>(request: &Request, response: &Response<B>) -> bool {
    let is_empty =
        response.body().is_end_stream() || response.body().size_hint().exact() == Some(0);
    let length = response.headers().get(CONTENT_LENGTH);
    !is_empty || (request.is_head && length.is_some_and(|length| length != "0"))
}

fn is_plain_text(headers: &HeaderMap) -> bool {
    let media_type = text(headers.get(CONTENT_TYPE)).and_then(|value| value.split(';').next());
    media_type.is_some_and(|media_type| media_type.trim().eq_ignore_ascii_case("text/plain"))
}

/// Codes that say how things are right now, which no cache should keep saying.
fn is_for_now_only(status: StatusCode) -> bool {
    status.is_server_error() || matches!(status.as_u16(), 428 | 429 | 431 | 511)
}

/// Says what the page was chosen by ([RFC 9110 §12.5.5]), unless that was said already.
///
/// [RFC 9110 §12.5.5]: https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.5
fn append_vary(headers: &mut HeaderMap, is_by_accept: bool) {
    let said = headers.get_all(VARY).iter().filter_map(|line| line.to_str().ok());
    let (mut says_language, mut says_accept) = (false, !is_by_accept);
    for name in said.flat_map(|line| line.split(',')).map(str::trim) {
        says_language |= name == "*" || name.eq_ignore_ascii_case("Accept-Language");
        says_accept |= name == "*" || name.eq_ignore_ascii_case("Accept");
    }
    let value = match (says_language, says_accept) {
        (false, false) => "Accept-Language, Accept",
        (false, true) => "Accept-Language",
        (true, false) => "Accept",
        (true, true) => return,
    };
    headers.append(VARY, HeaderValue::from_static(value));
}

fn text(value: Option<&HeaderValue>) -> Option<&str> {
    value?.to_str().ok()
}

/// The value of `Retry-After`, in whole seconds from now: a number or a date ([RFC 9110 §10.2.3]).
/// `None` where there is nothing to wait for.
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
    fn retry_after_as_a_number_or_a_date() {
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

    #[test]
    fn vary_says_each_name_once() {
        for (before, by_accept, after) in [
            (&[][..], true, "Accept-Language, Accept"),
            (&[], false, "Accept-Language"),
            (&["Origin"], true, "Origin|Accept-Language, Accept"),
            (&["Origin, accept"], true, "Origin, accept|Accept-Language"),
            (&["ACCEPT-LANGUAGE"], true, "ACCEPT-LANGUAGE|Accept"),
            (&["accept-language", "accept"], true, "accept-language|accept"),
            (&["*"], true, "*"),
            // Another field whose name begins alike.
            (&["Accept-Encoding"], true, "Accept-Encoding|Accept-Language, Accept"),
        ] {
            let mut headers = HeaderMap::new();
            before.iter().for_each(|line| _ = headers.append(VARY, line.parse().unwrap()));
            append_vary(&mut headers, by_accept);
            let lines: Vec<&str> =
                headers.get_all(VARY).iter().map(|line| line.to_str().unwrap()).collect();
            assert_eq!(lines.join("|"), after);
        }
    }
}

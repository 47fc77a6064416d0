//! A rendered page and its headers.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LANGUAGE,
    CONTENT_LENGTH, CONTENT_LOCATION, CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    LAST_MODIFIED, TRAILER, TRANSFER_ENCODING, VARY, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use unic_langid::LanguageIdentifier;

use super::Format;
use crate::catalog::labels::LocaleLabels;

/// A rendered page and its headers.
///
/// ```
/// use fluent_status::Catalog;
/// use fluent_status::pages::{Format, PageRenderer, Problem};
/// use http::{Response, StatusCode};
///
/// let renderer = PageRenderer::new();
/// let catalog = Catalog::builtin();
/// let problem = Problem::new(StatusCode::NOT_FOUND);
/// let page = renderer.render(catalog, &catalog.negotiate("zh-TW"), &problem, Format::Html);
///
/// let response: Response<bytes::Bytes> = page.into_response(StatusCode::NOT_FOUND);
/// assert_eq!(response.headers()["content-language"], "zh-Hant");
/// assert_eq!(response.headers()["vary"], "Accept-Language, Accept");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    body: String,
    format: Format,
    locale: LanguageIdentifier,
    content_language: Option<HeaderValue>,
    content_security_policy: Option<HeaderValue>,
    vary: Cow<'static, [HeaderName]>,
}

/// The maximum number of headers that the middleware adds to a response.
const MAX_HEADERS: usize = 9;

/// Headers about the content that a page replaces ([RFC 9110 §8], [RFC 9530], RFC 1864 and
/// RFC 3230).
///
/// [RFC 9110 §8]: https://www.rfc-editor.org/rfc/rfc9110.html#section-8
/// [RFC 9530]: https://www.rfc-editor.org/rfc/rfc9530.html
static ABOUT_REPLACED_CONTENT: [HeaderName; 12] = [
    CONTENT_DISPOSITION,
    CONTENT_ENCODING,
    CONTENT_LOCATION,
    CONTENT_RANGE,
    ETAG,
    LAST_MODIFIED,
    TRAILER,
    TRANSFER_ENCODING,
    HeaderName::from_static("content-digest"),
    HeaderName::from_static("content-md5"),
    HeaderName::from_static("digest"),
    HeaderName::from_static("repr-digest"),
];

impl Page {
    pub(super) fn new(
        body: String,
        format: Format,
        labels: &LocaleLabels,
        content_security_policy: Option<HeaderValue>,
    ) -> Self {
        Self {
            body,
            format,
            locale: labels.locale.clone(),
            content_language: labels.content_language.clone(),
            content_security_policy,
            vary: Cow::Borrowed(&[ACCEPT_LANGUAGE, ACCEPT]),
        }
    }

    /// Returns the document.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// Returns the document as the bytes of a response body.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.body.into()
    }

    /// Returns the format of the document.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// Returns the locale of the description. Other texts on the page may be in other locales; the
    /// document marks them.
    #[must_use]
    pub fn locale(&self) -> &LanguageIdentifier {
        &self.locale
    }

    /// Sets the names of the request headers that the page was chosen by. The default is
    /// `Accept-Language` and `Accept`, which fits a page whose locale and format were negotiated.
    #[must_use]
    pub fn vary(mut self, names: impl Into<Cow<'static, [HeaderName]>>) -> Self {
        self.vary = names.into();
        self
    }

    /// Returns the headers of a response that has this page and no other headers.
    ///
    /// For a response that may have headers already, use [`apply`](Self::apply).
    #[must_use]
    pub fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        self.apply(&mut headers);
        headers
    }

    /// Changes the headers of a response so that they describe this page.
    ///
    /// - Inserts `Content-Type`, `Content-Length`, `Content-Language`, `X-Content-Type-Options` and,
    ///   for HTML, a `Content-Security-Policy` that allows the style of the page and nothing else.
    /// - Appends to `Vary` the names that it lacks.
    /// - Removes headers about the content that the page replaces, such as `ETag` and
    ///   `Content-Encoding`.
    pub fn apply(&self, headers: &mut HeaderMap) {
        if headers.keys().any(|name| ABOUT_REPLACED_CONTENT.contains(name)) {
            remove_replaced(headers);
        }
        // Without this, the map would grow several times.
        headers.reserve(MAX_HEADERS);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.format.content_type()));
        headers.insert(CONTENT_LENGTH, HeaderValue::from(self.body.len()));
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        if let Some(language) = &self.content_language {
            headers.insert(CONTENT_LANGUAGE, language.clone());
        }
        if let Some(policy) = &self.content_security_policy {
            headers.insert(CONTENT_SECURITY_POLICY, policy.clone());
        }
        append_vary(headers, &self.vary);
    }

    /// Creates a response that has this page.
    ///
    /// A response with a status code 1xx, 204, 205 or 304 must not have content
    /// ([RFC 9110 §6.4.1]).
    ///
    /// [RFC 9110 §6.4.1]: https://www.rfc-editor.org/rfc/rfc9110.html#section-6.4.1
    #[must_use]
    pub fn into_response(self, status: StatusCode) -> Response<Bytes> {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = status;
        self.apply(response.headers_mut());
        *response.body_mut() = self.into_bytes();
        response
    }
}

/// Returns the document, as [`Page::body`] does.
impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.body)
    }
}

fn remove_replaced(headers: &mut HeaderMap) {
    // In a response with status 416, `bytes */1234` is the length of the requested resource.
    let unsatisfied_range = headers.get(CONTENT_RANGE).cloned();
    let unsatisfied_range =
        unsatisfied_range.filter(|range| range.to_str().is_ok_and(|range| range.contains(" */")));
    for name in &ABOUT_REPLACED_CONTENT {
        headers.remove(name);
    }
    if let Some(range) = unsatisfied_range {
        headers.insert(CONTENT_RANGE, range);
    }
}

/// Appends to `Vary` the names that it lacks ([RFC 9110 §12.5.5]).
///
/// [RFC 9110 §12.5.5]: https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.5
fn append_vary(headers: &mut HeaderMap, names: &[HeaderName]) {
    let lists = |name: &HeaderName| {
        let lines = headers.get_all(VARY).iter().filter_map(|line| line.to_str().ok());
        let mut listed = lines.flat_map(|line| line.split(',')).map(str::trim);
        listed.any(|listed| listed == "*" || listed.eq_ignore_ascii_case(name.as_str()))
    };
    let mut missing = String::new();
    for name in names.iter().filter(|name| !lists(name)) {
        let separator = if missing.is_empty() { "" } else { ", " };
        missing.push_str(separator);
        missing.push_str(match *name {
            ACCEPT => "Accept",
            ACCEPT_LANGUAGE => "Accept-Language",
            _ => name.as_str(),
        });
    }
    if let Some(Ok(missing)) = (!missing.is_empty()).then(|| HeaderValue::try_from(missing)) {
        headers.append(VARY, missing);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn vary(before: &[&str], names: &[HeaderName], after: &str) {
        let mut headers = HeaderMap::new();
        before.iter().for_each(|line| _ = headers.append(VARY, line.parse().unwrap()));
        append_vary(&mut headers, names);
        let lines: Vec<&str> =
            headers.get_all(VARY).iter().map(|line| line.to_str().unwrap()).collect();
        assert_eq!(lines.join("|"), after);
    }

    #[test]
    fn vary_lists_each_name_once() {
        let both = &[ACCEPT_LANGUAGE, ACCEPT];
        vary(&[], both, "Accept-Language, Accept");
        vary(&[], &[ACCEPT_LANGUAGE], "Accept-Language");
        vary(&["Origin"], both, "Origin|Accept-Language, Accept");
        vary(&["Origin, accept"], both, "Origin, accept|Accept-Language");
        vary(&["ACCEPT-LANGUAGE"], both, "ACCEPT-LANGUAGE|Accept");
        vary(&["accept-language", "accept"], both, "accept-language|accept");
        vary(&["*"], both, "*");
        // Another header whose name has the same beginning.
        vary(&["Accept-Encoding"], both, "Accept-Encoding|Accept-Language, Accept");
        vary(&["Origin"], &[], "Origin");
    }

    #[test]
    fn headers_about_replaced_content_are_removed() {
        let page = Page::new(String::new(), Format::Text, &LocaleLabels::default(), None);
        for name in &ABOUT_REPLACED_CONTENT {
            let mut headers = HeaderMap::new();
            headers.insert(name, HeaderValue::from_static("a"));
            headers.append(name, HeaderValue::from_static("b"));
            page.apply(&mut headers);
            assert_eq!(headers.get(name), None, "{name}");
        }
    }

    #[test]
    fn the_length_in_a_416_survives() {
        let page = Page::new(String::new(), Format::Text, &LocaleLabels::default(), None);
        for (range, is_kept) in [("bytes */1234", true), ("bytes 0-9/1234", false)] {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_RANGE, HeaderValue::from_static(range));
            page.apply(&mut headers);
            assert_eq!(headers.contains_key(CONTENT_RANGE), is_kept, "{range}");
        }
    }
}

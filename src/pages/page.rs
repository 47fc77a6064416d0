//! A document, and the fields that go with it.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use bytestring::ByteString;
use http::header::{
    CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderName, HeaderValue};
use unic_langid::LanguageIdentifier;

use super::{Format, html};

/// A document for a reader. Clones share it.
///
/// ```
/// use fluent_status::pages::Page;
/// use http::{Response, StatusCode};
///
/// fn respond(status: StatusCode, page: Page) -> Response<bytes::Bytes> {
///     let mut response = Response::new(());
///     *response.status_mut() = status;
///     response.headers_mut().extend(page.fields().to_vec());
///     response.map(|()| page.into_bytes())
/// }
/// # use fluent_status::pages::{Context, Format, PageCache, Pages};
/// # let cache = PageCache::new(Pages::new());
/// # let chain = cache.catalog().negotiate("zh-TW");
/// # let page = cache.page(&chain, StatusCode::NOT_FOUND, &Context::new(), Format::Html);
/// # let response = respond(StatusCode::NOT_FOUND, page);
/// # assert_eq!(response.headers()["content-language"], "zh-Hant");
/// # assert_eq!(response.headers().len(), 4);
/// ```
///
/// Where it was chosen by what a request accepts, its response has to say so in `Vary`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub(super) body: ByteString,
    pub(super) head: Arc<Head>,
}

/// What is said of the document.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) format: Format,
    locale: LanguageIdentifier,
    fields: Vec<(HeaderName, HeaderValue)>,
}

impl Page {
    pub(super) fn new(body: String, format: Format, locale: &LanguageIdentifier) -> Self {
        let mut fields = vec![
            (CONTENT_TYPE, HeaderValue::from_static(format.content_type())),
            (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        ];
        let policy = (format == Format::Html).then(|| html::content_security_policy(&body));
        let made =
            [(CONTENT_LANGUAGE, Some(locale.to_string())), (CONTENT_SECURITY_POLICY, policy)];
        for (name, value) in made {
            // A tag and a digest are ASCII.
            if let Some(Ok(value)) = value.map(HeaderValue::try_from) {
                fields.push((name, value));
            }
        }
        let head = Head { format, locale: locale.clone(), fields };
        Self { body: body.into(), head: Arc::new(head) }
    }

    /// The document.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The document, to send it.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.body.into_bytes()
    }

    /// The format that it is in.
    #[must_use]
    pub fn format(&self) -> Format {
        self.head.format
    }

    /// The locale that it is in.
    #[must_use]
    pub fn locale(&self) -> &LanguageIdentifier {
        &self.head.locale
    }

    /// The fields to send with it: `Content-Type`, `Content-Language`, `X-Content-Type-Options`,
    /// and, with HTML, a `Content-Security-Policy` that allows the page's own style and nothing
    /// else.
    #[must_use]
    pub fn fields(&self) -> &[(HeaderName, HeaderValue)] {
        &self.head.fields
    }
}

/// As [`Page::body`].
impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.body)
    }
}

//! What a request says of its reader.

use http::header::{ACCEPT, ACCEPT_LANGUAGE};
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderValue, Uri};
use smallvec::SmallVec;

use crate::catalog::Catalog;
use crate::negotiation::{LocaleChain, parse_language_identifier};
use crate::pages::{Format, LANGUAGE_PARAMETER};

/// What a request says of its reader: which languages they speak, and which formats their software
/// takes.
///
/// With the feature `axum` it is an extractor, for handlers that say something in the reader's
/// language themselves:
///
/// ```
/// use fluent_status::tower::Reader;
/// use fluent_status::{Catalog, StatusCode};
///
/// async fn handler(reader: Reader) -> String {
///     let catalog = Catalog::embedded();
///     let chain = reader.negotiate(catalog);
///     catalog.message(http::StatusCode::NOT_FOUND, &chain).to_string()
/// }
///
/// # let request = http::Request::get("/?lang=zh-Hant").body(()).unwrap();
/// # let reader = Reader::new(request.headers(), request.uri());
/// # let text = futures_executor::block_on(handler(reader));
/// # assert_eq!(text, "404 找不到：所請求的資源不存在。");
/// ```
#[derive(Clone, Debug)]
pub struct Reader {
    accept_language: Lines,
    accept: Lines,
    /// Where it has a query.
    address: Option<PathAndQuery>,
}

/// A field, line by line: one line nearly always.
type Lines = SmallVec<[HeaderValue; 1]>;

impl Reader {
    /// Reads what a request says.
    #[must_use]
    pub fn new(headers: &HeaderMap, uri: &Uri) -> Self {
        let address = uri.path_and_query().filter(|address| address.query().is_some());
        let (mut accept_language, mut accept) = (Lines::new(), Lines::new());
        // One walk costs less than two lookups by name.
        for (name, line) in headers {
            if *name == ACCEPT_LANGUAGE {
                accept_language.push(line.clone());
            } else if *name == ACCEPT {
                accept.push(line.clone());
            }
        }
        Self { accept_language, accept, address: address.cloned() }
    }

    /// Chooses the locales for the reader: by the parameter `lang` of the query, then by
    /// `Accept-Language`.
    #[must_use]
    pub fn negotiate<'c>(&self, catalog: &'c Catalog) -> LocaleChain<'c> {
        let chosen = self.chosen_language().map(str::as_bytes);
        let lines = self.accept_language.iter().map(HeaderValue::as_bytes);
        catalog.negotiator().negotiate_lines(chosen.into_iter().chain(lines))
    }

    /// Chooses the format for the reader's software by `Accept`.
    #[must_use]
    pub fn format(&self) -> Format {
        Format::negotiate(self.accept.iter())
    }

    /// The query of the request.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.address.as_ref()?.query()
    }

    fn chosen_language(&self) -> Option<&str> {
        let mut pairs = self.query()?.split('&').filter_map(|pair| pair.split_once('='));
        let (_, tag) = pairs.find(|(name, _)| *name == LANGUAGE_PARAMETER)?;
        parse_language_identifier(tag).is_some().then_some(tag)
    }
}

//! Language and format preferences of a request.

use http::header::{ACCEPT, ACCEPT_LANGUAGE};
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderValue, Uri};
use smallvec::SmallVec;

use super::{Format, LANGUAGE_PARAMETER};
use crate::catalog::Catalog;
use crate::negotiation::{LocaleChain, parse_language_identifier};

/// Language and format preferences of a request.
///
/// With the feature `axum` it is an extractor, for handlers that write localized messages
/// themselves. Such a response should have `Vary: Accept-Language`, because a shared cache would
/// otherwise serve it to clients of other languages.
///
/// ```
/// use fluent_status::pages::ClientPreferences;
/// use fluent_status::{Catalog, StatusCode};
///
/// async fn handler(client: ClientPreferences) -> String {
///     let catalog = Catalog::builtin();
///     let chain = client.negotiate(catalog);
///     catalog.message(StatusCode::NOT_FOUND, &chain).to_string()
/// }
///
/// # let request = http::Request::get("/?lang=zh-Hant").body(()).unwrap();
/// # let client = ClientPreferences::new(request.headers(), request.uri());
/// # let text = futures_executor::block_on(handler(client));
/// # assert_eq!(text, "404 找不到：所請求的資源不存在。");
/// ```
#[derive(Clone, Debug)]
pub struct ClientPreferences {
    accept_language: HeaderValues,
    accept: HeaderValues,
    /// Kept only if it has a query.
    path_and_query: Option<PathAndQuery>,
}

/// The values of a header. Most requests have one.
type HeaderValues = SmallVec<[HeaderValue; 1]>;

impl ClientPreferences {
    /// Reads the preferences of a request.
    #[must_use]
    pub fn new(headers: &HeaderMap, uri: &Uri) -> Self {
        let path_and_query = uri.path_and_query().filter(|path| path.query().is_some());
        let (mut accept_language, mut accept) = (HeaderValues::new(), HeaderValues::new());
        // One iteration takes less time than two lookups by name.
        for (name, value) in headers {
            if *name == ACCEPT_LANGUAGE {
                accept_language.push(value.clone());
            } else if *name == ACCEPT {
                accept.push(value.clone());
            }
        }
        Self { accept_language, accept, path_and_query: path_and_query.cloned() }
    }

    /// Negotiates the locales. The parameter [`LANGUAGE_PARAMETER`] of the query takes precedence
    /// over `Accept-Language`.
    #[must_use]
    pub fn negotiate(&self, catalog: &Catalog) -> LocaleChain {
        let parameter = self.query().and_then(|query| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let (_, tag) = pairs.find(|(name, _)| *name == LANGUAGE_PARAMETER)?;
            parse_language_identifier(tag).is_some().then_some(tag.as_bytes())
        });
        let values = self.accept_language.iter().map(HeaderValue::as_bytes);
        catalog.negotiator().negotiate_all(parameter.into_iter().chain(values))
    }

    /// Negotiates the format.
    #[must_use]
    pub fn format(&self) -> Format {
        Format::negotiate(self.accept.iter())
    }

    /// Returns the query of the request.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.path_and_query.as_ref()?.query()
    }
}

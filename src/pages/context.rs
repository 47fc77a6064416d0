//! What is known about one response, beyond its code.

use std::borrow::Cow;

use fluent::types::FluentNumber;
use fluent::{FluentArgs, FluentValue};
use unic_langid::LanguageIdentifier;

use super::{Format, LANGUAGE_PARAMETER};
use crate::ftl::characters::is_unwanted;
use crate::phrasing::Phrasing;
use http::StatusCode;

/// Each link to another language holds the query, so a long one would make a page many times longer.
const MAX_QUERY: usize = 1024;

/// What is known about one response, beyond its code: facts for its texts, and what an application
/// has to say itself.
///
/// Values from outside may hold anything. Every format escapes them, and controls, bidirectional
/// ones included, are taken out.
///
/// ```
/// use fluent_status::pages::Context;
///
/// let context = Context::new().retry_after(30).request_id("01JD6Y").detail("Order 17 is packed.");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    pub(crate) code: Option<StatusCode>,
    pub(crate) phrasing: Option<Phrasing>,
    pub(crate) format: Option<Format>,
    /// The status of the response, where the code is another.
    pub(crate) status: Option<u16>,
    pub(crate) retry_after: Option<u64>,
    pub(crate) allowed_methods: Option<String>,
    values: Vec<(Cow<'static, str>, Value)>,
    pub(crate) detail: Option<String>,
    pub(crate) detail_locale: Option<LanguageIdentifier>,
    pub(crate) problem_type: Option<String>,
    pub(crate) instance: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) query: Option<String>,
}

/// What a [`FluentValue`] can be and still be shared by threads.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Text(String),
    Number(FluentNumber),
}

impl Context {
    /// Nothing is known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The code to speak of, where it is not the status of the response: that of an API with codes
    /// of its own, for example.
    #[must_use]
    pub fn code(mut self, code: impl Into<StatusCode>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// The phrasing to prefer for this response.
    #[must_use]
    pub fn phrasing(mut self, phrasing: Phrasing) -> Self {
        self.phrasing = Some(phrasing);
        self
    }

    /// Pins the format of this response, whatever the request accepts.
    #[must_use]
    pub fn format(mut self, format: Format) -> Self {
        self.format = Some(format);
        self
    }

    /// A value for a variable of the texts: `limit` for 413, for example. One that is neither text
    /// nor a number counts as missing.
    #[must_use]
    pub fn value(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<FluentValue<'static>>,
    ) -> Self {
        let name = name.into();
        self.values.retain(|(other, _)| *other != name);
        match value.into() {
            FluentValue::String(text) => {
                self.values.push((name, Value::Text(clean(text.into_owned()))));
            }
            FluentValue::Number(number) => self.values.push((name, Value::Number(number))),
            _ => {}
        }
        self
    }

    /// How long to wait before trying again, in seconds: the variable `seconds`. The middleware
    /// sends it as `Retry-After` too.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The methods that the page accepts, `GET, HEAD` for example: the variable `methods`. The
    /// middleware sends them as `Allow` too.
    #[must_use]
    pub fn allowed_methods(mut self, methods: impl Into<String>) -> Self {
        self.set_allowed_methods(methods.into());
        self
    }

    pub(crate) fn set_allowed_methods(&mut self, methods: String) {
        self.allowed_methods = Some(clean(methods));
    }

    /// What the application says about this very response. It is shown beside the description, and
    /// not shown at all where the code or the status is one of 500 to 599, unless
    /// [`Pages::show_server_details`](super::Pages::show_server_details) says so.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(clean(detail.into()));
        self
    }

    /// The language that the detail is in. Unless it is given, pages do not claim to know.
    #[must_use]
    pub fn detail_locale(mut self, locale: LanguageIdentifier) -> Self {
        self.detail_locale = Some(locale);
        self
    }

    /// The URI that names the kind of problem, in problem details ([RFC 9457 §3.1.1]);
    /// `about:blank` unless given.
    ///
    /// [RFC 9457 §3.1.1]: https://www.rfc-editor.org/rfc/rfc9457.html#section-3.1.1
    #[must_use]
    pub fn problem_type(mut self, uri: impl Into<String>) -> Self {
        self.problem_type = Some(clean(uri.into()));
        self
    }

    /// The URI that names this occurrence of the problem, in problem details ([RFC 9457 §3.1.5]).
    ///
    /// [RFC 9457 §3.1.5]: https://www.rfc-editor.org/rfc/rfc9457.html#section-3.1.5
    #[must_use]
    pub fn instance(mut self, uri: impl Into<String>) -> Self {
        self.instance = Some(clean(uri.into()));
        self
    }

    /// The id of the request, for those who are asked for help to find it in their logs. An empty
    /// one is none.
    #[must_use]
    pub fn request_id(mut self, id: impl Into<String>) -> Self {
        self.set_request_id(id.into());
        self
    }

    pub(crate) fn set_request_id(&mut self, id: String) {
        self.request_id = Some(clean(id)).filter(|id| !id.is_empty());
    }

    /// The query of the request, as it came: the links to other languages keep what it has beside
    /// the [`LANGUAGE_PARAMETER`]. One of more than 1 KiB is not kept.
    #[must_use]
    pub fn query(mut self, query: &str) -> Self {
        self.set_query(query);
        self
    }

    pub(crate) fn set_query(&mut self, query: &str) {
        let is_kept =
            |pair: &&str| !pair.is_empty() && pair.split('=').next() != Some(LANGUAGE_PARAMETER);
        let pairs: Vec<&str> = query.split('&').filter(is_kept).collect();
        let is_kept = !pairs.is_empty() && query.len() <= MAX_QUERY;
        self.query = is_kept.then(|| clean(pairs.join("&")));
    }

    /// Whether pages of one code and format differ by nothing but the id of the request and its
    /// query.
    pub(super) fn differs_by_request_alone(&self) -> bool {
        let Self {
            code: _,
            format: _,
            request_id: _,
            query: _,
            phrasing,
            status,
            retry_after,
            allowed_methods,
            values,
            detail,
            detail_locale,
            problem_type,
            instance,
        } = self;
        phrasing.is_none()
            && status.is_none()
            && retry_after.is_none()
            && allowed_methods.is_none()
            && values.is_empty()
            && detail.is_none()
            && detail_locale.is_none()
            && problem_type.is_none()
            && instance.is_none()
    }

    /// The values for the variables of the texts.
    pub(crate) fn values(&self) -> FluentArgs<'_> {
        let seconds = self.retry_after.map(|seconds| ("seconds", FluentValue::from(seconds)));
        let methods = self.allowed_methods.as_deref().map(|methods| ("methods", methods.into()));
        let others = self.values.iter().map(|(name, value)| {
            let value = match value {
                Value::Text(text) => FluentValue::from(text.as_str()),
                Value::Number(number) => FluentValue::Number(number.clone()),
            };
            (name.as_ref(), value)
        });
        others.chain(seconds).chain(methods).collect()
    }
}

pub(super) fn clean(text: String) -> String {
    // What separates words or lines becomes a space, and does not run them together.
    if text.contains(is_unwanted) {
        text.replace(['\n', '\r', '\t', '\u{2028}', '\u{2029}'], " ").replace(is_unwanted, "")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_is_kept_but_for_the_language() {
        for (query, kept) in [
            ("", None),
            ("lang=en", None),
            ("lang", None),
            ("q=a%20b&lang=en&page=2", Some("q=a%20b&page=2")),
            ("language=c&lang&flag", Some("language=c&flag")),
            ("&&a=lang=b&", Some("a=lang=b")),
        ] {
            assert_eq!(Context::new().query(query).query.as_deref(), kept, "{query}");
        }
        assert_eq!(Context::new().query(&"q".repeat(MAX_QUERY + 1)).query, None);
    }

    #[test]
    fn a_value_is_given_once() {
        let context = Context::new().retry_after(30).retry_after(60);
        assert_eq!(context, Context::new().retry_after(60));
        assert_eq!(Context::new().value("seconds", FluentValue::None), Context::new());
        assert_eq!(Context::new().request_id("\0"), Context::new());
    }
}

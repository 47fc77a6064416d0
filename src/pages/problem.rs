//! The error of one response.

use std::borrow::Cow;
use std::time::Duration;

use fluent::types::FluentNumber;
use fluent::{FluentArgs, FluentValue};
use http::{Method, StatusCode};
use unic_langid::LanguageIdentifier;

use super::{Format, LANGUAGE_PARAMETER};
use crate::ftl::characters::is_unwanted;
use crate::message_key::MessageKey;
use crate::phrasing::Phrasing;
use crate::problem_type::ProblemType;

/// A longer query is dropped, because every link to another language repeats it.
const MAX_QUERY: usize = 1024;

/// The error of one response: its status code, the arguments of its message, and details that only
/// the application can add.
///
/// Put it into the extensions of a response, and the middleware renders it. With the feature
/// `axum`, a handler can return it:
///
#[cfg_attr(feature = "axum", doc = "```")]
#[cfg_attr(not(feature = "axum"), doc = "```ignore")]
/// use std::time::Duration;
///
/// use axum::extract::Path;
/// use axum::http::StatusCode;
/// use fluent_status::pages::Problem;
///
/// async fn order(Path(id): Path<u32>) -> Result<String, Problem> {
///     match id {
///         1 => Ok("shoes".to_owned()),
///         2 => Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE)
///             .retry_after(Duration::from_secs(30))
///             .detail("Order 2 is being packed.")),
///         _ => Err(StatusCode::NOT_FOUND)?,
///     }
/// }
/// ```
///
/// Without the layer, such a response has a status code and no body.
///
/// Strings may come from anywhere. Every format escapes them. Control characters, including
/// bidirectional ones, are removed, and line breaks and tabs become spaces.
#[must_use]
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    // Boxed, so that the `Result` of a handler stays small.
    pub(super) inner: Box<Inner>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Inner {
    /// The status code of the error.
    pub(super) code: StatusCode,
    pub(super) problem_type: Option<ProblemType>,
    /// The status code of the response, if it differs from `code`.
    pub(super) status: Option<StatusCode>,
    pub(super) phrasing: Option<Phrasing>,
    pub(super) format: Option<Format>,
    /// In seconds.
    pub(super) retry_after: Option<u64>,
    pub(super) allowed_methods: Option<String>,
    args: Vec<(Cow<'static, str>, Argument)>,
    pub(super) detail: Option<String>,
    pub(super) detail_locale: Option<LanguageIdentifier>,
    pub(super) type_uri: Option<String>,
    pub(super) instance: Option<String>,
    pub(super) request_id: Option<String>,
    pub(super) query: Option<String>,
}

/// The kinds of [`FluentValue`] that threads can share.
#[derive(Clone, Debug, PartialEq)]
enum Argument {
    String(String),
    Number(FluentNumber),
}

impl Inner {
    /// Returns the key of the message.
    pub(super) fn key(&self) -> MessageKey<'_> {
        match &self.problem_type {
            Some(problem_type) => MessageKey::Problem(problem_type),
            None => MessageKey::Status(self.code),
        }
    }

    /// Returns the URI of the response, else of the problem type.
    pub(super) fn type_uri(&self) -> Option<&str> {
        let of_type = || self.problem_type.as_ref()?.uri();
        self.type_uri.as_deref().or_else(of_type)
    }
}

impl Problem {
    /// Creates the error for a status code or a problem type.
    pub fn new<'k>(key: impl Into<MessageKey<'k>>) -> Self {
        let key = key.into();
        let problem_type = match key {
            MessageKey::Problem(problem_type) => Some(problem_type.clone()),
            MessageKey::Status(_) => None,
        };
        let inner = Inner {
            code: key.status(),
            problem_type,
            status: None,
            phrasing: None,
            format: None,
            retry_after: None,
            allowed_methods: None,
            args: Vec::new(),
            detail: None,
            detail_locale: None,
            type_uri: None,
            instance: None,
            request_id: None,
            query: None,
        };
        Self { inner: Box::new(inner) }
    }

    /// Returns the status code of the response.
    #[must_use]
    pub fn response_status(&self) -> StatusCode {
        self.inner.status.unwrap_or(self.inner.code)
    }

    /// Sets the status code of the response, if the error has another one: an application code such
    /// as 742, for example. The message of the page describes the error, not this status.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.inner.status = Some(status).filter(|status| *status != self.inner.code);
        self
    }

    /// Prefers a phrasing for this response.
    pub fn phrasing(mut self, phrasing: Phrasing) -> Self {
        self.inner.phrasing = Some(phrasing);
        self
    }

    /// Sets the format of this response. The `Accept` header of the request is ignored.
    pub fn format(mut self, format: Format) -> Self {
        self.inner.format = Some(format);
        self
    }

    /// Sets the value for a variable of the message, for example `limit` for 413. A value that is
    /// neither a string nor a number counts as missing.
    pub fn arg(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<FluentValue<'static>>,
    ) -> Self {
        let name = name.into();
        let args = &mut self.inner.args;
        args.retain(|(other, _)| *other != name);
        match value.into() {
            FluentValue::String(text) => {
                args.push((name, Argument::String(clean(text.into_owned()))));
            }
            FluentValue::Number(number) => args.push((name, Argument::Number(number))),
            _ => {}
        }
        self
    }

    /// Sets the time until the client should try again, rounded up to whole seconds. It is the
    /// variable `seconds` of messages, and the middleware sends it as `Retry-After`.
    pub fn retry_after(mut self, wait: Duration) -> Self {
        let rounds_up = wait.subsec_nanos() > 0;
        self.inner.retry_after = Some(wait.as_secs().saturating_add(rounds_up.into()));
        self
    }

    /// Sets the methods that the resource supports. They are the variable `methods` of messages, and
    /// the middleware sends them as `Allow`.
    pub fn allowed_methods(mut self, methods: impl IntoIterator<Item = Method>) -> Self {
        let mut list = String::new();
        for method in methods {
            let separator = if list.is_empty() { "" } else { ", " };
            list.push_str(separator);
            list.push_str(method.as_str());
        }
        self.inner.allowed_methods = Some(list);
        self
    }

    /// Sets a text about this occurrence of the error. In problem details it replaces the
    /// description. Other formats show it below the description.
    ///
    /// For a server error it is hidden unless
    /// [`PageRenderer::show_server_details`](super::PageRenderer::show_server_details) is set.
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.inner.detail = non_empty(detail);
        self
    }

    /// Sets the locale of the detail. Without it, pages mark the language of the detail as unknown.
    pub fn detail_locale(mut self, locale: LanguageIdentifier) -> Self {
        self.inner.detail_locale = Some(locale);
        self
    }

    /// Sets the URI that identifies the problem type in problem details ([RFC 9457 §3.1.1]). The
    /// default is `about:blank`. An empty URI is ignored.
    ///
    /// [RFC 9457 §3.1.1]: https://www.rfc-editor.org/rfc/rfc9457.html#section-3.1.1
    pub fn type_uri(mut self, uri: impl Into<String>) -> Self {
        self.inner.type_uri = non_empty(uri);
        self
    }

    /// Sets the URI that identifies this occurrence in problem details ([RFC 9457 §3.1.5]). An empty
    /// URI is ignored.
    ///
    /// [RFC 9457 §3.1.5]: https://www.rfc-editor.org/rfc/rfc9457.html#section-3.1.5
    pub fn instance(mut self, uri: impl Into<String>) -> Self {
        self.inner.instance = non_empty(uri);
        self
    }

    /// Sets the request ID shown on the page, so that support staff can find the request in their
    /// logs. An empty ID is ignored.
    pub fn request_id(mut self, id: impl Into<String>) -> Self {
        self.inner.request_id = non_empty(id);
        self
    }

    /// Sets the query of the request, as it was received. Links to other languages keep all of it
    /// except the [`LANGUAGE_PARAMETER`]. A query of more than 1 KiB is dropped.
    pub fn query(mut self, query: &str) -> Self {
        let is_kept =
            |pair: &&str| !pair.is_empty() && pair.split('=').next() != Some(LANGUAGE_PARAMETER);
        let mut kept = String::new();
        if query.len() <= MAX_QUERY {
            for pair in query.split('&').filter(is_kept) {
                let separator = if kept.is_empty() { "" } else { "&" };
                kept.push_str(separator);
                kept.push_str(pair);
            }
        }
        self.inner.query = Some(kept).filter(|kept| !kept.is_empty()).map(clean);
        self
    }

    /// Returns the arguments of the message, or `None` if the error has no arguments.
    pub(super) fn args(&self) -> Option<FluentArgs<'_>> {
        let Inner { retry_after, allowed_methods, args, .. } = &*self.inner;
        if args.is_empty() && retry_after.is_none() && allowed_methods.is_none() {
            return None;
        }
        // "Try again in 0 seconds" is no advice.
        let seconds = retry_after.filter(|seconds| *seconds > 0);
        let seconds = seconds.map(|seconds| ("seconds", FluentValue::from(seconds)));
        let methods = allowed_methods.as_deref().map(|methods| ("methods", methods.into()));
        let others = args.iter().map(|(name, value)| {
            let value = match value {
                Argument::String(text) => FluentValue::from(text.as_str()),
                Argument::Number(number) => FluentValue::Number(number.clone()),
            };
            (name.as_ref(), value)
        });
        Some(others.chain(seconds).chain(methods).collect())
    }
}

impl From<&ProblemType> for Problem {
    fn from(problem_type: &ProblemType) -> Self {
        Self::new(problem_type)
    }
}

impl From<StatusCode> for Problem {
    fn from(code: StatusCode) -> Self {
        Self::new(code)
    }
}

/// Removes control characters. A character that separates words or lines becomes a space, so that
/// the words around it stay apart.
fn clean(text: String) -> String {
    if text.contains(is_unwanted) {
        text.replace(['\n', '\r', '\t', '\u{2028}', '\u{2029}'], " ").replace(is_unwanted, "")
    } else {
        text
    }
}

/// Returns a string without control characters, or `None` if the result is empty.
pub(super) fn non_empty(text: impl Into<String>) -> Option<String> {
    Some(clean(text.into())).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem() -> Problem {
        Problem::new(StatusCode::SERVICE_UNAVAILABLE)
    }

    #[test]
    fn the_query_is_kept_without_the_language() {
        for (query, kept) in [
            ("", None),
            ("lang=en", None),
            ("lang", None),
            ("q=a%20b&lang=en&page=2", Some("q=a%20b&page=2")),
            ("language=c&lang&flag", Some("language=c&flag")),
            ("&&a=lang=b&", Some("a=lang=b")),
        ] {
            assert_eq!(problem().query(query).inner.query.as_deref(), kept, "{query}");
        }
        assert_eq!(problem().query(&"q".repeat(MAX_QUERY + 1)).inner.query, None);
    }

    #[test]
    fn the_last_value_replaces_earlier_ones() {
        let seconds = |seconds| problem().retry_after(Duration::from_secs(seconds));
        assert_eq!(seconds(30).retry_after(Duration::from_secs(60)), seconds(60));
        assert_eq!(problem().arg("seconds", 1).arg("seconds", 2), problem().arg("seconds", 2));
        assert_eq!(problem().arg("seconds", FluentValue::None), problem());
        assert_eq!(problem().request_id("\0"), problem());
    }

    #[test]
    fn retry_after_is_rounded_up_to_seconds() {
        for (wait, seconds) in [
            (Duration::ZERO, 0),
            (Duration::from_millis(1), 1),
            (Duration::from_secs(30), 30),
            (Duration::from_millis(30_001), 31),
            (Duration::MAX, u64::MAX),
        ] {
            assert_eq!(problem().retry_after(wait).inner.retry_after, Some(seconds), "{wait:?}");
        }
    }

    #[test]
    fn methods_are_listed_as_in_allow() {
        let problem = problem().allowed_methods([Method::GET, Method::HEAD]);
        assert_eq!(problem.inner.allowed_methods.as_deref(), Some("GET, HEAD"));
    }

    #[test]
    fn the_status_of_the_response_is_kept_only_if_it_differs() {
        let code = StatusCode::SERVICE_UNAVAILABLE;
        assert_eq!(problem().status(code), problem());
        assert_eq!(problem().status(StatusCode::OK).response_status(), StatusCode::OK);
        assert_eq!(problem().response_status(), code);
    }
}

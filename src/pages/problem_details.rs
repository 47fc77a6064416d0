//! Problem details: the page for programs.

use askama::Template;
use serde::Serialize;

use super::content::Content;
use crate::catalog::Localized;

/// Problem details ([RFC 9457 §3]), with extension members for the language of the texts, the
/// advice and the request ID.
///
/// [RFC 9457 §3]: https://www.rfc-editor.org/rfc/rfc9457.html#section-3
#[derive(Serialize, Template)]
#[template(path = "problem.xml", config = "src/pages/askama.toml")]
pub(super) struct ProblemDetails<'a> {
    #[serde(rename = "type")]
    type_uri: &'a str,
    title: &'a str,
    /// The language of the title, if it differs from `language`.
    #[serde(skip_serializing_if = "Option::is_none")]
    title_language: Option<String>,
    status: u16,
    /// The code of the error, if it differs from the status code of the response.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<u16>,
    detail: &'a str,
    /// The language of a detail that the application set. It is empty if it is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<&'a str>,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<&'a str>,
    /// The language of the advice, if it differs from `language`.
    #[serde(skip_serializing_if = "Option::is_none")]
    advice_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
}

impl<'a> ProblemDetails<'a> {
    pub(super) fn new(content: &'a Content<'a>) -> Self {
        let Content { message, labels, detail, problem, .. } = content;
        let code = problem.code.as_u16();
        let detail_language =
            || problem.detail_locale.as_ref().map(ToString::to_string).unwrap_or_default();
        let other_language = |text: &Localized<'_>| {
            (*text.locale() != labels.locale).then(|| text.locale().to_string())
        };
        Self {
            type_uri: problem.type_uri().unwrap_or("about:blank"),
            title: message.reason().as_str(),
            title_language: other_language(message.reason()),
            status: problem.status.map_or(code, |status| status.as_u16()),
            code: problem.status.map(|_| code),
            detail: detail.unwrap_or(message.description().as_str()),
            detail_language: detail.map(|_| detail_language()),
            instance: problem.instance.as_deref(),
            language: &labels.tag,
            advice: message.advice().map(Localized::as_str),
            advice_language: message.advice().and_then(other_language),
            request_id: problem.request_id.as_deref(),
        }
    }

    pub(super) fn to_json(&self) -> String {
        // Serializing strings and numbers cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(super) fn to_xml(&self) -> String {
        // The template writes into a string, which cannot fail.
        self.render().unwrap_or_default()
    }
}

//! Pages for programs: problem details, and the message as it serializes.

use serde::Serialize;

use super::{Content, Context};
use crate::message::{Localized, StatusMessage};

/// Problem details ([RFC 9457 §3]). Beside the members that it defines: the language of the texts,
/// the advice, and the id of the request.
///
/// [RFC 9457 §3]: https://www.rfc-editor.org/rfc/rfc9457.html#section-3
#[derive(Serialize)]
pub(super) struct Problem<'a> {
    r#type: &'a str,
    title: &'a str,
    status: u16,
    /// The code that is spoken of, where it is not the status.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<u16>,
    detail: &'a str,
    /// The language of a detail of the application's; empty where that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<&'a str>,
    language: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
}

impl<'a> Problem<'a> {
    pub(super) fn new(content: &Content<'a>) -> Self {
        let Content { message, detail, context, .. } = *content;
        let code = message.code().as_u16();
        Self {
            r#type: context.problem_type.as_deref().unwrap_or("about:blank"),
            title: message.reason().text(),
            status: context.status.unwrap_or(code),
            code: context.status.map(|_| code),
            detail: detail.unwrap_or(message.description().text()),
            detail_language: detail.map(|_| detail_language(context)),
            instance: context.instance.as_deref(),
            language: message.description().locale().to_string(),
            advice: message.advice().map(Localized::text),
            request_id: context.request_id.as_deref(),
        }
    }

    pub(super) fn to_json(&self) -> String {
        to_json(self)
    }
}

/// The message, with what the application adds to it.
#[derive(Serialize)]
struct Message<'a> {
    #[serde(flatten)]
    message: &'a StatusMessage<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<Detail<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
}

pub(super) fn message_to_json(content: &Content<'_>) -> String {
    let Content { message, detail, context, .. } = *content;
    let detail = detail.map(|text| Detail { text, locale: detail_language(context) });
    to_json(&Message { message, detail, request_id: context.request_id.as_deref() })
}

/// As a [`Localized`] text serializes.
#[derive(Serialize)]
struct Detail<'a> {
    text: &'a str,
    locale: String,
}

fn detail_language(context: &Context) -> String {
    context.detail_locale.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn to_json(value: &impl Serialize) -> String {
    // Only maps with odd keys and failing implementations of `Serialize` are errors.
    serde_json::to_string(value).unwrap_or_default()
}

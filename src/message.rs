//! What a reader is told about a code.

use std::borrow::Cow;
use std::fmt;

use unic_langid::LanguageIdentifier;

use crate::phrasing::Phrasing;
use crate::status_class::StatusClass;
use http::StatusCode;

/// A text that knows which language it is in.
///
/// The language can differ from what the reader asked for, and from one text of a message to the
/// next: put it wherever the text goes, in the `lang` of the HTML element that holds it, for
/// example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Localized<'a> {
    text: Cow<'a, str>,
    locale: &'a LanguageIdentifier,
}

impl<'a> Localized<'a> {
    pub(crate) fn new(text: Cow<'a, str>, locale: &'a LanguageIdentifier) -> Self {
        Self { text, locale }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The locale that the text is in.
    #[must_use]
    pub fn locale(&self) -> &'a LanguageIdentifier {
        self.locale
    }

    /// The text, borrowed from the catalogue unless it was made with values.
    #[must_use]
    pub fn into_text(self) -> Cow<'a, str> {
        self.text
    }
}

impl fmt::Display for Localized<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// Everything a reader is told about a code: its reason, a description, and advice.
///
/// It displays as one line, with the punctuation of its language:
///
/// ```
/// use fluent_status::{Catalog, StatusCode};
///
/// let catalog = Catalog::embedded();
/// let code = StatusCode::NOT_FOUND;
/// assert_eq!(
///     catalog.message(code, &catalog.negotiate("en")).to_string(),
///     "404 Not Found: The requested resource does not exist."
/// );
/// assert_eq!(
///     catalog.message(code, &catalog.negotiate("zh-CN")).to_string(),
///     "404 未找到：请求的资源不存在。"
/// );
/// # Ok::<(), fluent_status::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusMessage<'a> {
    pub(crate) code: StatusCode,
    pub(crate) is_exact: bool,
    pub(crate) reason: Localized<'a>,
    pub(crate) description: Localized<'a>,
    pub(crate) phrasing: &'a Phrasing,
    /// Empty where there is none.
    pub(crate) advice: Localized<'a>,
}

impl<'a> StatusMessage<'a> {
    /// The code that was asked for.
    #[must_use]
    pub fn code(&self) -> StatusCode {
        self.code
    }

    /// The class of the code.
    #[must_use]
    pub fn class(&self) -> StatusClass {
        StatusClass::from(self.code)
    }

    /// Whether the description is for this very code. If not, it is for its class: nobody in the
    /// chain knows the code ([RFC 9110 §15]).
    ///
    /// [RFC 9110 §15]: https://www.rfc-editor.org/rfc/rfc9110.html#section-15
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.is_exact
    }

    /// The short reason phrase: "Not Found".
    #[must_use]
    pub fn reason(&self) -> &Localized<'a> {
        &self.reason
    }

    /// The sentence that says what happened.
    #[must_use]
    pub fn description(&self) -> &Localized<'a> {
        &self.description
    }

    /// The phrasing that the description is worded in.
    #[must_use]
    pub fn phrasing(&self) -> &'a Phrasing {
        self.phrasing
    }

    /// What the reader can do now, where there is something.
    #[must_use]
    pub fn advice(&self) -> Option<&Localized<'a>> {
        Some(&self.advice).filter(|advice| !advice.text.is_empty())
    }
}

impl fmt::Display for StatusMessage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A full-width bracket brings its own space: `418（未使用）`.
        let space = if self.reason.text.starts_with('（') { "" } else { " " };
        let colon = colon(self.reason.locale);
        write!(f, "{}{space}{}{colon}{}", self.code.as_str(), self.reason, self.description)
    }
}

/// The colon belongs to what stands before it.
pub(crate) fn colon(locale: &LanguageIdentifier) -> &'static str {
    match locale.language.as_str() {
        "zh" | "yue" | "ja" => "：",
        "fr" => "\u{a0}: ",
        _ => ": ",
    }
}

#[cfg(feature = "serde")]
mod serialize {
    use serde::{Serialize, Serializer};

    use super::{Localized, StatusMessage};

    #[derive(Serialize)]
    struct Text<'a> {
        text: &'a str,
        locale: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        phrasing: Option<&'a str>,
    }

    #[derive(Serialize)]
    struct Message<'a> {
        code: u16,
        class: &'a str,
        exact: bool,
        reason: Text<'a>,
        description: Text<'a>,
        advice: Option<Text<'a>>,
    }

    fn text<'a>(localized: &'a Localized<'_>) -> Text<'a> {
        Text { text: localized.text(), locale: localized.locale().to_string(), phrasing: None }
    }

    /// As `{"text": "…", "locale": "zh-Hans"}`.
    impl Serialize for Localized<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            text(self).serialize(serializer)
        }
    }

    impl Serialize for StatusMessage<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            Message {
                code: self.code.as_u16(),
                class: self.class().as_str(),
                exact: self.is_exact,
                reason: text(&self.reason),
                description: Text {
                    phrasing: Some(self.phrasing.as_str()),
                    ..text(&self.description)
                },
                advice: self.advice().map(text),
            }
            .serialize(serializer)
        }
    }
}

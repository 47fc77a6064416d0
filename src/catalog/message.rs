//! A message: the localized texts about one error.

use std::borrow::Cow;
use std::fmt;

use http::StatusCode;
use unic_langid::LanguageIdentifier;

use crate::message_key::MessageKey;
use crate::phrasing::Phrasing;
use crate::status_class::StatusClass;

/// A text and the locale it is written in.
///
/// The locale can differ from the locale that the client asked for, and between the texts of one
/// message. Pass it on with the text: to the `lang` attribute of an HTML element, for example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Localized<'c> {
    text: Cow<'c, str>,
    locale: Cow<'c, LanguageIdentifier>,
}

impl<'c> Localized<'c> {
    #[inline]
    pub(crate) fn new(text: Cow<'c, str>, locale: &'c LanguageIdentifier) -> Self {
        Self { text, locale: Cow::Borrowed(locale) }
    }

    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the locale that the text is written in.
    #[must_use]
    pub fn locale(&self) -> &LanguageIdentifier {
        &self.locale
    }

    /// Returns the text, borrowed from the catalog unless it contains arguments.
    #[must_use]
    pub fn into_cow(self) -> Cow<'c, str> {
        self.text
    }

    /// Copies the borrowed parts, so that the text outlives its catalog.
    #[must_use]
    pub fn into_owned(self) -> Localized<'static> {
        Localized {
            text: Cow::Owned(self.text.into_owned()),
            locale: Cow::Owned(self.locale.into_owned()),
        }
    }
}

impl AsRef<str> for Localized<'_> {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Localized<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// The message about one error: a reason, a description, and advice if there is any.
///
/// `Display` prints one line with the punctuation of its language:
///
/// ```
/// use fluent_status::{Catalog, StatusCode};
///
/// let catalog = Catalog::builtin();
/// assert_eq!(
///     catalog.message(StatusCode::NOT_FOUND, &catalog.negotiate("en")).to_string(),
///     "404 Not Found: The requested resource does not exist."
/// );
/// assert_eq!(
///     catalog.message(StatusCode::NOT_FOUND, &catalog.negotiate("zh-CN")).to_string(),
///     "404 未找到：请求的资源不存在。"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message<'c> {
    pub(super) key: OwnedKey,
    pub(super) is_exact: bool,
    pub(super) reason: Localized<'c>,
    pub(super) description: Localized<'c>,
    pub(super) phrasing: Option<Cow<'c, Phrasing>>,
    pub(super) advice: Option<Localized<'c>>,
}

/// The [`MessageKey`] of a message that outlives its problem type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum OwnedKey {
    Status(StatusCode),
    Problem(Cow<'static, str>),
}

impl From<MessageKey<'_>> for OwnedKey {
    fn from(key: MessageKey<'_>) -> Self {
        match key {
            MessageKey::Status(status) => Self::Status(status),
            MessageKey::Problem(problem) => Self::Problem(problem.shared_name()),
        }
    }
}

impl<'c> Message<'c> {
    /// Returns the status code, if the message was looked up for one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self.key {
            OwnedKey::Status(status) => Some(status),
            OwnedKey::Problem(_) => None,
        }
    }

    /// Returns the class of the status code.
    #[must_use]
    pub fn class(&self) -> Option<StatusClass> {
        self.status().map(StatusClass::from)
    }

    /// Returns the name of the problem type, if the message was looked up for one.
    #[must_use]
    pub fn problem(&self) -> Option<&str> {
        match &self.key {
            OwnedKey::Status(_) => None,
            OwnedKey::Problem(name) => Some(name),
        }
    }

    /// Returns `true` if the description is about this very status code or problem type.
    ///
    /// Otherwise no locale of the chain has its message. The description of an unknown status code
    /// is then the one of its class ([RFC 9110 §15]), and the description of a problem type is the
    /// one of its status code.
    ///
    /// [RFC 9110 §15]: https://www.rfc-editor.org/rfc/rfc9110.html#section-15
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.is_exact
    }

    /// Returns the reason: the short name of the error, for example "Not Found".
    #[must_use]
    pub fn reason(&self) -> &Localized<'c> {
        &self.reason
    }

    /// Returns the description: one or two sentences about what happened.
    #[must_use]
    pub fn description(&self) -> &Localized<'c> {
        &self.description
    }

    /// Returns the phrasing of the description. `None` for the message of a problem type, which
    /// has no phrasings.
    #[must_use]
    pub fn phrasing(&self) -> Option<&Phrasing> {
        self.phrasing.as_deref()
    }

    /// Returns the advice to the user, or `None` if the message has no advice.
    #[must_use]
    pub fn advice(&self) -> Option<&Localized<'c>> {
        self.advice.as_ref()
    }

    /// Copies the borrowed parts, so that the message outlives its catalog.
    ///
    /// ```
    /// use fluent_status::{Catalog, Message, StatusCode};
    ///
    /// fn not_found(accept_language: &str) -> Message<'static> {
    ///     let catalog = Catalog::builder().build().expect("the built-in message files are valid");
    ///     let chain = catalog.negotiate(accept_language);
    ///     catalog.message(StatusCode::NOT_FOUND, &chain).into_owned()
    /// }
    ///
    /// assert_eq!(not_found("zh-TW").reason().as_str(), "找不到");
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Message<'static> {
        Message {
            key: self.key,
            is_exact: self.is_exact,
            reason: self.reason.into_owned(),
            description: self.description.into_owned(),
            phrasing: self.phrasing.map(|phrasing| Cow::Owned(phrasing.into_owned())),
            advice: self.advice.map(Localized::into_owned),
        }
    }
}

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let OwnedKey::Status(status) = self.key {
            // A full-width bracket contains its own space: `418（未使用）`.
            let space = if self.reason.as_str().starts_with('（') { "" } else { " " };
            write!(f, "{}{space}", status.as_str())?;
        }
        write!(f, "{}{}{}", self.reason, colon(self.reason.locale()), self.description)
    }
}

/// Returns the colon that a locale puts after a text in its language.
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

    use super::{Localized, Message};

    #[derive(Serialize)]
    struct Text<'a> {
        text: &'a str,
        locale: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        phrasing: Option<&'a str>,
    }

    #[derive(Serialize)]
    struct Fields<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        status: Option<u16>,
        #[serde(skip_serializing_if = "Option::is_none")]
        class: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        problem: Option<&'a str>,
        exact: bool,
        reason: Text<'a>,
        description: Text<'a>,
        advice: Option<Text<'a>>,
    }

    fn text<'a>(localized: &'a Localized<'_>) -> Text<'a> {
        Text { text: localized.as_str(), locale: localized.locale().to_string(), phrasing: None }
    }

    /// As `{"text": "…", "locale": "zh-Hans"}`.
    impl Serialize for Localized<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            text(self).serialize(serializer)
        }
    }

    /// As `{"status": 404, "class": "client-error", "exact": true, "reason": {…}, …}`. The message
    /// of a problem type has `problem` instead of `status` and `class`.
    impl Serialize for Message<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            Fields {
                status: self.status().map(|status| status.as_u16()),
                class: self.class().map(|class| class.as_str()),
                problem: self.problem(),
                exact: self.is_exact,
                reason: text(&self.reason),
                description: Text {
                    phrasing: self.phrasing().map(|phrasing| phrasing.as_str()),
                    ..text(&self.description)
                },
                advice: self.advice().map(text),
            }
            .serialize(serializer)
        }
    }
}

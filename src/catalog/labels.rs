//! The labels of pages, resolved and escaped once for each locale.

use std::sync::LazyLock;

use askama::filters::{Escaper, Html};
use http::HeaderValue;
use unic_langid::LanguageIdentifier;

use super::Catalog;
use super::lookup::Lookup;
use super::message::colon;
use crate::message_id::Label;
use crate::negotiation::cldr;

/// The labels of a page in one locale, and the name of its language.
#[derive(Debug, Default)]
pub(crate) struct LocaleLabels {
    pub(crate) locale: LanguageIdentifier,
    /// The locale as a language tag.
    pub(crate) tag: String,
    /// The value of the `dir` attribute.
    pub(crate) direction: &'static str,
    /// The value of `Content-Language`.
    pub(crate) content_language: Option<HeaderValue>,
    /// The name of the language in itself, or its tag.
    #[cfg(feature = "template")]
    pub(crate) language_name: String,
    /// The HTML of a link to a page in this locale, from the query parameter to the end.
    pub(crate) link_end: String,
    pub(crate) home: LabelText,
    pub(crate) contact: LabelText,
    pub(crate) request_id: LabelText,
    pub(crate) languages: LabelText,
}

/// The text of a label. Its locale differs from the locale of the page if that has no such label.
#[derive(Debug, Default)]
pub(crate) struct LabelText {
    pub(crate) text: String,
    /// The text as HTML.
    pub(crate) html: String,
    /// The `lang` and `dir` attributes, or an empty string in the locale of the page.
    pub(crate) attributes: String,
    /// The locale as a language tag.
    pub(crate) tag: String,
    /// The value of the `dir` attribute.
    #[cfg(feature = "template")]
    pub(crate) direction: &'static str,
    /// The colon that follows the label.
    pub(crate) colon: &'static str,
}

impl LocaleLabels {
    fn new(catalog: &Catalog, locale: &LanguageIdentifier) -> Self {
        let chain = catalog.negotiator().negotiate_requested([locale]);
        let lookup = catalog.lookup(&chain);
        let (tag, direction) = (locale.to_string(), direction(locale));
        let name = catalog.language_name(locale).unwrap_or(&tag);
        let label = |label| LabelText::new(&lookup, label, locale);
        Self {
            locale: locale.clone(),
            direction,
            // A language tag is ASCII.
            content_language: HeaderValue::from_str(&tag).ok(),
            link_end: format!(
                r#"lang={tag}" hreflang="{tag}" lang="{tag}" dir="{direction}">{}</a>"#,
                escaped(name)
            ),
            #[cfg(feature = "template")]
            language_name: name.to_owned(),
            home: label(Label::Home),
            contact: label(Label::Contact),
            request_id: label(Label::RequestId),
            languages: label(Label::Languages),
            tag,
        }
    }
}

impl LabelText {
    fn new(lookup: &Lookup<'_, '_>, label: Label, page: &LanguageIdentifier) -> Self {
        let localized = lookup.label(label);
        let (text, locale) = (localized.as_str(), localized.locale());
        let (tag, direction) = (locale.to_string(), direction(locale));
        let attributes = || format!(r#" lang="{tag}" dir="{direction}""#);
        Self {
            text: text.to_owned(),
            html: escaped(text),
            attributes: (locale != page).then(attributes).unwrap_or_default(),
            #[cfg(feature = "template")]
            direction,
            colon: colon(locale),
            tag,
        }
    }
}

impl Catalog {
    /// Returns the labels of all locales, in the order of [`locales`](Self::locales).
    ///
    /// They are resolved when a page is first rendered, because looking them up for every page would
    /// take half as long as rendering it.
    pub(crate) fn labels(&self) -> &[LocaleLabels] {
        self.labels.get_or_init(|| {
            self.locales().iter().map(|locale| LocaleLabels::new(self, locale)).collect()
        })
    }

    /// Returns the labels of a locale that the catalog has.
    pub(crate) fn labels_in(&self, locale: &LanguageIdentifier) -> &LocaleLabels {
        static MISSING: LazyLock<LocaleLabels> = LazyLock::new(LocaleLabels::default);
        self.labels().iter().find(|labels| labels.locale == *locale).unwrap_or(&MISSING)
    }
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    // Writing into a string cannot fail.
    let _ = Html.write_escaped_str(&mut html, text);
    html
}

/// Returns the value of the `dir` attribute for a locale.
pub(crate) fn direction(locale: &LanguageIdentifier) -> &'static str {
    if cldr::is_right_to_left(locale) { "rtl" } else { "ltr" }
}

//! The labels of pages, resolved once for each locale.

use std::sync::LazyLock;

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
    /// The name of the language in itself, or its tag.
    pub(crate) language_name: String,
    pub(crate) home: LabelText,
    pub(crate) contact: LabelText,
    pub(crate) request_id: LabelText,
    pub(crate) languages: LabelText,
}

/// The text of a label. Its locale differs from the locale of the page if that has no such label.
#[derive(Debug, Default)]
pub(crate) struct LabelText {
    pub(crate) text: String,
    pub(crate) locale: LanguageIdentifier,
}

impl LabelText {
    fn new(lookup: &Lookup<'_, '_>, label: Label) -> Self {
        let text = lookup.label(label);
        Self { locale: text.locale().clone(), text: text.into_cow().into_owned() }
    }

    /// Returns the colon that follows the label.
    pub(crate) fn colon(&self) -> &'static str {
        colon(&self.locale)
    }
}

impl LocaleLabels {
    fn new(catalog: &Catalog, locale: &LanguageIdentifier) -> Self {
        let chain = catalog.negotiator().negotiate_requested([locale]);
        let lookup = catalog.lookup(&chain);
        let tag = locale.to_string();
        Self {
            locale: locale.clone(),
            direction: direction(locale),
            language_name: catalog.language_name(locale).unwrap_or(&tag).to_owned(),
            home: LabelText::new(&lookup, Label::Home),
            contact: LabelText::new(&lookup, Label::Contact),
            request_id: LabelText::new(&lookup, Label::RequestId),
            languages: LabelText::new(&lookup, Label::Languages),
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

/// Returns the value of the `dir` attribute for a locale.
pub(crate) fn direction(locale: &LanguageIdentifier) -> &'static str {
    if cldr::is_right_to_left(locale) { "rtl" } else { "ltr" }
}

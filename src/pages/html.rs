//! The built-in HTML page: a template that is compiled.

use std::fmt;

use askama::Template;
use askama::filters::{Escaper, Html, HtmlSafe};
use unic_langid::LanguageIdentifier;

use super::renderer::{Content, Site};
use crate::catalog::Localized;
use crate::catalog::labels::{LabelText, LocaleLabels, direction};
use crate::catalog::{ARG_END, ARG_START};

#[derive(Template)]
#[template(path = "page.html", config = "src/pages/askama.toml")]
pub(super) struct HtmlPage<'a> {
    code: u16,
    /// The locale of the description, which is the locale of the page.
    page: &'a LocaleLabels,
    /// All available locales.
    locales: &'a [LocaleLabels],
    reason: Sentence<'a>,
    description: Sentence<'a>,
    advice: Option<Sentence<'a>>,
    detail: Option<&'a str>,
    detail_language: Language<'a>,
    request_id: Option<&'a str>,
    query: Option<&'a str>,
    site: &'a Site,
}

impl<'a> HtmlPage<'a> {
    pub(super) fn new(content: &'a Content<'a>, site: &'a Site) -> Self {
        let Content { message, labels: page, catalog, detail, problem } = content;
        let sentence = |text: &'a Localized<'_>| Sentence::new(text, &page.locale);
        Self {
            code: problem.code.as_u16(),
            page,
            locales: catalog.labels(),
            reason: sentence(message.reason()),
            description: sentence(message.description()),
            advice: message.advice().map(sentence),
            detail: *detail,
            detail_language: problem.detail_locale.as_ref().map_or(Language::Unknown, Language::Is),
            request_id: problem.request_id.as_deref(),
            query: problem.query.as_deref(),
            site,
        }
    }

    fn language(&self, label: &'a LabelText) -> Language<'a> {
        Language::relative(&label.locale, &self.page.locale)
    }
}

/// The `lang` and `dir` attributes of an element, as they stand in its start tag.
#[derive(Clone, Copy, Debug)]
pub(super) enum Language<'a> {
    /// The language of the page, which needs no attributes.
    OfPage,
    Is(&'a LanguageIdentifier),
    Unknown,
}

impl<'a> Language<'a> {
    pub(super) fn relative(locale: &'a LanguageIdentifier, page: &LanguageIdentifier) -> Self {
        if locale == page { Self::OfPage } else { Self::Is(locale) }
    }
}

impl fmt::Display for Language<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OfPage => Ok(()),
            Self::Is(locale) => write!(f, r#" lang="{locale}" dir="{}""#, direction(locale)),
            Self::Unknown => f.write_str(r#" lang="" dir="auto""#),
        }
    }
}

impl HtmlSafe for Language<'_> {}

/// A text of a message, in which marks enclose the arguments.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence<'a> {
    text: &'a str,
    pub(super) language: Language<'a>,
}

impl<'a> Sentence<'a> {
    pub(super) fn new(text: &'a Localized<'_>, page: &LanguageIdentifier) -> Self {
        Self { text: text.as_str(), language: Language::relative(text.locale(), page) }
    }

    /// Returns the text as HTML. A `<bdi>` element isolates each argument, so that it cannot reorder
    /// the text around it.
    pub(super) fn with_bdi(&self) -> MarkedText<'a> {
        MarkedText { text: self.text, start: "<bdi>", end: "</bdi>" }
    }

    /// Returns the text as HTML for a place that cannot have elements, such as `<title>`.
    pub(super) fn without_marks(&self) -> MarkedText<'a> {
        MarkedText { text: self.text, start: "", end: "" }
    }
}

/// A text that is written as HTML, with its marks replaced.
#[derive(Clone, Copy, Debug)]
pub(super) struct MarkedText<'a> {
    text: &'a str,
    start: &'static str,
    end: &'static str,
}

impl fmt::Display for MarkedText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.text.contains(ARG_START) {
            return Html.write_escaped_str(f, self.text);
        }
        for piece in self.text.split_inclusive([ARG_START, ARG_END]) {
            let (piece, mark) = match (piece.strip_suffix(ARG_START), piece.strip_suffix(ARG_END)) {
                (Some(text), _) => (text, self.start),
                (_, Some(text)) => (text, self.end),
                _ => (piece, ""),
            };
            Html.write_escaped_str(&mut *f, piece)?;
            f.write_str(mark)?;
        }
        Ok(())
    }
}

impl HtmlSafe for MarkedText<'_> {}

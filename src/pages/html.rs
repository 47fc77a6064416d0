//! The built-in HTML page: a template that is compiled.

use std::fmt;

use askama::filters::{Escaper, Html, HtmlSafe};
use askama::{FastWritable, Template, Values};
use unic_langid::LanguageIdentifier;

use super::renderer::{Content, Site};
use crate::catalog::Localized;
use crate::catalog::labels::{LocaleLabels, direction};
use crate::catalog::{ARG_END, ARG_START};

/// The length of a usual page without its style sheet.
const USUAL_LENGTH: usize = 1536;

#[derive(Template)]
#[template(path = "page.html", config = "src/pages/askama.toml")]
pub(super) struct HtmlPage<'a> {
    code: u16,
    /// The locale of the description, which is the locale of the page.
    page: &'a LocaleLabels,
    /// All available locales.
    locales: &'a [LocaleLabels],
    reason: Text<'a>,
    description: Text<'a>,
    advice: Option<Text<'a>>,
    detail: Option<&'a str>,
    detail_language: Language<'a>,
    request_id: Option<&'a str>,
    query: Option<&'a str>,
    site: &'a Site,
}

impl<'a> HtmlPage<'a> {
    pub(super) fn new(content: &'a Content<'a>, site: &'a Site) -> Self {
        let Content { message, labels: page, catalog, detail, problem } = content;
        let locale = message.description().locale();
        Self {
            code: problem.code.as_u16(),
            page,
            locales: catalog.labels(),
            reason: Text::new(message.reason(), locale),
            description: Text::new(message.description(), locale),
            advice: message.advice().map(|advice| Text::new(advice, locale)),
            detail: *detail,
            detail_language: Language::of_detail(problem.detail_locale.as_ref()),
            request_id: problem.request_id.as_deref(),
            query: problem.query.as_deref(),
            site,
        }
    }

    /// Returns the page.
    pub(super) fn to_html(&self) -> String {
        // The style sheet is most of a page.
        let mut html = String::with_capacity(self.site.style.css.len() + USUAL_LENGTH);
        // Writing into a string cannot fail.
        let _ = self.render_into(&mut html);
        html
    }
}

/// A text of a message as HTML, and its language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    /// With a `<bdi>` element around each argument, so that it cannot reorder the text around it.
    pub(super) html: MarkedText<'a>,
    /// For places that cannot have elements, such as `<title>`.
    pub(super) plain: MarkedText<'a>,
    pub(super) language: Language<'a>,
}

impl<'a> Text<'a> {
    pub(super) fn new(localized: &'a Localized<'_>, page: &LanguageIdentifier) -> Self {
        let (text, locale) = (localized.as_str(), localized.locale());
        let is_of_page = std::ptr::eq(locale, page) || locale == page;
        Self {
            html: MarkedText { text, start: "<bdi>", end: "</bdi>" },
            plain: MarkedText { text, start: "", end: "" },
            language: if is_of_page { Language::OfPage } else { Language::Is(locale) },
        }
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
    pub(super) fn of_detail(locale: Option<&'a LanguageIdentifier>) -> Self {
        locale.map_or(Self::Unknown, Self::Is)
    }

    fn write(&self, dest: &mut dyn fmt::Write) -> fmt::Result {
        match self {
            Self::OfPage => Ok(()),
            Self::Is(locale) => write!(dest, r#" lang="{locale}" dir="{}""#, direction(locale)),
            // An empty `lang` marks an unknown language.
            Self::Unknown => dest.write_str(r#" lang="" dir="auto""#),
        }
    }
}

/// A text that is written as HTML, with the marks around its arguments replaced.
#[derive(Clone, Copy, Debug)]
pub(super) struct MarkedText<'a> {
    text: &'a str,
    start: &'static str,
    end: &'static str,
}

impl MarkedText<'_> {
    fn write(&self, dest: &mut dyn fmt::Write) -> fmt::Result {
        if !self.text.contains(ARG_START) {
            return Html.write_escaped_str(dest, self.text);
        }
        for piece in self.text.split_inclusive([ARG_START, ARG_END]) {
            let before = piece.trim_end_matches([ARG_START, ARG_END]);
            Html.write_escaped_str(&mut *dest, before)?;
            match piece.chars().next_back() {
                Some(ARG_START) => dest.write_str(self.start)?,
                Some(ARG_END) => dest.write_str(self.end)?,
                _ => {}
            }
        }
        Ok(())
    }
}

/// Implements the traits by which the template writes a type as HTML. `FastWritable` is faster than
/// `Display`, which `HtmlSafe` requires.
macro_rules! write_as_html {
    ($($name:ident)*) => {$(
        impl fmt::Display for $name<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.write(f)
            }
        }

        impl FastWritable for $name<'_> {
            fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
                Ok(self.write(dest)?)
            }
        }

        impl HtmlSafe for $name<'_> {}
    )*};
}

write_as_html!(Language MarkedText);

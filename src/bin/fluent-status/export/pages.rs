//! The pages of an export: one for each status code and locale, and one with all locales.

use std::io;

use axum::http::header::CONTENT_SECURITY_POLICY;
use fluent_status::pages::{Format, Page, PageRenderer, Problem};
use fluent_status::{Catalog, LanguageIdentifier, Phrasing, StatusCode};

use super::output_dir::Files;
use crate::Failure;

/// The formats of an export, with their file extensions.
const FORMATS: [(&str, Format); 3] =
    [("html", Format::Html), ("json", Format::ProblemJson), ("txt", Format::Text)];

const MULTILINGUAL: &str = include_str!("multilingual.html");
const SECTION: &str = include_str!("section.html");
/// The marker that the sections of the multilingual page replace. Messages cannot contain it, because
/// `<` is escaped.
const SECTIONS_MARKER: &str = "<!--sections-->";

/// Removes the links to other languages from a template. They do not work on a host that serves one
/// file for a path.
pub const WITHOUT_LINKS: &str = "{% set languages = [] %}";
/// A template for the built-in page.
pub const BUILT_IN: &str = "{% include 'built-in.html' %}";

pub struct PageWriter<'c> {
    catalog: &'c Catalog,
    pages: PageRenderer,
    section: PageRenderer,
    multilingual: PageRenderer,
}

/// All pages for a status code.
pub struct CodePages {
    pub code: StatusCode,
    /// The pages in all formats, for each locale with a message for the code.
    pages: Vec<Page>,
    /// The HTML page with a section for each locale.
    pub multilingual: String,
    multilingual_policy: Option<String>,
    /// The locales without a message for the code, each with the locale that replaces it.
    replaced_locales: Vec<(String, String)>,
}

impl<'c> PageWriter<'c> {
    pub fn new(
        catalog: &'c Catalog,
        phrasing: Option<&Phrasing>,
        mut pages: PageRenderer,
    ) -> Result<Self, Failure> {
        if let Some(phrasing) = phrasing {
            pages = pages.phrasing(phrasing.clone());
        }
        if let Some(phrasing) = phrasing {
            pages = pages.phrasing(phrasing.clone());
        }
        let section = pages.clone().template("section.html", SECTION)?;
        let multilingual = pages.clone().template("multilingual.html", MULTILINGUAL)?;
        Ok(Self { catalog, pages, section, multilingual })
    }

    pub fn code_pages(&self, code: StatusCode) -> Result<CodePages, Failure> {
        let mut pages = Vec::new();
        let mut replaced_locales = Vec::new();
        let mut sections = Vec::new();
        for locale in self.catalog.locales() {
            let section = self.page(&self.section, locale, code, Format::Html)?;
            if section.locale() != locale {
                replaced_locales.push((locale.to_string(), section.locale().to_string()));
                continue;
            }
            sections.push(section.body().to_owned());
            for (_, format) in FORMATS {
                pages.push(self.page(&self.pages, locale, code, format)?);
            }
        }
        let default = self.catalog.locales().first().cloned().unwrap_or_default();
        let frame = self.page(&self.multilingual, &default, code, Format::Html)?;
        let multilingual = frame.body().replace(SECTIONS_MARKER, &sections.join("\n"));
        let multilingual_policy = policy(&frame);
        Ok(CodePages { code, pages, multilingual, multilingual_policy, replaced_locales })
    }

    fn page(
        &self,
        pages: &PageRenderer,
        locale: &LanguageIdentifier,
        code: StatusCode,
        format: Format,
    ) -> Result<Page, Failure> {
        let chain = self.catalog.negotiator().negotiate_requested([locale]);
        Ok(pages.try_render(self.catalog, &chain, &Problem::new(code), format)?)
    }
}

impl CodePages {
    pub fn add_to(&self, files: &mut Files) -> io::Result<()> {
        let code = self.code.as_str();
        files.add_with_gzip(format!("pages/{code}.html"), &self.multilingual)?;
        for page in &self.pages {
            let extension = FORMATS.iter().find(|(_, format)| *format == page.format());
            let extension = extension.map_or("", |(extension, _)| extension);
            files.add_with_gzip(
                format!("pages/{code}.{}.{extension}", page.locale()),
                page.body(),
            )?;
        }
        Ok(())
    }

    /// Returns the HTML pages.
    pub fn html(&self) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(|page| page.format() == Format::Html)
    }

    /// Returns the locales that have a page.
    pub fn locales(&self) -> Vec<String> {
        self.html().map(|page| page.locale().to_string()).collect()
    }

    /// Returns the locale of the page for a locale: itself, or another locale if it has no message.
    pub fn language_of<'p>(&'p self, locale: &'p str) -> &'p str {
        let replaced = self.replaced_locales.iter().find(|(replaced, _)| replaced == locale);
        replaced.map_or(locale, |(_, replacement)| replacement)
    }

    /// Returns the Content-Security-Policy of the multilingual page.
    pub fn multilingual_policy(&self) -> Option<&str> {
        self.multilingual_policy.as_deref()
    }
}

/// Returns the Content-Security-Policy of a page.
pub fn policy(page: &Page) -> Option<String> {
    let headers = page.headers();
    let policy = headers.get(CONTENT_SECURITY_POLICY)?.to_str().ok()?;
    Some(policy.to_owned())
}

//! The pages of an export: for each code one in every locale, and one in all of them.

use std::io;

use axum::http::header::CONTENT_SECURITY_POLICY;
use fluent_status::pages::{Context, Format, Page, Pages};
use fluent_status::{Catalog, LanguageIdentifier, Phrasing, StatusCode};

use super::folder::Files;
use crate::Failure;

/// The formats that are written, and what their files end in.
const FORMATS: [(&str, Format); 3] =
    [("html", Format::Html), ("json", Format::ProblemJson), ("txt", Format::Text)];

const MULTILINGUAL: &str = include_str!("multilingual.html");
const SECTION: &str = include_str!("section.html");
/// Where the sections stand in the multilingual page. No text can hold this: its `<` is escaped.
const SECTIONS: &str = "<!--sections-->";

/// What makes a template one without links to other languages: they lead nowhere where a host
/// serves one file at an address.
pub const WITHOUT_LINKS: &str = "{% set languages = [] %}";
/// A template that is the built-in page.
pub const BUILT_IN: &str = "{% include 'built-in.html' %}";

pub struct PageWriter<'c> {
    catalog: &'c Catalog,
    phrasing: Option<&'c Phrasing>,
    pages: Pages,
    section: Pages,
    multilingual: Pages,
}

/// All pages about a code.
pub struct CodePages {
    pub code: StatusCode,
    /// In each locale that has a text for the code, in all formats.
    pages: Vec<Page>,
    /// In HTML, a section for each locale.
    pub multilingual: String,
    multilingual_policy: Option<String>,
    /// The locales that have no text for the code, each with the one that answers in its place.
    stand_ins: Vec<(String, String)>,
}

impl<'c> PageWriter<'c> {
    pub fn new(
        catalog: &'c Catalog,
        phrasing: Option<&'c Phrasing>,
        pages: Pages,
    ) -> Result<Self, Failure> {
        let section = pages.clone().template("section.html", SECTION)?;
        let multilingual = pages.clone().template("multilingual.html", MULTILINGUAL)?;
        Ok(Self { catalog, phrasing, pages, section, multilingual })
    }

    pub fn code_pages(&self, code: StatusCode) -> Result<CodePages, Failure> {
        let mut pages = Vec::new();
        let mut stand_ins = Vec::new();
        let mut sections = Vec::new();
        for locale in self.catalog.locales() {
            let section = self.page(&self.section, locale, code, Format::Html)?;
            if section.locale() != locale {
                stand_ins.push((locale.to_string(), section.locale().to_string()));
                continue;
            }
            sections.push(section.body().to_owned());
            for (_, format) in FORMATS {
                pages.push(self.page(&self.pages, locale, code, format)?);
            }
        }
        let default = self.catalog.locales().first().cloned().unwrap_or_default();
        let frame = self.page(&self.multilingual, &default, code, Format::Html)?;
        let multilingual = frame.body().replace(SECTIONS, &sections.join("\n"));
        let multilingual_policy = policy(&frame).map(ToOwned::to_owned);
        Ok(CodePages { code, pages, multilingual, multilingual_policy, stand_ins })
    }

    fn page(
        &self,
        pages: &Pages,
        locale: &LanguageIdentifier,
        code: StatusCode,
        format: Format,
    ) -> Result<Page, Failure> {
        let chain = self.catalog.negotiator().negotiate_languages([locale]);
        let mut lookup = self.catalog.lookup(&chain);
        if let Some(phrasing) = self.phrasing {
            lookup = lookup.phrasing(phrasing);
        }
        Ok(pages.try_render(lookup, code, &Context::new(), format)?)
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

    /// The HTML pages.
    pub fn html(&self) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(|page| page.format() == Format::Html)
    }

    /// The locales that there are pages in.
    pub fn locales(&self) -> Vec<String> {
        self.html().map(|page| page.locale().to_string()).collect()
    }

    /// The locale whose page the readers of a locale get: another one, where it has no text.
    pub fn language_of<'p>(&'p self, locale: &'p str) -> &'p str {
        let stand_in = self.stand_ins.iter().find(|(missing, _)| missing == locale);
        stand_in.map_or(locale, |(_, language)| language)
    }

    /// The policy of the page in all languages.
    pub fn multilingual_policy(&self) -> Option<&str> {
        self.multilingual_policy.as_deref()
    }
}

/// The Content-Security-Policy of a page.
pub fn policy(page: &Page) -> Option<&str> {
    let mut fields = page.fields().iter();
    let (_, policy) = fields.find(|(name, _)| name == CONTENT_SECURITY_POLICY)?;
    policy.to_str().ok()
}

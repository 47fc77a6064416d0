//! Error pages: a message and a little context in, a whole document out.
//!
//! ```
//! use fluent_status::pages::{Context, Format, Pages};
//! use fluent_status::{Catalog, StatusCode};
//!
//! let pages = Pages::new().site_name("Acme").home("/"); // once
//!
//! let catalog = Catalog::embedded();
//! let chain = catalog.negotiate("zh-TW,zh;q=0.9");
//! let context = Context::new().retry_after(30);
//! let page = pages.render(catalog.lookup(&chain), StatusCode::SERVICE_UNAVAILABLE, &context, Format::Html);
//!
//! assert_eq!(page.locale().to_string(), "zh-Hant");
//! assert!(page.body().contains("<title>503 · 服務無法使用</title>"));
//! assert!(page.body().contains("30 秒"));
//! # Ok::<(), fluent_status::Error>(())
//! ```
//!
//! [`Format::negotiate`] chooses a format by what a request accepts. The feature `tower` does all
//! of this for the responses of a service.
//!
//! # A template of your own
//!
//! The name, the logo and the colour of a site are set without a template. Where that is not
//! enough, [`Pages::template`] replaces the HTML page by a [MiniJinja] template. It can be a whole
//! document, or take the built-in page, `built-in.html`, as a part of itself. These are its
//! variables:
//!
//! | variable | holds |
//! |---|---|
//! | `code` | the status code |
//! | `lang`, `dir` | of the description: for the root element |
//! | `reason`, `description` | texts |
//! | `advice`, `detail` | texts, or nothing |
//! | `request_id` | the id of the request, or nothing |
//! | `labels.home`, `.contact`, `.request_id`, `.languages` | texts in the language of the page |
//! | `languages` | for each other locale: `name`, `href`, `lang`, `dir` |
//! | `site.name`, `.home`, `.contact`, `.logo` | what was set, or nothing |
//! | `style` | the built-in style sheet, for a `<style>` element |
//!
//! A text has `text`, its `lang` and `dir`, and `attributes`: both as attributes, where they differ
//! from those of the page. Where no element can stand, in a `<title>` or in an attribute, there is
//! `plain` in the place of `text`. All that comes from outside is escaped; put it into a `<bdi>` element,
//! so that it cannot reorder what stands around it. A variable that does not exist is an error, and
//! so a mistake in its name is not passed over.
//!
//! What stands in `<style>` elements is allowed by the page's Content-Security-Policy; scripts and
//! files from elsewhere are not.
//!
//! [MiniJinja]: https://docs.rs/minijinja/latest/minijinja/syntax/

mod accent;
mod accept;
mod cache;
mod context;
mod form;
mod format;
mod html;
mod page;
mod problem;

use std::convert::Infallible;

pub use self::cache::PageCache;
pub use self::context::Context;
pub use self::format::Format;
pub use self::page::Page;

use self::context::clean;
use self::html::Templates;
use self::problem::Problem;
use crate::catalog::Catalog;
use crate::error::Error;
use crate::lookup::Lookup;
use crate::message::{StatusMessage, colon};
use crate::status_class::StatusClass;
use crate::subject::Label;
use http::StatusCode;

/// The parameter of a query that chooses the language of a page: `?lang=zh-Hant`.
pub const LANGUAGE_PARAMETER: &str = "lang";

/// How pages look: made once, and shared by all threads.
#[must_use]
#[derive(Clone, Debug, Default)]
pub struct Pages {
    site: html::Site,
    templates: Templates,
    shows_server_details: bool,
}

impl Pages {
    /// The built-in page, without a name.
    pub fn new() -> Self {
        Self::default()
    }

    /// The name of the site, at the top of its HTML pages.
    pub fn site_name(mut self, name: impl Into<String>) -> Self {
        self.site.name = Some(clean(name.into()));
        self
    }

    /// Where the link to the start of the site leads: `/`, for example.
    pub fn home(mut self, url: impl Into<String>) -> Self {
        self.site.home = Some(clean(url.into()));
        self
    }

    /// Where the link to those who run the site leads: `mailto:help@example.com`, for example.
    pub fn contact(mut self, url: impl Into<String>) -> Self {
        self.site.contact = Some(clean(url.into()));
        self
    }

    /// The logo of the site, as the bytes of an image and their media type, `image/svg+xml` for
    /// example. It becomes a part of each page, so that no page needs another file: keep it small.
    pub fn logo(mut self, media_type: &str, image: impl AsRef<[u8]>) -> Self {
        self.site.logo = Some(html::data_url(media_type, image.as_ref()));
        self
    }

    /// The colour of links and of the code, on a light and on a dark background, as CSS writes
    /// them.
    ///
    /// # Errors
    ///
    /// One of them is no colour, or cannot be read on its background: the contrast is less than the
    /// 4.5 to 1 of [WCAG 2.2, 1.4.3](https://www.w3.org/TR/WCAG22/#contrast-minimum).
    ///
    /// ```
    /// use fluent_status::pages::Pages;
    ///
    /// assert!(Pages::new().accent("#7a1f5c", "plum").is_ok());
    ///
    /// let error = Pages::new().accent("gold", "plum").unwrap_err().to_string();
    /// assert!(error.starts_with("colour `gold` has a contrast of 1.4 to 1"), "{error}");
    /// ```
    pub fn accent(mut self, light: &str, dark: &str) -> Result<Self, Error> {
        self.site.style = accent::style(light, dark)?;
        Ok(self)
    }

    /// Replaces the HTML page by a template of your own: see [the module](self). The name is for
    /// messages about it.
    ///
    /// # Errors
    ///
    /// It is not a well-formed template. One that fails later, while it is rendered, gives way to
    /// the built-in page, and the failure is reported through `tracing`.
    pub fn template(mut self, name: &str, source: impl Into<String>) -> Result<Self, Error> {
        self.templates.replace(name, source.into())?;
        Ok(self)
    }

    /// Whether a [detail](Context::detail) is shown where the code is one of 500 to 599. No, unless
    /// this says so: what is known about a failure of the server seldom is for its readers.
    pub fn show_server_details(mut self, yes: bool) -> Self {
        self.shows_server_details = yes;
        self
    }

    /// Makes a page for a reader. The values for variables are those of the context.
    #[must_use]
    pub fn render(
        &self,
        lookup: Lookup<'_, '_>,
        code: impl Into<StatusCode>,
        context: &Context,
        format: Format,
    ) -> Page {
        let html = |content: &Content<'_>| Ok(self.templates.page(content, &self.site));
        let Ok(page) = self.render_with::<Infallible>(lookup, code.into(), context, format, html);
        page
    }

    /// Makes a page, as [`render`](Self::render) does, where there is somebody to hear of a
    /// template that fails: for pages that are made ahead of time.
    ///
    /// # Errors
    ///
    /// The [template](Self::template) fails.
    pub fn try_render(
        &self,
        lookup: Lookup<'_, '_>,
        code: impl Into<StatusCode>,
        context: &Context,
        format: Format,
    ) -> Result<Page, Error> {
        let html = |content: &Content<'_>| self.templates.try_page(content, &self.site);
        self.render_with(lookup, code.into(), context, format, html)
    }

    fn render_with<E>(
        &self,
        lookup: Lookup<'_, '_>,
        code: StatusCode,
        context: &Context,
        format: Format,
        html: impl FnOnce(&Content<'_>) -> Result<String, E>,
    ) -> Result<Page, E> {
        let values = context.values();
        let lookup = lookup.values(&values);
        let catalog = lookup.catalog();
        let lookup = if format == Format::Html { lookup.marking_values() } else { lookup };
        let message = lookup.message(code);
        let content = Content {
            catalog,
            message: &message,
            detail: self.detail(message.code(), context),
            context,
        };
        let body = match format {
            Format::Html => html(&content)?,
            Format::ProblemJson => Problem::new(&content).to_json(),
            Format::Json => problem::message_to_json(&content),
            Format::ProblemXml => self.templates.problem(&Problem::new(&content)),
            Format::Text => text(&content),
        };
        Ok(Page::new(body, format, message.description().locale()))
    }

    /// Whether pages are made from a template of the application's.
    fn has_own(&self, format: Format) -> bool {
        format == Format::Html && self.templates.has_own_page()
    }

    fn detail<'t>(&self, code: StatusCode, context: &'t Context) -> Option<&'t str> {
        let is_of_server = StatusClass::from(code) == StatusClass::ServerError
            || context.status.is_some_and(|status| (500..600).contains(&status));
        let is_shown = !is_of_server || self.shows_server_details;
        context.detail.as_deref().filter(|detail| is_shown && !detail.is_empty())
    }
}

/// What there is to say on a page.
struct Content<'a> {
    catalog: &'a Catalog,
    message: &'a StatusMessage<'a>,
    /// What the application says, where it is shown.
    detail: Option<&'a str>,
    context: &'a Context,
}

impl Content<'_> {
    /// What stands around the message, in the language of the page. It does not depend on what
    /// else the reader speaks, so that a page can be kept for all who read its language.
    fn labels<T>(&self, read: impl FnOnce(&Lookup<'_, '_>) -> T) -> T {
        let locale = self.message.description().locale();
        let chain = self.catalog.negotiator().negotiate_languages([locale]);
        read(&self.catalog.lookup(&chain))
    }
}

/// A few lines for a terminal or a log.
fn text(content: &Content<'_>) -> String {
    let mut text = format!("{}\n", content.message);
    let advice = content.message.advice().map(|advice| advice.text());
    for line in advice.into_iter().chain(content.detail) {
        text.push_str(line);
        text.push('\n');
    }
    if let Some(id) = &content.context.request_id {
        text += &content.labels(|lookup| {
            let label = lookup.label(Label::RequestId);
            format!("{label}{}{id}\n", colon(label.locale()))
        });
    }
    text
}

//! From an error to a page.

use std::sync::Arc;

use base64::prelude::{BASE64_STANDARD, Engine};

use super::accent::Style;
use super::html::HtmlPage;
use super::page::Page;
use super::problem::{self, Problem, non_empty};
use super::problem_details::ProblemDetails;
#[cfg(feature = "template")]
use super::template::Template;
use super::{Format, text};
use crate::catalog::Catalog;
use crate::catalog::Message;
use crate::catalog::labels::LocaleLabels;
use crate::error::Error;
use crate::negotiation::LocaleChain;
use crate::phrasing::Phrasing;

/// Renders pages. Create it once and share it.
///
/// ```
/// use fluent_status::pages::PageRenderer;
///
/// let renderer = PageRenderer::new()
///     .site_name("Acme")
///     .home("/")
///     .contact("mailto:help@acme.example");
/// # let _ = renderer;
/// ```
#[must_use]
#[derive(Clone, Debug, Default)]
pub struct PageRenderer {
    site: Site,
    phrasing: Option<Phrasing>,
    shows_server_details: bool,
    #[cfg(feature = "template")]
    template: Option<Arc<Template>>,
}

/// The settings that all HTML pages of a site share.
#[derive(Clone, Debug)]
pub(super) struct Site {
    pub(super) name: Option<String>,
    pub(super) home: Option<String>,
    pub(super) contact: Option<String>,
    /// A `data:` URL.
    pub(super) logo: Option<String>,
    pub(super) style: Arc<Style>,
}

impl Default for Site {
    fn default() -> Self {
        Self { name: None, home: None, contact: None, logo: None, style: Style::shared_default() }
    }
}

/// Everything that a page shows, except the settings of the site.
pub(super) struct Content<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) message: Message<'a>,
    /// The labels in the locale of the description.
    pub(super) labels: &'a LocaleLabels,
    /// The detail of the application, unless it is hidden.
    pub(super) detail: Option<&'a str>,
    pub(super) problem: &'a problem::Inner,
}

impl PageRenderer {
    /// Creates a renderer for the built-in page, without a site name.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the name of the site, which HTML pages show at the top.
    pub fn site_name(mut self, name: impl Into<String>) -> Self {
        self.site.name = non_empty(name);
        self
    }

    /// Sets the target of the link to the start page of the site, for example `/`.
    pub fn home(mut self, url: impl Into<String>) -> Self {
        self.site.home = non_empty(url);
        self
    }

    /// Sets the target of the link to the support of the site, for example
    /// `mailto:help@example.com`.
    pub fn contact(mut self, url: impl Into<String>) -> Self {
        self.site.contact = non_empty(url);
        self
    }

    /// Sets the logo of the site: the bytes of an image and their media type, for example
    /// `image/svg+xml`. Every HTML page contains the logo, so that no page needs another file. Keep
    /// it small.
    pub fn logo(mut self, media_type: &str, image: impl AsRef<[u8]>) -> Self {
        let image = BASE64_STANDARD.encode(image);
        self.site.logo = Some(format!("data:{media_type};base64,{image}"));
        self
    }

    /// Sets the color of links and of the status code, on a light and on a dark background, as CSS
    /// colors.
    ///
    /// # Errors
    ///
    /// Returns an error if a value is not a color, or if its contrast with the background is less
    /// than the 4.5 to 1 of [WCAG 2.2, 1.4.3](https://www.w3.org/TR/WCAG22/#contrast-minimum).
    ///
    /// ```
    /// use fluent_status::pages::PageRenderer;
    ///
    /// assert!(PageRenderer::new().accent("#7a1f5c", "plum").is_ok());
    ///
    /// let error = PageRenderer::new().accent("gold", "plum").unwrap_err().to_string();
    /// assert!(error.starts_with("color `gold` has a contrast of 1.4 to 1"), "{error}");
    /// ```
    pub fn accent(mut self, light: &str, dark: &str) -> Result<Self, Error> {
        self.site.style = Arc::new(Style::with_accent(light, dark)?);
        Ok(self)
    }

    /// Replaces the HTML page with a custom template: see [the module](super#custom-templates).
    /// Error messages about the template contain `name`.
    ///
    /// # Errors
    ///
    /// Returns an error if the template has a syntax error. If rendering a page fails later,
    /// [`render`](Self::render) falls back to the built-in page and reports the error through
    /// `tracing`.
    #[cfg(feature = "template")]
    pub fn template(mut self, name: &str, source: impl Into<String>) -> Result<Self, Error> {
        self.template = Some(Arc::new(Template::new(name, source.into())?));
        Ok(self)
    }

    /// Prefers a phrasing on pages of every format. A [`Problem`] can prefer another one.
    ///
    /// By default, HTML pages prefer [`Phrasing::PLAIN`], because people read them on a website.
    /// The other formats use the order of the catalog.
    pub fn phrasing(mut self, phrasing: Phrasing) -> Self {
        self.phrasing = Some(phrasing);
        self
    }

    /// Sets whether pages for server errors show the [detail](Problem::detail). The default is
    /// `false`, because details of a failed server are seldom meant for its users.
    pub fn show_server_details(mut self, yes: bool) -> Self {
        self.shows_server_details = yes;
        self
    }

    /// Renders the page for an error.
    #[must_use]
    pub fn render(
        &self,
        catalog: &Catalog,
        chain: &LocaleChain,
        problem: &Problem,
        format: Format,
    ) -> Page {
        let content = self.content(catalog, chain, problem, format);
        #[cfg(feature = "template")]
        if let (Some(template), Format::Html) = (&self.template, format) {
            match template.render(&content, &self.site) {
                Ok(page) => return page,
                Err(error) => tracing::error!("cannot render the template {error}"),
            }
        }
        self.built_in(&content, format)
    }

    /// Renders the page for an error, and reports a failing template instead of falling back. Use it
    /// for pages that are rendered ahead of time.
    ///
    /// # Errors
    ///
    /// Returns an error if the [template](Self::template) fails.
    #[cfg(feature = "template")]
    pub fn try_render(
        &self,
        catalog: &Catalog,
        chain: &LocaleChain,
        problem: &Problem,
        format: Format,
    ) -> Result<Page, Error> {
        let content = self.content(catalog, chain, problem, format);
        match (&self.template, format) {
            (Some(template), Format::Html) => template.render(&content, &self.site),
            _ => Ok(self.built_in(&content, format)),
        }
    }

    fn content<'a>(
        &self,
        catalog: &'a Catalog,
        chain: &LocaleChain,
        problem: &'a Problem,
        format: Format,
    ) -> Content<'a> {
        let problem::Inner { code, status, detail, .. } = &*problem.inner;
        let args = problem.args();
        let mut lookup = catalog.lookup(chain);
        if let Some(phrasing) = self.phrasing_for(problem, format) {
            lookup = lookup.phrasing(phrasing);
        }
        if let Some(args) = &args {
            lookup = lookup.args(args);
        }
        if format == Format::Html {
            lookup = lookup.mark_args();
        }
        let message = lookup.message(problem.inner.key());
        let is_server_error =
            code.is_server_error() || status.is_some_and(|status| status.is_server_error());
        let shows_detail = !is_server_error || self.shows_server_details;
        let detail = detail.as_deref().filter(|_| shows_detail);
        let labels = catalog.labels_in(message.description().locale());
        Content { catalog, message, labels, detail, problem: &problem.inner }
    }

    /// Returns the phrasing to prefer, or `None` for the order of the catalog. This is the only
    /// place that decides it.
    fn phrasing_for<'a>(&'a self, problem: &'a Problem, format: Format) -> Option<&'a Phrasing> {
        let default = (format == Format::Html).then_some(&Phrasing::PLAIN);
        problem.inner.phrasing.as_ref().or(self.phrasing.as_ref()).or(default)
    }

    fn built_in(&self, content: &Content<'_>, format: Format) -> Page {
        let mut policy = None;
        let body = match format {
            Format::Html => {
                policy = self.site.style.content_security_policy.clone();
                HtmlPage::new(content, &self.site).to_html()
            }
            Format::ProblemJson | Format::Json => ProblemDetails::new(content).to_json(),
            Format::ProblemXml => ProblemDetails::new(content).to_xml(),
            Format::Text => text::to_text(content),
        };
        Page::new(body, format, content.labels, policy)
    }
}

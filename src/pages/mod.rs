//! Error pages in HTML, problem details and plain text.
//!
//! ```
//! use std::time::Duration;
//!
//! use fluent_status::pages::{Format, PageRenderer, Problem};
//! use fluent_status::{Catalog, StatusCode};
//!
//! let renderer = PageRenderer::new().site_name("Acme").home("/"); // once
//!
//! let catalog = Catalog::builtin();
//! let chain = catalog.negotiate("zh-TW,zh;q=0.9"); // for each request
//! let problem =
//!     Problem::new(StatusCode::SERVICE_UNAVAILABLE).retry_after(Duration::from_secs(30));
//! let page = renderer.render(catalog, &chain, &problem, Format::Html);
//!
//! assert_eq!(page.locale().to_string(), "zh-Hant");
//! assert!(page.body().contains("<title>503 · 服務無法使用</title>"));
//! assert!(page.body().contains("30 秒"));
//!
//! let response = page.into_response(problem.response_status());
//! assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
//! ```
//!
//! [`Format::negotiate`] chooses a format by the `Accept` header, and [`ClientPreferences`] reads
//! the language and format preferences of a request. The middleware of the feature `tower`
//! does all of this for the responses of a service.
//!
//! # Custom templates
//!
//! The name, the logo and the accent color of a site need no template. With the feature `template`,
//! `PageRenderer::template` replaces the HTML page with a [MiniJinja] template. It has these
//! variables:
//!
//! | variable | value |
//! |---|---|
//! | `code` | the status code |
//! | `lang`, `dir` | language and direction of the description, for the root element |
//! | `reason`, `description` | texts |
//! | `advice`, `detail` | texts, or `none` |
//! | `request_id` | the request ID, or `none` |
//! | `labels.home`, `.contact`, `.request_id`, `.languages` | texts in the language of the page |
//! | `languages` | a list of the other locales, each with `name`, `href`, `lang` and `dir` |
//! | `site.name`, `.home`, `.contact`, `.logo` | the settings of the renderer, or `none` |
//! | `style` | the built-in style sheet, for a `<style>` element |
//!
//! A text has `text`, `lang` and `dir`. Its `attributes` are the latter two as HTML attributes; they
//! are empty if the text is in the language of the page. Its `plain` is for places that cannot have
//! elements, such as `<title>` and attributes.
//!
//! All values are escaped. Put values from outside into a `<bdi>` element, so that they cannot
//! reorder the text around them. An undefined variable is an error.
//!
//! The `Content-Security-Policy` of the page allows the contents of its `<style>` elements. It
//! forbids scripts and external files.
//!
//! Start with this template, which gives the same document as the built-in page. A template can also
//! contain it: `{% include 'built-in.html' %}`.
//!
//! ```html
#![doc = include_str!("template.html")]
//! ```
//!
//! [MiniJinja]: https://docs.rs/minijinja/latest/minijinja/syntax/

mod accent;
mod client_preferences;
mod content_security_policy;
mod format;
mod html;
mod media_range;
mod page;
mod problem;
mod problem_details;
mod renderer;
#[cfg(feature = "tower")]
mod responder;
#[cfg(feature = "template")]
mod template;
mod text;

pub use self::client_preferences::ClientPreferences;
pub use self::format::Format;
pub use self::page::Page;
pub use self::problem::Problem;
pub use self::renderer::PageRenderer;
#[cfg(feature = "tower")]
pub use self::responder::{CatalogSource, ReplaceBody, SkipStatusPage};
#[cfg(feature = "tower")]
pub(crate) use self::responder::{RequestInfo, Responder};

/// The query parameter that chooses the language of a page, as in `?lang=zh-Hant`.
pub const LANGUAGE_PARAMETER: &str = "lang";

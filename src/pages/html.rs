//! The pages that are made of templates.

use std::borrow::Cow;

use base64::prelude::{BASE64_STANDARD, Engine};
use minijinja::value::{Serde, Value};
use minijinja::{Environment, HtmlEscape, UndefinedBehavior, context};
use sha2::{Digest, Sha256};
use unic_langid::LanguageIdentifier;

use super::problem::Problem;
use super::{Content, LANGUAGE_PARAMETER, accent};
use crate::catalog::Catalog;
use crate::error::Error;
use crate::message::{Localized, colon};
use crate::message_id::Label;
use crate::negotiation::cldr;
use crate::pattern::{self, VALUE_END, VALUE_START};

const BUILT_IN_PAGE: &str = "built-in.html";
const OWN_PAGE: &str = "own page";
const PROBLEM: &str = "problem.xml";

/// A template that takes more steps than this is stopped; the built-in page takes some hundreds.
const MAX_STEPS: u64 = 1_000_000;

/// What a site sets for all of its pages.
#[derive(Clone, Debug)]
pub(super) struct Site {
    pub(super) name: Option<String>,
    pub(super) home: Option<String>,
    pub(super) contact: Option<String>,
    pub(super) logo: Option<String>,
    pub(super) style: String,
}

impl Default for Site {
    fn default() -> Self {
        let style = accent::default_style();
        Self { name: None, home: None, contact: None, logo: None, style }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Templates {
    environment: Environment<'static>,
    /// What the application calls its own page.
    own_page: Option<String>,
}

impl Default for Templates {
    fn default() -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::Html);
        environment.set_fuel(Some(MAX_STEPS));
        // What there is not is not written as `None`.
        environment.set_formatter(|out, state, value| match value.is_none() {
            true => Ok(()),
            false => minijinja::escape_formatter(out, state, value),
        });
        // Tests hold that they are well-formed.
        let _ = environment.add_template(BUILT_IN_PAGE, include_str!("page.html"));
        let _ = environment.add_template(PROBLEM, include_str!("problem.xml"));
        Self { environment, own_page: None }
    }
}

impl Templates {
    pub(super) fn replace(&mut self, name: &str, source: String) -> Result<(), Error> {
        let added = self.environment.add_template_owned(OWN_PAGE, source);
        added.map_err(|error| Error::template(name, error.line(), problem(&error)))?;
        self.own_page = Some(name.to_owned());
        Ok(())
    }

    pub(super) fn has_own_page(&self) -> bool {
        self.own_page.is_some()
    }

    /// The application's own page, else the built-in one.
    pub(super) fn page(&self, content: &Content<'_>, site: &Site) -> String {
        self.try_page(content, site).unwrap_or_else(|error| {
            tracing::error!("cannot render the template {error}");
            // The built-in page renders whatever the values.
            self.render(BUILT_IN_PAGE, &values(content, site)).unwrap_or_default()
        })
    }

    pub(super) fn try_page(&self, content: &Content<'_>, site: &Site) -> Result<String, Error> {
        let (template, name) = match &self.own_page {
            Some(name) => (OWN_PAGE, name.as_str()),
            None => (BUILT_IN_PAGE, BUILT_IN_PAGE),
        };
        let rendered = self.render(template, &values(content, site));
        rendered.map_err(|error| Error::template(name, error.line(), problem(&error)))
    }

    pub(super) fn problem(&self, problem: &Problem<'_>) -> String {
        self.render(PROBLEM, &Value::from(Serde(problem))).unwrap_or_default()
    }

    fn render(&self, name: &str, values: &Value) -> Result<String, minijinja::Error> {
        self.environment.get_template(name)?.render(values)
    }
}

/// What went wrong, without the place.
fn problem(error: &minijinja::Error) -> String {
    error.detail().map_or_else(|| error.kind().to_string(), ToOwned::to_owned)
}

fn values(content: &Content<'_>, site: &Site) -> Value {
    let Content { catalog, message, detail, context } = *content;
    let page_locale = message.description().locale();
    let labels = content.labels(|lookup| {
        let label = |label| text(&lookup.label(label), page_locale);
        context! {
            home => label(Label::Home),
            contact => label(Label::Contact),
            request_id => label(Label::RequestId),
            languages => label(Label::Languages),
        }
    });
    let others = catalog.locales().iter().filter(|locale| *locale != page_locale);
    let query = context.query.as_deref();
    let languages: Vec<Value> = others.map(|locale| link(catalog, locale, query)).collect();
    let detail_locale = context.detail_locale.as_ref();
    context! {
        code => message.code().as_u16(),
        lang => page_locale.to_string(),
        dir => direction(page_locale),
        reason => text(message.reason(), page_locale),
        description => text(message.description(), page_locale),
        advice => message.advice().map(|advice| text(advice, page_locale)),
        detail => detail.map(|detail| text_of_application(detail, detail_locale)),
        request_id => context.request_id.as_deref(),
        labels,
        languages,
        site => context! {
            name => site.name.as_deref(),
            home => site.home.as_deref(),
            contact => site.contact.as_deref(),
            logo => site.logo.as_deref(),
        },
        style => Value::from_safe_string(site.style.clone()),
    }
}

/// A text on a page, with values from outside in elements of their own.
fn text(localized: &Localized<'_>, page_locale: &LanguageIdentifier) -> Value {
    let locale = localized.locale();
    let html = HtmlEscape(localized.text()).to_string();
    let html = html.replace(VALUE_START, "<bdi>").replace(VALUE_END, "</bdi>");
    context! {
        text => Value::from_safe_string(html),
        plain => pattern::without_marks(localized.text().to_owned()),
        lang => locale.to_string(),
        dir => direction(locale),
        // Only where they differ from those of the page.
        attributes => (locale != page_locale).then(|| attributes(&locale.to_string(), direction(locale))),
        colon => colon(locale),
    }
}

/// What the application says. An empty `lang` says that the language is not known.
fn text_of_application(text: &str, locale: Option<&LanguageIdentifier>) -> Value {
    let lang = locale.map(ToString::to_string).unwrap_or_default();
    let dir = locale.map_or("auto", direction);
    context! { text, plain => text, attributes => attributes(&lang, dir), lang, dir }
}

fn attributes(lang: &str, dir: &str) -> Value {
    Value::from_safe_string(format!(r#" lang="{lang}" dir="{dir}""#))
}

/// A link to the same page in another language.
fn link(catalog: &Catalog, locale: &LanguageIdentifier, query: Option<&str>) -> Value {
    let lang = locale.to_string();
    context! {
        name => catalog.language_name(locale).unwrap_or(&lang),
        href => href(&lang, query),
        dir => direction(locale),
        lang,
    }
}

/// The same address in another language.
fn href(lang: &str, query: Option<&str>) -> String {
    match query {
        Some(query) => format!("?{query}&{LANGUAGE_PARAMETER}={lang}"),
        None => format!("?{LANGUAGE_PARAMETER}={lang}"),
    }
}

fn direction(locale: &LanguageIdentifier) -> &'static str {
    if cldr::is_right_to_left(locale) { "rtl" } else { "ltr" }
}

pub(super) fn data_url(media_type: &str, bytes: &[u8]) -> String {
    format!("data:{media_type};base64,{}", BASE64_STANDARD.encode(bytes))
}

/// The policy that allows the styles of a page, and images that are a part of it; no other page
/// may frame it.
pub(super) fn content_security_policy(html: &str) -> String {
    let hashes: String = styles(html)
        .map(|style| format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(style))))
        .collect();
    let style_src = if hashes.is_empty() { Cow::Borrowed(" 'none'") } else { hashes.into() };
    format!(
        "default-src 'none'; style-src{style_src}; img-src data:; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'"
    )
}

/// The contents of the `<style>` elements, with the line ends that a browser makes of them. Values
/// are escaped, so none can look like one.
fn styles(html: &str) -> impl Iterator<Item = String> {
    let lower_case = html.to_ascii_lowercase();
    let starts: Vec<usize> = lower_case.match_indices("<style").map(|(at, _)| at).collect();
    starts.into_iter().filter_map(move |at| {
        let start = at + lower_case.get(at..)?.find('>')? + 1;
        let end = start + lower_case.get(start..)?.find("</style")?;
        Some(html.get(start..end)?.replace("\r\n", "\n").replace('\r', "\n"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_is_allowed_and_nothing_else() {
        // The digests are those that `openssl dgst -sha256 -binary | base64` prints.
        let a = "ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=";
        let b = "PiPoFgA5WUoziU9lZOGxNIu9egCI1CxKy3PurtWcAJ0=";
        let policy = content_security_policy(
            "<style>a</style><p>&lt;style&gt;</p><STYLE media=\"print\">b</Style >",
        );
        assert!(policy.contains(&format!("style-src 'sha256-{a}' 'sha256-{b}';")), "{policy}");
        let of_windows = content_security_policy("<style>\r\na\r\n</style>");
        assert_eq!(of_windows, content_security_policy("<style>\na\n</style>"));
        assert!(content_security_policy("<p>").contains("style-src 'none';"));
    }
}

//! Custom HTML pages: MiniJinja templates that an application supplies.

use minijinja::value::Value;
use minijinja::{Environment, UndefinedBehavior, context};
use unic_langid::LanguageIdentifier;

use super::content_security_policy::{content_security_policy, styles};
use super::html::{Language, Text};
use super::renderer::{Content, Site};
use super::{Format, LANGUAGE_PARAMETER, Page};
use crate::catalog::labels::{LabelText, LocaleLabels, direction};
use crate::catalog::{Localized, colon};
use crate::error::Error;

/// The name of the starting template in `{% include %}`.
const BUILT_IN: &str = "built-in.html";
/// Not a name that an `{% include %}` would have.
const CUSTOM: &str = "custom template";

/// Rendering fails after this number of steps. The starting template takes some hundreds.
const MAX_STEPS: u64 = 1_000_000;

/// A custom template.
#[derive(Debug)]
pub(super) struct Template {
    environment: Environment<'static>,
    /// The name that the application uses for it.
    name: String,
}

impl Template {
    pub(super) fn new(name: &str, source: String) -> Result<Self, Error> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::Html);
        environment.set_fuel(Some(MAX_STEPS));
        // By default, a missing value is written as `None`.
        environment.set_formatter(|out, state, value| match value.is_none() {
            true => Ok(()),
            false => minijinja::escape_formatter(out, state, value),
        });
        // A test holds that it has no syntax error.
        let _ = environment.add_template(BUILT_IN, include_str!("template.html"));
        let added = environment.add_template_owned(CUSTOM, source);
        added.map_err(|error| Error::template(name, error.line(), problem(&error)))?;
        Ok(Self { environment, name: name.to_owned() })
    }

    pub(super) fn render(&self, content: &Content<'_>, site: &Site) -> Result<Page, Error> {
        let template = self.environment.get_template(CUSTOM);
        let rendered = template.and_then(|template| template.render(variables(content, site)));
        let html =
            rendered.map_err(|error| Error::template(&self.name, error.line(), problem(&error)))?;
        let policy = content_security_policy(styles(&html));
        Ok(Page::new(html, Format::Html, content.labels, policy))
    }
}

/// Returns the description of an error, without its location.
fn problem(error: &minijinja::Error) -> String {
    error.detail().map_or_else(|| error.kind().to_string(), ToOwned::to_owned)
}

/// Returns the variables that the documentation of [`pages`](super#custom-templates) lists.
fn variables(content: &Content<'_>, site: &Site) -> Value {
    let Content { catalog, message, labels, detail, problem } = content;
    let page = &labels.locale;
    let others = catalog.labels().iter().filter(|other| other.locale != *page);
    let query = problem.query.as_deref();
    let languages: Vec<Value> = others.map(|other| link(other, query)).collect();
    context! {
        code => problem.code.as_u16(),
        lang => labels.tag.as_str(),
        dir => labels.direction,
        reason => text(message.reason(), page),
        description => text(message.description(), page),
        advice => message.advice().map(|advice| text(advice, page)),
        detail => detail.map(|detail| detail_text(detail, problem.detail_locale.as_ref())),
        request_id => problem.request_id.as_deref(),
        labels => context! {
            home => label(&labels.home),
            contact => label(&labels.contact),
            request_id => label(&labels.request_id),
            languages => label(&labels.languages),
        },
        languages,
        site => context! {
            name => site.name.as_deref(),
            home => site.home.as_deref(),
            contact => site.contact.as_deref(),
            logo => site.logo.as_deref(),
        },
        style => Value::from_safe_string(site.style.css.clone()),
    }
}

fn text(localized: &Localized<'_>, page: &LanguageIdentifier) -> Value {
    let text = Text::new(localized, page);
    context! {
        text => Value::from_safe_string(text.html.to_string()),
        plain => Value::from_safe_string(text.plain.to_string()),
        lang => localized.locale().to_string(),
        dir => direction(localized.locale()),
        attributes => Value::from_safe_string(text.language.to_string()),
        colon => colon(localized.locale()),
    }
}

fn label(label: &LabelText) -> Value {
    context! {
        text => label.text.as_str(),
        plain => label.text.as_str(),
        lang => label.tag.as_str(),
        dir => label.direction,
        attributes => Value::from_safe_string(label.attributes.clone()),
        colon => label.colon,
    }
}

fn detail_text(text: &str, locale: Option<&LanguageIdentifier>) -> Value {
    context! {
        text,
        plain => text,
        lang => locale.map(ToString::to_string).unwrap_or_default(),
        dir => locale.map_or("auto", direction),
        attributes => Value::from_safe_string(Language::of_detail(locale).to_string()),
    }
}

/// Returns a link to the same page in another language.
fn link(other: &LocaleLabels, query: Option<&str>) -> Value {
    let query = query.map(|query| format!("{query}&")).unwrap_or_default();
    context! {
        name => other.language_name.as_str(),
        href => format!("?{query}{LANGUAGE_PARAMETER}={}", other.tag),
        lang => other.tag.as_str(),
        dir => other.direction,
    }
}

//! `fluent-status export`: error pages for web servers and static hosts.

mod apache;
mod caddy;
mod haproxy;
mod languages;
mod nginx;
mod output_dir;
mod pages;
mod static_hosts;

use std::io::Write;
use std::path;

use fluent_status::pages::PageRenderer;
use fluent_status::{Catalog, StatusCode};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, UndefinedBehavior, context};

use crate::Failure;
use crate::arguments::{Export, Server};

use self::languages::Languages;
use self::output_dir::Files;
use self::pages::{BUILT_IN, CodePages, PageWriter, WITHOUT_LINKS};

/// The status codes of error pages.
const ERRORS: std::ops::RangeInclusive<u16> = 400..=599;

/// The path and the template of a configuration file or README.
type Template = (&'static str, &'static str);

pub fn run(arguments: &Export, out: &mut impl Write) -> Result<(), Failure> {
    let catalog = arguments.overlays.catalog()?;
    let codes = codes(arguments, &catalog)?;
    let phrasing = arguments.phrasing.find(&catalog)?;
    let writer = PageWriter::new(&catalog, phrasing, pages(arguments)?)?;
    let pages: Vec<CodePages> =
        codes.into_iter().map(|code| writer.code_pages(code)).collect::<Result<_, _>>()?;
    let mut files = Files::default();
    for page in &pages {
        page.add_to(&mut files)?;
    }
    let languages = Languages::new(catalog.negotiator());
    let templates = match arguments.format {
        Server::Static => static_hosts::add(&pages, &languages.country_tags(), &mut files),
        Server::Nginx => nginx::TEMPLATES,
        Server::Apache => {
            apache::add(&pages, &languages, &mut files);
            apache::TEMPLATES
        }
        Server::Caddy => caddy::TEMPLATES,
        Server::Haproxy => {
            haproxy::add(&pages, &mut files);
            haproxy::TEMPLATES
        }
    };
    let values = values(arguments, &catalog, &languages, &pages)?;
    let environment = environment()?;
    for (path, template) in templates {
        files.add(*path, environment.render_str(template, &values)?);
    }
    let (count, dir) = (files.len(), arguments.out.display());
    let removed = files.write(&arguments.out, arguments.force)?;
    writeln!(out, "Wrote {count} files to `{dir}`: {dir}/README.md explains how to install them")?;
    if removed > 0 {
        writeln!(out, "Removed files of an earlier export: {removed}")?;
    }
    Ok(())
}

/// Parses a list such as `404,500-504`. A range selects the codes that have a message and that the
/// server supports.
fn codes(arguments: &Export, catalog: &Catalog) -> Result<Vec<StatusCode>, Failure> {
    let invalid = |given: &str| -> Failure {
        format!("invalid codes `{given}`: expected codes from 400 to 599, for example 404,500-504")
            .into()
    };
    let is_supported = |code: &StatusCode| match arguments.format {
        Server::Apache => apache::supports(code.as_u16()),
        Server::Haproxy => haproxy::supports(code.as_u16()),
        Server::Nginx => nginx::supports(code.as_u16()),
        Server::Static | Server::Caddy => true,
    };
    let mut codes = Vec::new();
    for given in &arguments.codes {
        let error_code = |text: &str| {
            let code =
                text.parse::<StatusCode>().ok().filter(|code| ERRORS.contains(&code.as_u16()));
            code.ok_or_else(|| invalid(given))
        };
        if let Some((first, last)) = given.split_once('-') {
            let range = error_code(first)?..=error_code(last)?;
            codes.extend(
                catalog.status_codes().filter(|code| range.contains(code) && is_supported(code)),
            );
        } else {
            let code = error_code(given)?;
            if !is_supported(&code) {
                return Err(format!(
                    "the server does not support a page for `{}`: remove it from --codes",
                    code.as_str()
                )
                .into());
            }
            codes.push(code);
        }
    }
    codes.sort_unstable();
    codes.dedup();
    if codes.is_empty() { Err(invalid(&arguments.codes.join(","))) } else { Ok(codes) }
}

fn pages(arguments: &Export) -> Result<PageRenderer, Failure> {
    let pages = arguments.site.pages()?;
    if arguments.format != Server::Static {
        return Ok(pages);
    }
    let built_in = || (String::from("built-in.html"), BUILT_IN.to_owned());
    let (name, source) = arguments.site.template()?.unwrap_or_else(built_in);
    Ok(pages.template(&name, format!("{WITHOUT_LINKS}{source}"))?)
}

/// Creates the environment for configuration files and READMEs. A line with only a tag produces no
/// output.
fn environment() -> Result<Environment<'static>, Failure> {
    let mut environment = Environment::new();
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    environment.set_syntax(syntax.build()?);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_template("pages.md", include_str!("pages.md"))?;
    Ok(environment)
}

/// Returns the variables of the templates.
fn values(
    arguments: &Export,
    catalog: &Catalog,
    languages: &Languages,
    pages: &[CodePages],
) -> Result<Value, Failure> {
    let locales: Vec<String> = catalog.locales().iter().map(ToString::to_string).collect();
    let codes = pages.iter().map(|page| page.code.as_u16());
    // Each locale has a page for every code, possibly in another language.
    let languages_of = |page: &CodePages| {
        let code = page.code.as_u16();
        let of_locale = |locale: &String| {
            context! { code, locale, language => page.language_of(locale) }
        };
        locales.iter().map(of_locale).collect::<Vec<_>>()
    };
    let (prefixes, extended) = languages.extended();
    Ok(context! {
        version => env!("CARGO_PKG_VERSION"),
        directory => directory(arguments)?,
        codes => codes.collect::<Vec<_>>(),
        default_locale => locales.first(),
        pages => pages.iter().flat_map(languages_of).collect::<Vec<_>>(),
        locales_by_priority => languages.by_priority(&locales),
        locales,
        first_subtags => languages.first_subtags().join("|"),
        rules => Value::from(Serde(languages.rules())),
        tags => Value::from(Serde(languages.tags())),
        extended => context! { prefixes => prefixes.join("|"), codes => extended.join("|") },
        country_tags => Value::from(Serde(languages.country_tags())),
        content_security_policy => content_security_policy(pages),
    })
}

/// Returns the absolute path of the output directory, for a quoted string in any configuration.
fn directory(arguments: &Export) -> Result<String, Failure> {
    let dir = path::absolute(&arguments.out)?;
    let dir = dir.to_str().map(|dir| dir.replace(path::MAIN_SEPARATOR, "/"));
    let is_safe = |c: char| c.is_alphanumeric() || "/ ._-+=@,:".contains(c);
    match dir.filter(|dir| dir.chars().all(is_safe)) {
        Some(dir) => Ok(dir.trim_end_matches('/').to_owned()),
        None => Err(format!(
            "the directory `{}` cannot be used in a configuration: choose a name with only \
             letters, digits, spaces and . _ - + = @ , :",
            arguments.out.display()
        )
        .into()),
    }
}

/// Returns the Content-Security-Policy of the HTML pages if all pages have the same.
fn content_security_policy(pages: &[CodePages]) -> Option<String> {
    let pages = pages.iter().flat_map(CodePages::html);
    let mut policies = pages.filter_map(pages::policy);
    let first = policies.next()?;
    policies.all(|policy| policy == first).then_some(first)
}

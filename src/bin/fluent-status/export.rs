//! `fluent-status export`: error pages for the servers that people already run.

mod apache;
mod caddy;
mod folder;
mod haproxy;
mod languages;
mod nginx;
mod pages;
mod static_hosts;

use std::io::Write;
use std::path;

use fluent_status::pages::Pages;
use fluent_status::{Catalog, StatusCode};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, UndefinedBehavior, context};

use crate::Failure;
use crate::arguments::{Export, Server};

use self::folder::Files;
use self::languages::Languages;
use self::pages::{BUILT_IN, CodePages, PageWriter, WITHOUT_LINKS};

/// Pages of errors: what a server answers by itself, or in the place of what is behind it.
const ERRORS: std::ops::RangeInclusive<u16> = 400..=599;

/// A file of a configuration or for people: where it goes, and the template that it is made of.
type Template = (&'static str, &'static str);

pub fn run(arguments: &Export, out: &mut impl Write) -> Result<(), Failure> {
    let catalog = arguments.texts.catalog()?;
    let codes = codes(arguments, &catalog)?;
    let phrasing = arguments.wording.phrasing(&catalog)?;
    let writer = PageWriter::new(&catalog, phrasing, pages(arguments)?)?;
    let pages: Vec<CodePages> =
        codes.into_iter().map(|code| writer.code_pages(code)).collect::<Result<_, _>>()?;
    let mut files = Files::default();
    for page in &pages {
        page.add_to(&mut files)?;
    }
    let languages = Languages::of(catalog.negotiator());
    let templates = match arguments.format {
        Server::Static => static_hosts::add(&pages, &languages.homes(), &mut files),
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
    let (count, folder) = (files.len(), arguments.out.display());
    let removed = files.write(&arguments.out, arguments.force)?;
    writeln!(
        out,
        "Wrote {count} files to `{folder}`: {folder}/README.md says how to install them"
    )?;
    if removed > 0 {
        writeln!(out, "Files of an earlier export that were removed: {removed}")?;
    }
    Ok(())
}

/// The codes of a list like `404,500-504`. A range takes those that there are texts for, and that the
/// server knows.
fn codes(arguments: &Export, catalog: &Catalog) -> Result<Vec<StatusCode>, Failure> {
    let invalid = |given: &str| -> Failure {
        format!("invalid codes `{given}`: expected ones from 400 to 599, for example 404,500-504")
            .into()
    };
    let is_known = |code: &StatusCode| match arguments.format {
        Server::Apache => apache::knows(code.as_u16()),
        Server::Haproxy => haproxy::knows(code.as_u16()),
        Server::Nginx => nginx::knows(code.as_u16()),
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
            codes.extend(catalog.codes().filter(|code| range.contains(code) && is_known(code)));
        } else {
            let code = error_code(given)?;
            if !is_known(&code) {
                return Err(format!(
                    "the server takes no page for `{}`: leave it out",
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

fn pages(arguments: &Export) -> Result<Pages, Failure> {
    let pages = arguments.site.pages()?;
    if arguments.format != Server::Static {
        return Ok(pages);
    }
    let built_in = || (String::from("built-in.html"), BUILT_IN.to_owned());
    let (name, source) = arguments.site.template()?.unwrap_or_else(built_in);
    Ok(pages.template(&name, format!("{WITHOUT_LINKS}{source}"))?)
}

/// For configurations and READMEs, in which a tag on a line of its own leaves no line.
fn environment() -> Result<Environment<'static>, Failure> {
    let mut environment = Environment::new();
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    environment.set_syntax(syntax.build()?);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_template("pages.md", include_str!("export/pages.md"))?;
    Ok(environment)
}

/// What the templates know.
fn values(
    arguments: &Export,
    catalog: &Catalog,
    languages: &Languages,
    pages: &[CodePages],
) -> Result<Value, Failure> {
    let locales: Vec<String> = catalog.locales().iter().map(ToString::to_string).collect();
    let codes = pages.iter().map(|page| page.code.as_u16());
    // Each locale has a page of every code, in its own language or in another one.
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
        folder => folder(arguments)?,
        codes => codes.collect::<Vec<_>>(),
        default_locale => locales.first(),
        pages => pages.iter().flat_map(languages_of).collect::<Vec<_>>(),
        locales_by_priority => languages.by_priority(&locales),
        locales,
        first_subtags => languages.first_subtags().join("|"),
        rules => Value::from(Serde(languages.rules())),
        tags => Value::from(Serde(languages.tags())),
        extended => context! { prefixes => prefixes.join("|"), codes => extended.join("|") },
        homes => Value::from(Serde(languages.homes())),
        content_security_policy => content_security_policy(pages),
    })
}

/// The absolute path of the folder, as a configuration can hold it between quotes.
fn folder(arguments: &Export) -> Result<String, Failure> {
    let folder = path::absolute(&arguments.out)?;
    let folder = folder.to_str().map(|folder| folder.replace(path::MAIN_SEPARATOR, "/"));
    let is_plain = |c: char| c.is_alphanumeric() || "/ ._-+=@,:".contains(c);
    match folder.filter(|folder| folder.chars().all(is_plain)) {
        Some(folder) => Ok(folder.trim_end_matches('/').to_owned()),
        None => Err(format!(
            "cannot name the folder `{}` in a configuration: choose one with letters, digits and \
             . _ - + = @ , : alone",
            arguments.out.display()
        )
        .into()),
    }
}

/// That of all pages, where they have one in common.
fn content_security_policy(pages: &[CodePages]) -> Option<&str> {
    let pages = pages.iter().flat_map(CodePages::html);
    let mut policies = pages.filter_map(pages::policy);
    let first = policies.next()?;
    policies.all(|policy| policy == first).then_some(first)
}

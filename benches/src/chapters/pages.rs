//! Error pages.

use std::time::Duration;

use askama::Template;
use fluent_status::pages::{Format, PageRenderer, Problem};
use fluent_status::{Catalog, FluentArgs, Phrasing, StatusCode};
use maud::{Markup, PreEscaped, html};

use super::Chapter;
use super::headers::CHROME;
use crate::comparison::{Comparison, Side, repeat, side};
use crate::fixtures::leak;

const SITE_NAME: &str = "Acme";
const HOME: &str = "/";
const CONTACT: &str = "mailto:help@acme.example";
const REQUEST_ID: &str = "0af7651916cd43dd8448eb211c80319c";
const QUERY: &str = "q=shoes";
const DETAIL: &str = "Order 17 is gone.";
const SECONDS: u64 = 30;

pub fn chapter() -> Chapter {
    let not_found = leak(Content::new(StatusCode::NOT_FOUND));
    let too_many_requests = leak(Content::new(StatusCode::TOO_MANY_REQUESTS));
    let with_argument = || problem(StatusCode::TOO_MANY_REQUESTS).retry_after(WAIT);
    for (problem, content) in
        [(problem(StatusCode::NOT_FOUND), not_found), (with_argument(), too_many_requests)]
    {
        let page = render(&problem);
        assert_eq!(content.render().expect("a page"), page);
        assert_eq!(maud_page(content).into_string().trim_end(), page);
    }
    Chapter {
        title: "A message to a page",
        about: "The built-in HTML page for 404 in Traditional Chinese, 4 kB, with everything on it: \
                the name of the site, links to its start page and its support, a detail in another \
                language, the request ID, and the query in the links to other languages. \
                `PageRenderer::render` finds the texts, and returns the bytes to send. `askama` and \
                `maud` get the same texts, already found, and write the same page, byte for byte. The \
                page with an argument is for 429: its advice contains the seconds to wait.",
        comparisons: vec![
            Comparison::new(
                "page with everything on it",
                rendered(|| problem(StatusCode::NOT_FOUND)),
                "`askama`: `render` with the texts ready",
                repeat(|| not_found.render()),
            )
            .at_most(1.6),
            Comparison::new(
                "page with everything on it and an argument",
                rendered(with_argument),
                "`askama`: `render` with the texts ready",
                repeat(|| too_many_requests.render()),
            )
            .at_most(1.9),
            Comparison::new(
                "page with everything on it",
                rendered(|| problem(StatusCode::NOT_FOUND)),
                "`maud`: `html!` with the texts ready",
                repeat(|| maud_page(not_found).into_string()),
            ),
        ],
    }
}

const WAIT: Duration = Duration::from_secs(SECONDS);

fn problem(code: StatusCode) -> Problem {
    let locale = "en".parse().expect("a locale");
    Problem::new(code).request_id(REQUEST_ID).query(QUERY).detail(DETAIL).detail_locale(locale)
}

fn renderer() -> PageRenderer {
    PageRenderer::new().site_name(SITE_NAME).home(HOME).contact(CONTACT)
}

fn render(problem: &Problem) -> String {
    let catalog = Catalog::builtin();
    let chain = catalog.negotiate(CHROME);
    renderer().render(catalog, &chain, problem, Format::Html).to_string()
}

/// Renders pages of several problems, so that each call reads other memory than the call before.
fn rendered(problem: impl Fn() -> Problem) -> Side {
    let catalog = Catalog::builtin();
    let chain = leak(catalog.negotiate(CHROME));
    let renderer = leak(renderer());
    let problems: &'static [Problem] = leak((0..200).map(|_| problem()).collect::<Vec<_>>());
    side(
        || problems.iter().collect(),
        move |problem: &Problem| {
            renderer.render(catalog, chain, problem, Format::Html).into_bytes()
        },
    )
}

/// The texts of the page. The peers receive them.
#[derive(Template)]
#[template(path = "page.html")]
struct Content {
    code: u16,
    lang: &'static str,
    dir: &'static str,
    style: String,
    site_name: &'static str,
    reason: String,
    description: String,
    advice: String,
    detail: &'static str,
    detail_lang: &'static str,
    home: &'static str,
    home_label: &'static str,
    contact: &'static str,
    contact_label: &'static str,
    languages_label: &'static str,
    languages: [(&'static str, &'static str, &'static str); 2],
    query: &'static str,
    request_id: &'static str,
    request_id_label: &'static str,
}

impl Content {
    fn new(code: StatusCode) -> Self {
        let catalog = Catalog::builtin();
        let chain = catalog.negotiate(CHROME);
        let mut args = FluentArgs::new();
        args.set("seconds", SECONDS);
        let lookup = catalog.lookup(&chain).phrasing(&Phrasing::PLAIN).args(&args);
        let message = lookup.message(code);
        let page = render(&problem(code));
        let (_, style) = page.split_once("<style>").expect("a style sheet");
        let (style, _) = style.split_once("</style>").expect("its end");
        Self {
            code: code.as_u16(),
            lang: "zh-Hant",
            dir: "ltr",
            style: style.to_owned(),
            site_name: SITE_NAME,
            reason: message.reason().to_string(),
            description: message.description().to_string(),
            advice: message.advice().expect("advice").to_string(),
            detail: DETAIL,
            detail_lang: "en",
            home: HOME,
            home_label: "首頁",
            contact: CONTACT,
            contact_label: "聯絡網站管理員",
            languages_label: "本頁的其他語言版本",
            languages: [("en", "ltr", "English"), ("zh-Hans", "ltr", "简体中文")],
            query: QUERY,
            request_id: REQUEST_ID,
            request_id_label: "請求編號：",
        }
    }
}

fn maud_page(content: &Content) -> Markup {
    let Content { code, lang, dir, style, site_name, reason, description, advice, .. } = content;
    let Content { detail, detail_lang, home, home_label, contact, contact_label, .. } = content;
    let Content { languages_label, languages, query, request_id, request_id_label, .. } = content;
    html! {
        (PreEscaped("<!doctype html>\n"))
        html lang=(lang) dir=(dir) {
            "\n" head {
                "\n" meta charset="utf-8";
                "\n" title { (code) " · " (reason) }
                "\n" meta name="viewport" content="width=device-width, initial-scale=1";
                "\n" meta name="robots" content="noindex";
                "\n" style { (PreEscaped(style)) } "\n"
            }
            "\n" body {
                "\n" header { bdi { (site_name) } }
                "\n" main {
                    "\n" h1 { span class="code" { (code) } " " span { (reason) } }
                    "\n" p class="description" { (description) }
                    "\n" p class="advice" { (advice) }
                    "\n" p class="detail" lang=(detail_lang) dir=(dir) { bdi { (detail) } }
                    "\n" p class="actions" {
                        a href=(home) { (home_label) } " " a href=(contact) { (contact_label) }
                    }
                    "\n"
                }
                "\n" footer {
                    "\n" nav aria-label=(languages_label) lang=(lang) {
                        "\n" ul {
                            @for (tag, dir, name) in languages {
                                "\n" li {
                                    a href={ "?" (query) "&lang=" (tag) } hreflang=(tag) lang=(tag) dir=(dir) { (name) }
                                }
                            }
                            "\n"
                        }
                        "\n"
                    }
                    "\n" p { (request_id_label) bdi { (request_id) } }
                    "\n"
                }
                "\n"
            }
            "\n"
        }
    }
}

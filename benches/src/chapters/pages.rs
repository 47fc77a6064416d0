//! Error pages.

use askama::Template;
use bytes::Bytes;
use fluent_status::pages::{Context, Format, PageCache, Pages};
use fluent_status::{Catalog, StatusCode};
use maud::{Markup, PreEscaped, html};

use super::Chapter;
use crate::contest::Allocations::AtMost;
use crate::contest::{Contest, repeat, side};
use crate::texts::keep;

const REQUEST_ID: &str = "0af7651916cd43dd8448eb211c80319c";

pub fn chapter() -> Chapter {
    let catalog = Catalog::embedded();
    let chain = keep(catalog.negotiate("zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7"));
    let pages = keep(Pages::new().site_name("Acme").home("/"));
    let cache = keep(PageCache::new(pages.clone()));
    let code = StatusCode::from_u16(404).expect("a code");
    let render = move |context: &Context| {
        pages.render(catalog.lookup(chain), code, context, Format::Html).into_bytes()
    };
    let kept = move |context: &Context| cache.page(chain, code, context, Format::Html).into_bytes();

    let without = keep(Context::new());
    let context = || Context::new().request_id(REQUEST_ID);
    // Each call reads one of its own.
    let contexts = keep(vec![context(); 200]);
    let kept_with_id = || side(|| contexts.iter().collect(), kept);
    let rendered_with_id = || side(|| contexts.iter().collect(), render);
    let finished = kept(without);
    assert_eq!(finished, render(without));
    let finished_with_id = kept(&context());
    assert_eq!(finished_with_id, render(&context()));
    let text = std::str::from_utf8(&finished_with_id).expect("UTF-8");
    let content = keep(Content::new(text));
    // A slash may be escaped, and need not be.
    let same = text.replace("&#x2f;", "/");
    assert_eq!(content.render().expect("a page"), same.trim_end());
    assert_eq!(maud_page(content).into_string().trim_end(), same.trim_end());

    Chapter {
        title: "A message to a page",
        about: "The built-in HTML page for 404 in Traditional Chinese, with the name of a site and \
                a link to its start, 4 kB, as the bytes to send. `PageCache`, which the layer \
                has too, keeps what was rendered and puts the id of a request into it; \
                `Pages::render` renders it each time. Each call reads a context of its own, which is \
                made before. `askama` and `maud`, whose templates are \
                compiled, are given the same texts, already looked up, and make the same page, byte \
                for byte.",
        contests: vec![
            Contest::new(
                "page without per-request values, `PageCache`",
                repeat(move || kept(without)),
                "`Bytes::clone`",
                repeat(move || finished.clone()),
            )
            .at_most(2.0)
            .because(
                "The page is found by code, locale and format, and its fields are returned with it: two \
                 counts of references up and two down, where the clone has one of each, which is all \
                 it does. Where both are moved on, which adds 10 ns to the clone, it is 1.8. Finding the \
                 page by the locale of its texts took 3.0 times as long; finding it by the first \
                 locale of the chain, which stands, is what is measured.",
            ),
            Contest::new(
                "page with a request id, `PageCache`",
                kept_with_id(),
                "copying the finished page into a new buffer",
                repeat(move || Bytes::copy_from_slice(&finished_with_id)),
            )
            .at_most(2.0)
            .allocating(AtMost(2.0)),
            Contest::new(
                "page with a request id, `PageCache`",
                kept_with_id(),
                "`askama`: `render`",
                repeat(|| content.render()),
            ),
            Contest::new(
                "page with a request id, `PageCache`",
                kept_with_id(),
                "`maud`: `html!`",
                repeat(|| maud_page(content).into_string()),
            ),
            Contest::new(
                "page with a request id, `Pages::render`",
                rendered_with_id(),
                "`askama`: `render`",
                repeat(|| content.render()),
            ),
            Contest::new(
                "page with a request id, `Pages::render`",
                rendered_with_id(),
                "`maud`: `html!`",
                repeat(|| maud_page(content).into_string()),
            ),
        ],
    }
}

/// What the page says, for the peers.
#[derive(Template)]
#[template(path = "page.html")]
struct Content {
    style: String,
    reason: String,
    description: String,
    advice: String,
    languages: [(&'static str, &'static str); 2],
}

impl Content {
    fn new(page: &str) -> Self {
        let catalog = Catalog::embedded();
        let chain = catalog.negotiate("zh-TW");
        let message = catalog.message(StatusCode::from_u16(404).expect("a code"), &chain);
        let (_, style) = page.split_once("<style>").expect("a style sheet");
        let (style, _) = style.split_once("</style>").expect("its end");
        Self {
            style: style.to_owned(),
            reason: message.reason().to_string(),
            description: message.description().to_string(),
            advice: message.advice().expect("advice").to_string(),
            languages: [("en", "English"), ("zh-Hans", "简体中文")],
        }
    }
}

fn maud_page(content: &Content) -> Markup {
    let Content { style, reason, description, advice, languages } = content;
    html! {
        (PreEscaped("<!doctype html>\n"))
        html lang="zh-Hant" dir="ltr" {
            "\n" head {
                "\n" meta charset="utf-8";
                "\n" title { (404) " · " (reason) }
                "\n" meta name="viewport" content="width=device-width, initial-scale=1";
                "\n" meta name="robots" content="noindex";
                "\n" style { (PreEscaped(style)) } "\n"
            }
            "\n" body {
                "\n" header { bdi { "Acme" } }
                "\n" main {
                    "\n" h1 { span class="code" { (404) } " " span { (reason) } }
                    "\n" p class="description" { (description) }
                    "\n" p class="advice" { (advice) }
                    "\n" p class="actions" { a href="/" { "首頁" } " " }
                    "\n"
                }
                "\n" footer {
                    "\n" nav aria-label="本頁的其他語言版本" lang="zh-Hant" {
                        "\n" ul {
                            @for (tag, name) in languages {
                                "\n" li {
                                    a href={ "?lang=" (tag) } hreflang=(tag) lang=(tag) dir="ltr" { (name) }
                                }
                            }
                            "\n"
                        }
                        "\n"
                    }
                    "\n" p { "請求編號" "：" bdi { (REQUEST_ID) } }
                    "\n"
                }
                "\n"
            }
            "\n"
        }
    }
}

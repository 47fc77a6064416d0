//! Pages in every format: what is on them, in which language, and that nothing from outside can be
//! more than text.

#![cfg(feature = "pages")]

#[path = "common/folder.rs"]
mod folder;

use std::io;
use std::sync::{Arc, Mutex};

use fluent_status::pages::{Context, Format, Page, Pages};
use fluent_status::{Catalog, Phrasing, StatusCode};
use folder::folder;
use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use unic_langid::langid;

// ---- The words of a case ----

/// A page for a reader, of the texts that come with the crate.
fn page(code: u16, accept_language: &str, context: &Context, format: Format) -> Page {
    page_of(&Pages::new(), Catalog::embedded(), code, accept_language, context, format)
}

fn page_of(
    pages: &Pages,
    catalog: &Catalog,
    code: u16,
    accept_language: &str,
    context: &Context,
    format: Format,
) -> Page {
    let chain = catalog.negotiate(accept_language);
    pages.render(catalog.lookup(&chain), StatusCode::from_u16(code).unwrap(), context, format)
}

fn policy(page: &Page) -> Option<&str> {
    let mut fields = page.fields().iter();
    let (_, value) = fields.find(|(name, _)| name == "content-security-policy")?;
    value.to_str().ok()
}

fn html(code: u16, accept_language: &str, context: &Context) -> Document {
    Document::parse(&page(code, accept_language, context, Format::Html))
}

/// A page, as a browser reads it.
struct Document(Html);

impl Document {
    #[track_caller]
    fn parse(page: &Page) -> Self {
        let document = Html::parse_document(page.body());
        assert!(document.errors.is_empty(), "{:?}\n{page}", document.errors);
        Self(document)
    }

    fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.0.select(&Selector::parse(selector).unwrap()).collect()
    }

    #[track_caller]
    fn one(&self, selector: &str) -> ElementRef<'_> {
        let found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector} in {}", self.0.html());
        found[0]
    }

    #[track_caller]
    fn text(&self, selector: &str) -> String {
        self.one(selector).text().collect()
    }

    #[track_caller]
    fn attribute(&self, selector: &str, name: &str) -> Option<&str> {
        self.one(selector).attr(name)
    }

    /// The elements and the names of their attributes: all that is not a value.
    fn shape(&self) -> Vec<String> {
        let nodes = self.0.tree.nodes().filter_map(|node| match node.value() {
            Node::Element(element) => {
                let mut attributes: Vec<&str> = element.attrs().map(|(name, _)| name).collect();
                attributes.sort_unstable();
                Some(format!("{} {attributes:?}", element.name()))
            }
            Node::Comment(_) | Node::ProcessingInstruction(_) => Some("no element".to_owned()),
            _ => None,
        });
        nodes.collect()
    }

    /// How often an element holds a text, the whole text, and nothing but the text.
    fn holds(&self, text: &str) -> usize {
        let is_text = |element: &ElementRef<'_>| {
            let mut children = element.children();
            let only = children.next().filter(|_| children.next().is_none());
            only.is_some_and(|child| child.value().as_text().is_some_and(|found| &**found == text))
        };
        self.all("bdi").iter().filter(|element| is_text(element)).count()
    }
}

fn overlaid(files: &[(&str, &str)]) -> Catalog {
    Catalog::builder().overlay(folder(files).path()).build().unwrap()
}

/// Everything that a context can hold.
fn full(value: &str) -> Context {
    Context::new()
        .detail(value)
        .instance(value)
        .problem_type(value)
        .request_id(value)
        .query(value)
        .allowed_methods(value.to_owned())
        .value("limit", value.to_owned())
        .retry_after(30)
}

// ---- What is on a page ----

#[test]
fn a_page_tells_the_code_what_happened_and_what_to_do() {
    for (accept_language, lang, title) in [
        ("en", "en", "404 · Not Found"),
        ("zh-CN,zh;q=0.9", "zh-Hans", "404 · 未找到"),
        ("zh-TW,zh;q=0.9", "zh-Hant", "404 · 找不到"),
    ] {
        let document = html(404, accept_language, &Context::new());
        let catalog = Catalog::embedded();
        let chain = catalog.negotiate(accept_language);
        let message = catalog.message(StatusCode::from_u16(404).unwrap(), &chain);

        assert_eq!(document.attribute("html", "lang"), Some(lang));
        assert_eq!(document.attribute("html", "dir"), Some("ltr"));
        assert_eq!(document.text("title"), title);
        assert_eq!(document.text("h1 .code"), "404");
        assert_eq!(document.text("h1"), format!("404 {}", message.reason()));
        assert_eq!(document.text(".description"), message.description().text());
        assert_eq!(document.text(".advice"), message.advice().unwrap().text());
        assert!(document.all("main [lang]").is_empty(), "all is in one language");
        assert!(document.all("script, link, img, iframe, form").is_empty());
    }
}

#[test]
fn every_page_is_well_formed_and_small() {
    let pages = Pages::new().site_name("A site").home("/").contact("mailto:help@example.com");
    let context = full(&"x".repeat(100));
    for locale in ["en", "zh-Hans", "zh-Hant"] {
        // One of a class, and one of none.
        let codes = Catalog::embedded().codes().map(|code| code.as_u16()).chain([499, 999]);
        for code in codes {
            let page = page_of(&pages, Catalog::embedded(), code, locale, &context, Format::Html);
            Document::parse(&page);
            assert!(page.body().len() < 6 * 1024, "{code}: {} bytes", page.body().len());
        }
    }
}

#[test]
fn the_other_languages_are_a_link_away() {
    let links = |context: &Context| {
        let document = html(404, "zh-TW", context);
        let links = document.all("nav a").into_iter();
        let links = links.map(|link| {
            let attribute = |name| link.attr(name).unwrap().to_owned();
            assert_eq!(attribute("lang"), attribute("hreflang"));
            [attribute("lang"), attribute("href"), link.text().collect()]
        });
        links.collect::<Vec<_>>()
    };
    assert_eq!(
        links(&Context::new()),
        [["en", "?lang=en", "English"], ["zh-Hans", "?lang=zh-Hans", "简体中文"]]
    );
    assert_eq!(
        links(&Context::new().query("lang=zh-Hant&q=a%20b&p=\"2\"")),
        [
            ["en", "?q=a%20b&p=\"2\"&lang=en", "English"],
            ["zh-Hans", "?q=a%20b&p=\"2\"&lang=zh-Hans", "简体中文"]
        ]
    );
}

#[test]
fn a_language_without_a_name_goes_by_its_tag() {
    let catalog = overlaid(&[("ja/messages.ftl", "status-404 = ページが見つかりません。\n")]);
    let page = page_of(&Pages::new(), &catalog, 404, "en", &Context::new(), Format::Html);
    assert_eq!(Document::parse(&page).text("nav [lang=ja]"), "ja");
}

#[test]
fn what_is_in_another_language_says_so() {
    let catalog = overlaid(&[
        ("zh-HK/concise.ftl", "status-404 = 搵唔到呢一頁。\n"),
        ("ar/messages.ftl", "status-404 = لم يتم العثور على الصفحة.\n"),
    ]);
    let context = Context::new().request_id("7").detail("Order 17").query("q=1");
    let page = page_of(&Pages::new(), &catalog, 404, "zh-HK", &context, Format::Html);
    let document = Document::parse(&page);
    assert_eq!(page.locale(), &langid!("zh-HK"));
    assert_eq!(document.attribute("html", "lang"), Some("zh-HK"));
    assert_eq!(document.attribute(".description", "lang"), None);
    assert_eq!(document.attribute("title", "lang"), Some("zh-Hant"));
    assert_eq!(document.attribute("h1 span:last-child", "lang"), Some("zh-Hant"));
    assert_eq!(document.attribute(".advice", "lang"), Some("zh-Hant"));
    assert_eq!(document.attribute("footer p", "lang"), Some("zh-Hant"));
    // Nobody said which language the application speaks.
    assert_eq!(document.attribute(".detail", "lang"), Some(""));
    assert_eq!(document.attribute(".detail", "dir"), Some("auto"));

    let context = context.detail_locale(langid!("en"));
    let page = page_of(&Pages::new(), &catalog, 404, "ar", &context, Format::Html);
    let document = Document::parse(&page);
    assert_eq!(document.attribute("html", "lang"), Some("ar"));
    assert_eq!(document.attribute("html", "dir"), Some("rtl"));
    assert_eq!(document.attribute(".advice", "lang"), Some("en"));
    assert_eq!(document.attribute(".advice", "dir"), Some("ltr"));
    assert_eq!(document.attribute(".detail", "lang"), Some("en"));
}

#[test]
fn facts_feed_the_advice() {
    for (code, context, advice) in [
        (503, Context::new().retry_after(1), "Try again in 1 second."),
        (429, Context::new().retry_after(30), "Wait 30 seconds, then try again."),
        (
            405,
            Context::new().allowed_methods("GET, HEAD"),
            "This page accepts only these methods: GET, HEAD.",
        ),
        (
            413,
            Context::new().value("limit", "10 MB"),
            "Use a smaller file or send less: the limit is 10 MB.",
        ),
    ] {
        assert_eq!(html(code, "en", &context).text(".advice"), advice);
        let json = page(code, "en", &context, Format::ProblemJson);
        assert_eq!(serde_json::from_str::<Value>(json.body()).unwrap()["advice"], advice);
    }
    // A value from outside stands by itself.
    let document = html(405, "zh-TW", &Context::new().allowed_methods("GET"));
    assert_eq!(document.text(".advice bdi"), "GET");
}

#[test]
fn a_phrasing_is_preferred_through_the_lookup() {
    let catalog = Catalog::embedded();
    let chain = catalog.negotiate("en");
    let lookup = catalog.lookup(&chain).phrasing(&Phrasing::PLAIN);
    let page = Pages::new().render(
        lookup,
        StatusCode::from_u16(404).unwrap(),
        &Context::new(),
        Format::Text,
    );
    assert!(page.body().contains("The page you asked for isn't here."), "{page}");
}

// ---- The formats for programs ----

#[test]
fn problem_details() {
    let page = page(404, "zh-CN", &Context::new(), Format::ProblemJson);
    insta::assert_snapshot!(page, @r#"{"type":"about:blank","title":"未找到","status":404,"detail":"请求的资源不存在。","language":"zh-Hans","advice":"请检查网址是否有误，或从首页开始查找。"}"#);
    let context = Context::new()
        .problem_type("https://acme.example/out-of-stock")
        .instance("/orders/17")
        .detail("Only 3 are left.")
        .request_id("01JD6Y");
    insta::assert_snapshot!(self::page(409, "en", &context, Format::ProblemJson), @r#"{"type":"https://acme.example/out-of-stock","title":"Conflict","status":409,"detail":"Only 3 are left.","detail_language":"","instance":"/orders/17","language":"en","advice":"Save a copy of your work, reload the page, then try again.","request_id":"01JD6Y"}"#);
}

#[test]
fn problem_details_in_xml() {
    let context = Context::new().instance("/orders/17").request_id("01JD6Y");
    insta::assert_snapshot!(page(404, "zh-TW", &context, Format::ProblemXml), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <problem xmlns="urn:ietf:rfc:7807" xml:lang="zh-Hant">
    <type>about:blank</type>
    <title>找不到</title>
    <status>404</status>
    <detail>所請求的資源不存在。</detail>
    <instance>&#x2f;orders&#x2f;17</instance>
    <language>zh-Hant</language>
    <advice>請檢查網址是否有誤，或從首頁開始尋找。</advice>
    <request_id>01JD6Y</request_id>
    </problem>
    "#);
}

#[test]
fn a_detail_says_which_language_it_is_in() {
    let context = Context::new().detail("Order 17 is packed.").detail_locale(langid!("en"));
    let json: Value =
        serde_json::from_str(page(409, "zh-CN", &context, Format::ProblemJson).body()).unwrap();
    assert_eq!((&json["language"], &json["detail_language"]), (&"zh-Hans".into(), &"en".into()));
    let json: Value =
        serde_json::from_str(page(409, "zh-CN", &context, Format::Json).body()).unwrap();
    assert_eq!(json["detail"]["locale"], "en");

    let xml = page(409, "zh-CN", &context, Format::ProblemXml);
    assert!(xml.body().contains("<detail xml:lang=\"en\">Order 17"), "{xml}");
    let xml = page(409, "zh-CN", &Context::new().detail("?"), Format::ProblemXml);
    assert!(xml.body().contains("<detail xml:lang=\"\">?"), "{xml}");
    let xml = page(409, "zh-CN", &Context::new(), Format::ProblemXml);
    assert!(xml.body().contains("<detail>"), "{xml}");
}

#[test]
fn json_is_the_message_as_it_serializes() {
    let catalog = Catalog::embedded();
    let chain = catalog.negotiate("zh-CN");
    let message = catalog.message(StatusCode::from_u16(404).unwrap(), &chain);
    let bare = page(404, "zh-CN", &Context::new(), Format::Json);
    assert_eq!(bare.body(), serde_json::to_string(&message).unwrap());

    let context = Context::new().detail("Order 17").request_id("01JD6Y");
    let json: Value =
        serde_json::from_str(page(404, "zh-CN", &context, Format::Json).body()).unwrap();
    assert_eq!(json["detail"], serde_json::json!({"text": "Order 17", "locale": ""}));
    assert_eq!(json["request_id"], "01JD6Y");
}

#[test]
fn plain_text() {
    let context = Context::new().retry_after(30).request_id("01JD6Y");
    insta::assert_snapshot!(page(503, "zh-TW", &context, Format::Text), @"
    503 服務無法使用：請求未完成。系統暫時異常。
    請在 30 秒後再試。
    請求編號：01JD6Y
    ");
    insta::assert_snapshot!(page(503, "en", &context, Format::Text), @"
    503 Service Unavailable: The request fails because the system is abnormal.
    Try again in 30 seconds.
    Request ID: 01JD6Y
    ");
    assert_eq!(
        page(201, "en", &Context::new(), Format::Text).body(),
        "201 Created: Resource creation succeeds.\n"
    );
}

#[test]
fn details_of_a_failing_server_are_not_shown_unless_the_application_says_so() {
    let context = Context::new().detail("panicked at 'secret'");
    for &format in Format::ALL {
        for code in [500, 503, 599] {
            let page = page(code, "en", &context, format);
            assert!(!page.body().contains("secret"), "{page}");
            let open = Pages::new().show_server_details(true);
            let page = page_of(&open, Catalog::embedded(), code, "en", &context, format);
            assert!(page.body().contains("secret"), "{page}");
        }
        assert!(page(404, "en", &context, format).body().contains("secret"));
    }
}

// ---- Values from outside ----

const HOSTILE: [&str; 12] = [
    "</title><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "<!-- ]]> --> </style><style>body{display:none}</style>",
    "&lt;&amp;&#60;&#x3c;",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "\u{202E}dessecorp si tnuocca ruoy\u{2069}\u{202C}\u{2066}",
    "a\0b\u{1b}[2Jc\u{7f}\u{9b}d",
    "\\\"\\u0000\u{FFFE}\u{FFFF}\u{FDD0}\u{FDD1}",
    "line one\r\nline two\ttab\u{2028}three",
    "https://example.com/?a=1&b=2#c",
];

/// What is left of a value: controls are taken out, and line breaks are spaces.
fn cleaned(value: &str) -> String {
    let value = value.replace(['\n', '\r', '\t', '\u{2028}', '\u{2029}'], " ");
    let is_kept = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
            && !matches!(c, '\u{FDD0}'..='\u{FDEF}' | '\u{FFFE}' | '\u{FFFF}')
    };
    value.chars().filter(is_kept).collect()
}

fn hostile() -> Vec<String> {
    let long = ["<b>'é&".repeat(15_000)];
    HOSTILE.iter().map(|value| value.to_string()).chain(long).collect()
}

#[test]
fn a_hostile_value_is_one_text_on_an_html_page() {
    // A code whose texts have no variables, and two whose texts have some.
    for code in [404, 405, 413] {
        let tame = html(code, "zh-CN", &full("tame")).shape();
        for value in hostile() {
            let document = html(code, "zh-CN", &full(&value));
            let start: String = value.chars().take(40).collect();
            assert_eq!(document.shape(), tame, "{code}: {start}");
            // The detail, the id of the request, and the variable.
            let places = if code == 404 { 2 } else { 3 };
            assert_eq!(document.holds(&cleaned(&value)), places, "{code}: {start}");
            let href = document.all("nav a")[0].attr("href").unwrap();
            assert!(href.starts_with('?') && href.ends_with("lang=en"), "{href:.100}");
        }
    }
}

#[test]
fn a_hostile_value_in_a_sentence_is_one_text_too() {
    for value in hostile() {
        let document = html(405, "zh-CN", &Context::new().allowed_methods(value.clone()));
        assert_eq!(document.text(".advice bdi"), cleaned(&value));
        assert_eq!(document.all(".advice *").len(), 1);
    }
}

#[test]
fn a_hostile_value_is_one_string_in_json() {
    for value in hostile() {
        let context = full(&value);
        let problem = page(404, "zh-CN", &context, Format::ProblemJson);
        let json: Value = serde_json::from_str(problem.body()).unwrap();
        for member in ["detail", "instance", "type", "request_id"] {
            assert_eq!(json[member], cleaned(&value), "{member}");
        }
        assert_eq!(json["title"], "未找到");
        assert_eq!(json.as_object().unwrap().len(), 9);

        let json: Value =
            serde_json::from_str(page(404, "zh-CN", &context, Format::Json).body()).unwrap();
        assert_eq!(json["detail"]["text"], cleaned(&value));
    }
}

#[test]
fn a_hostile_value_is_one_text_in_xml() {
    for value in hostile() {
        let page = page(404, "zh-CN", &full(&value), Format::ProblemXml);
        let document = roxmltree::Document::parse(page.body()).unwrap();
        let root = document.root_element();
        assert_eq!(root.tag_name().namespace(), Some("urn:ietf:rfc:7807"));
        let text = |name: &str| {
            let child =
                root.children().find(|child| child.has_tag_name(("urn:ietf:rfc:7807", name)));
            let child = child.unwrap();
            assert!(child.children().all(|node| node.is_text()), "{name}");
            child.text().unwrap().to_owned()
        };
        for name in ["detail", "instance", "type", "request_id"] {
            assert_eq!(text(name), cleaned(&value), "{name}");
        }
        assert_eq!((text("title"), text("status")), ("未找到".into(), "404".into()));
        assert_eq!(root.children().filter(|child| child.is_element()).count(), 8);
    }
}

#[test]
fn a_hostile_value_is_one_line_of_plain_text() {
    for value in hostile() {
        let page = page(404, "en", &full(&value), Format::Text);
        let lines: Vec<&str> = page.body().lines().collect();
        assert_eq!(lines.len(), 4);
        assert_eq!(lines[2], cleaned(&value));
        assert_eq!(lines[3], format!("Request ID: {}", cleaned(&value)));
    }
}

#[test]
fn a_value_in_a_title_is_text() {
    let catalog =
        overlaid(&[("en/messages.ftl", "status-404 = A.\n    .reason = No { $thing }\n")]);
    let context = Context::new().value("thing", "a<b");
    let page = page_of(&Pages::new(), &catalog, 404, "en", &context, Format::Html);
    let document = Document::parse(&page);
    assert_eq!(document.text("title"), "404 · No a<b");
    assert_eq!(document.text("h1 bdi"), "a<b");
}

// ---- How a site changes its pages ----

#[test]
fn a_site_has_a_name_a_logo_links_and_a_colour() {
    let pages = Pages::new()
        .site_name("Acme & <Sons>")
        .home("/start?a=1&b=2")
        .contact("mailto:help@acme.example")
        .logo("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>")
        .accent("rebeccapurple", "#d0b0ff")
        .unwrap();
    let page = page_of(&pages, Catalog::embedded(), 404, "zh-TW", &Context::new(), Format::Html);
    let document = Document::parse(&page);
    assert_eq!(document.text("header bdi"), "Acme & <Sons>");
    assert_eq!(document.attribute(".actions a:first-child", "href"), Some("/start?a=1&b=2"));
    assert_eq!(document.text(".actions a:first-child"), "首頁");
    let contact = document.attribute(".actions a:last-child", "href");
    assert_eq!(contact, Some("mailto:help@acme.example"));
    let logo = document.attribute("header img", "src").unwrap();
    assert!(logo.starts_with("data:image/svg+xml;base64,PHN2Zy"), "{logo}");
    assert!(document.text("style").contains("--accent:#663399"));
    assert!(document.text("style").contains("--accent:#d0b0ff"));
    // Without any of that there is nothing for it.
    assert!(html(404, "en", &Context::new()).all("header, .actions").is_empty());
}

#[test]
fn a_template_takes_the_place_of_the_page() {
    let template = "<!doctype html><html lang={{ lang }}><title>{{ code }}</title>\n\
                    <style>p { color: red }</style><p{{ reason.attributes }}>{{ reason.text }}\
                    <p>{{ detail.text }}<p>{{ request_id }}|{{ advice.text }}";
    let pages = Pages::new().template("own.html", template).unwrap();
    let context = Context::new().detail("<b>");
    let page = page_of(&pages, Catalog::embedded(), 404, "zh-CN", &context, Format::Html);
    let expected = "<!doctype html><html lang=zh-Hans><title>404</title>\n\
                    <style>p { color: red }</style><p>未找到<p>&lt;b&gt;<p>|";
    assert!(page.body().starts_with(expected), "{page}");
    // Its own style is the one that is allowed.
    let own = policy(&page).unwrap();
    let built_in = self::page(404, "zh-CN", &context, Format::Html);
    assert_ne!(own, policy(&built_in).unwrap());
    // The formats for programs are what they were.
    let problem = page_of(&pages, Catalog::embedded(), 404, "zh-CN", &context, Format::ProblemJson);
    assert_eq!(problem, self::page(404, "zh-CN", &context, Format::ProblemJson));
}

#[test]
fn a_template_can_have_the_built_in_page_as_a_part() {
    let pages = Pages::new().template("own.html", "{% include 'built-in.html' %}<!-- own -->");
    let page =
        page_of(&pages.unwrap(), Catalog::embedded(), 404, "en", &Context::new(), Format::Html);
    let built_in = self::page(404, "en", &Context::new(), Format::Html);
    assert_eq!(page.body(), format!("{}<!-- own -->", built_in.body()));
    assert_eq!(policy(&page), policy(&built_in));
}

#[test]
fn a_template_may_have_any_name() {
    for name in ["built-in.html", "problem.xml", "own page", ""] {
        let pages = Pages::new().template(name, "{{ no_such_variable }}").unwrap();
        for format in [Format::Html, Format::ProblemXml] {
            let page = page_of(&pages, Catalog::embedded(), 404, "en", &Context::new(), format);
            assert_eq!(page, self::page(404, "en", &Context::new(), format), "{name}");
        }
    }
}

#[test]
fn a_template_that_is_not_well_formed_is_an_error_when_it_is_loaded() {
    for (template, line) in [("{{ code", 1), ("\n{% if code %}\n", 2), ("a\nb\n{% else %}", 3)] {
        let error = Pages::new().template("own.html", template).unwrap_err().to_string();
        assert!(error.starts_with(&format!("own.html:{line}: ")), "{template:?}: {error}");
    }
}

#[test]
fn a_template_that_fails_gives_way_to_the_built_in_page_and_is_reported() {
    let built_in = page(404, "zh-CN", &Context::new(), Format::Html);
    for (template, reported) in [
        ("{{ no_such_variable }}", "undefined"),
        ("{{ reason.no_such_member.text }}", "undefined"),
        ("{{ code | no_such_filter }}", "no_such_filter"),
        ("{% include 'no-such.html' %}", "no-such.html"),
        ("{{ 1 / 0 }}", "1 / 0"),
        // It never ends.
        (
            "{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}",
            "fuel",
        ),
        ("{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}", ""),
    ] {
        let pages = Pages::new().template("own.html", template).unwrap();
        let log = Log::default();
        let page = log.record(|| {
            page_of(&pages, Catalog::embedded(), 404, "zh-CN", &Context::new(), Format::Html)
        });
        assert_eq!(page, built_in, "{template}");
        let log = log.text();
        assert_eq!(log.matches("ERROR").count(), 1, "{template}: {log}");
        assert!(log.contains("own.html") && log.contains(reported), "{template}: {log}");
        // Ahead of time there is somebody to tell.
        let catalog = Catalog::embedded();
        let chain = catalog.negotiate("zh-CN");
        let lookup = catalog.lookup(&chain);
        let code = StatusCode::from_u16(404).unwrap();
        let error = pages.try_render(lookup, code, &Context::new(), Format::Html).unwrap_err();
        assert!(error.to_string().starts_with("own.html:1: "), "{template}: {error}");
    }
}

/// What is reported through `tracing`.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn record<T>(&self, work: impl FnOnce() -> T) -> T {
        let log = self.clone();
        let subscriber =
            tracing_subscriber::fmt().with_ansi(false).with_writer(move || log.clone()).finish();
        tracing::subscriber::with_default(subscriber, work)
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

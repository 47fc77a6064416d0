//! Pages in every format: their contents, their languages, and that values from outside are text.

#![cfg(feature = "pages")]

#[path = "common/overlay_dir.rs"]
mod overlay_dir;

use std::time::Duration;

use fluent_status::pages::{Format, Page, PageRenderer, Problem};
use fluent_status::{Catalog, Phrasing, StatusCode};
use http::{HeaderMap, HeaderValue, Method};
use overlay_dir::overlay_dir;
use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use unic_langid::langid;

// ---- Helpers ----

fn problem(code: u16) -> Problem {
    Problem::new(StatusCode::from_u16(code).unwrap())
}

/// Renders a page with the built-in messages.
fn page(accept_language: &str, problem: &Problem, format: Format) -> Page {
    page_of(&PageRenderer::new(), Catalog::builtin(), accept_language, problem, format)
}

fn page_of(
    renderer: &PageRenderer,
    catalog: &Catalog,
    accept_language: &str,
    problem: &Problem,
    format: Format,
) -> Page {
    renderer.render(catalog, &catalog.negotiate(accept_language), problem, format)
}

fn html(accept_language: &str, problem: &Problem) -> Document {
    Document::parse(&page(accept_language, problem, Format::Html))
}

/// A page as a browser parses it.
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

    /// The elements and the names of their attributes.
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

    /// Counts the `<bdi>` elements that contain exactly this text.
    fn count_bdi(&self, text: &str) -> usize {
        let is_text = |element: &ElementRef<'_>| {
            let mut children = element.children();
            let only = children.next().filter(|_| children.next().is_none());
            only.is_some_and(|child| child.value().as_text().is_some_and(|found| &**found == text))
        };
        self.all("bdi").iter().filter(|element| is_text(element)).count()
    }
}

fn overlaid(files: &[(&str, &str)]) -> Catalog {
    Catalog::builder().overlay_dir(overlay_dir(files).path()).build().unwrap()
}

/// An error with everything that an application can add.
fn full(code: u16, value: &str) -> Problem {
    problem(code)
        .detail(value)
        .instance(value)
        .type_uri(value)
        .request_id(value)
        .query(value)
        .arg("methods", value.to_owned())
        .arg("limit", value.to_owned())
        .retry_after(Duration::from_secs(30))
}

// ---- What is on a page ----

#[test]
fn a_page_has_code_reason_description_and_advice() {
    for (accept_language, lang, title) in [
        ("en", "en", "404 · Not Found"),
        ("zh-CN,zh;q=0.9", "zh-Hans", "404 · 未找到"),
        ("zh-TW,zh;q=0.9", "zh-Hant", "404 · 找不到"),
    ] {
        let document = html(accept_language, &problem(404));
        let catalog = Catalog::builtin();
        let chain = catalog.negotiate(accept_language);
        let message =
            catalog.lookup(&chain).phrasing(&Phrasing::PLAIN).message(StatusCode::NOT_FOUND);

        assert_eq!(document.attribute("html", "lang"), Some(lang));
        assert_eq!(document.attribute("html", "dir"), Some("ltr"));
        assert_eq!(document.text("title"), title);
        assert_eq!(document.text("h1 .code"), "404");
        assert_eq!(document.text("h1"), format!("404 {}", message.reason()));
        assert_eq!(document.text(".description"), message.description().as_str());
        assert_eq!(document.text(".advice"), message.advice().unwrap().as_str());
        assert!(
            document.all("main [lang]").is_empty(),
            "every text is in the language of the page"
        );
        assert!(document.all("script, link, img, iframe, form").is_empty());
    }
}

#[test]
fn every_page_is_well_formed_and_small() {
    let pages =
        PageRenderer::new().site_name("A site").home("/").contact("mailto:help@example.com");
    for locale in ["en", "zh-Hans", "zh-Hant"] {
        // The last two have only a class, or not even a class.
        let codes = Catalog::builtin().status_codes().map(|code| code.as_u16()).chain([499, 999]);
        for code in codes {
            let problem = full(code, &"x".repeat(100));
            let page = page_of(&pages, Catalog::builtin(), locale, &problem, Format::Html);
            Document::parse(&page);
            assert!(page.body().len() < 6 * 1024, "{code}: {} bytes", page.body().len());
        }
    }
}

#[test]
fn a_page_links_to_the_other_languages() {
    let links = |problem: &Problem| {
        let document = html("zh-TW", problem);
        let links = document.all("nav a").into_iter();
        let links = links.map(|link| {
            let attribute = |name| link.attr(name).unwrap().to_owned();
            assert_eq!(attribute("lang"), attribute("hreflang"));
            [attribute("lang"), attribute("href"), link.text().collect()]
        });
        links.collect::<Vec<_>>()
    };
    assert_eq!(
        links(&problem(404)),
        [["en", "?lang=en", "English"], ["zh-Hans", "?lang=zh-Hans", "简体中文"]]
    );
    assert_eq!(
        links(&problem(404).query("lang=zh-Hant&q=a%20b&p=\"2\"")),
        [
            ["en", "?q=a%20b&p=\"2\"&lang=en", "English"],
            ["zh-Hans", "?q=a%20b&p=\"2\"&lang=zh-Hans", "简体中文"]
        ]
    );
}

#[test]
fn a_language_without_a_name_is_listed_by_its_tag() {
    let catalog = overlaid(&[("ja/messages.ftl", "status-404 = ページが見つかりません。\n")]);
    let page = page_of(&PageRenderer::new(), &catalog, "en", &problem(404), Format::Html);
    assert_eq!(Document::parse(&page).text("nav [lang=ja]"), "ja");
}

#[test]
fn a_text_in_another_language_is_marked() {
    let catalog = overlaid(&[
        ("zh-HK/concise.ftl", "status-404 = 搵唔到呢一頁。\n"),
        ("ar/messages.ftl", "status-404 = لم يتم العثور على الصفحة.\n"),
    ]);
    let problem = problem(404).request_id("7").detail("Order 17").query("q=1");
    let page = page_of(&PageRenderer::new(), &catalog, "zh-HK", &problem, Format::Html);
    let document = Document::parse(&page);
    assert_eq!(page.locale(), &langid!("zh-HK"));
    assert_eq!(document.attribute("html", "lang"), Some("zh-HK"));
    assert_eq!(document.attribute(".description", "lang"), None);
    assert_eq!(document.attribute("title", "lang"), Some("zh-Hant"));
    assert_eq!(document.attribute("h1 span:last-child", "lang"), Some("zh-Hant"));
    assert_eq!(document.attribute(".advice", "lang"), Some("zh-Hant"));
    assert_eq!(document.attribute("footer p", "lang"), Some("zh-Hant"));
    // The application did not set the language of the detail.
    assert_eq!(document.attribute(".detail", "lang"), Some(""));
    assert_eq!(document.attribute(".detail", "dir"), Some("auto"));

    let problem = problem.detail_locale(langid!("en"));
    let page = page_of(&PageRenderer::new(), &catalog, "ar", &problem, Format::Html);
    let document = Document::parse(&page);
    assert_eq!(document.attribute("html", "lang"), Some("ar"));
    assert_eq!(document.attribute("html", "dir"), Some("rtl"));
    assert_eq!(document.attribute(".advice", "lang"), Some("en"));
    assert_eq!(document.attribute(".advice", "dir"), Some("ltr"));
    assert_eq!(document.attribute(".detail", "lang"), Some("en"));
}

#[test]
fn the_advice_contains_the_arguments() {
    for (problem, advice) in [
        (problem(503).retry_after(Duration::from_secs(1)), "Try again in 1 second."),
        (problem(429).retry_after(Duration::from_secs(30)), "Wait 30 seconds, then try again."),
        (
            problem(405).allowed_methods([Method::GET, Method::HEAD]),
            "This page accepts only these methods: GET, HEAD.",
        ),
        (
            problem(413).arg("limit", "10 MB"),
            "Use a smaller file or send less: the limit is 10 MB.",
        ),
    ] {
        assert_eq!(html("en", &problem).text(".advice"), advice);
        let json = page("en", &problem, Format::ProblemJson);
        assert_eq!(serde_json::from_str::<Value>(json.body()).unwrap()["advice"], advice);
    }
    // An argument is isolated from the text around it.
    let document = html("zh-TW", &problem(405).allowed_methods([Method::GET]));
    assert_eq!(document.text(".advice bdi"), "GET");
}

/// The description of 404 in English, in this phrasing.
fn description(catalog: &Catalog, phrasing: &Phrasing) -> String {
    let chain = catalog.negotiate("en");
    let lookup = catalog.lookup(&chain).phrasing(phrasing);
    lookup.description(StatusCode::NOT_FOUND).as_str().to_owned()
}

#[test]
fn html_prefers_plain_and_other_formats_the_order_of_the_catalog() {
    let catalog = Catalog::builtin();
    for &format in Format::ALL {
        let page = page("en", &problem(404), format);
        let phrasing = if format == Format::Html { Phrasing::PLAIN } else { Phrasing::CONCISE };
        let expected = description(catalog, &phrasing).replace('\'', "&#39;");
        assert!(page.body().contains(&expected), "{format:?}: {page}");
    }
}

#[test]
fn the_renderer_and_the_problem_choose_a_phrasing_for_every_format() {
    let catalog = Catalog::builtin();
    let renderer = PageRenderer::new().phrasing(Phrasing::GENERAL);
    for &format in Format::ALL {
        for (problem, phrasing) in [
            (problem(404), Phrasing::GENERAL),
            (problem(404).phrasing(Phrasing::COMMON), Phrasing::COMMON),
        ] {
            let page = page_of(&renderer, catalog, "en", &problem, format);
            let expected = description(catalog, &phrasing);
            assert!(page.body().contains(&expected), "{phrasing} as {format:?}: {page}");
        }
    }
}

// ---- The formats for programs ----

#[test]
fn problem_details() {
    let page = page("zh-CN", &problem(404), Format::ProblemJson);
    insta::assert_snapshot!(page, @r#"{"type":"about:blank","title":"未找到","status":404,"detail":"请求的资源不存在。","language":"zh-Hans","advice":"请检查网址是否有误，或从首页开始查找。"}"#);
    let problem = problem(409)
        .type_uri("https://acme.example/out-of-stock")
        .instance("/orders/17")
        .detail("Only 3 are left.")
        .request_id("01JD6Y");
    insta::assert_snapshot!(self::page("en", &problem, Format::ProblemJson), @r#"{"type":"https://acme.example/out-of-stock","title":"Conflict","status":409,"detail":"Only 3 are left.","detail_language":"","instance":"/orders/17","language":"en","advice":"Save a copy of your work, reload the page, then try again.","request_id":"01JD6Y"}"#);
}

#[test]
fn problem_details_in_xml() {
    let problem = problem(404).instance("/orders/17").request_id("01JD6Y");
    insta::assert_snapshot!(page("zh-TW", &problem, Format::ProblemXml), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <problem xmlns="urn:ietf:rfc:7807" xml:lang="zh-Hant">
    <type>about:blank</type>
    <title>找不到</title>
    <status>404</status>
    <detail>所請求的資源不存在。</detail>
    <instance>/orders/17</instance>
    <language>zh-Hant</language>
    <advice>請檢查網址是否有誤，或從首頁開始尋找。</advice>
    <request_id>01JD6Y</request_id>
    </problem>
    "#);
}

#[test]
fn the_language_of_a_detail_is_marked() {
    let in_english = problem(409).detail("Order 17 is packed.").detail_locale(langid!("en"));
    let json = page("zh-CN", &in_english, Format::ProblemJson);
    let json: Value = serde_json::from_str(json.body()).unwrap();
    assert_eq!((&json["language"], &json["detail_language"]), (&"zh-Hans".into(), &"en".into()));

    let xml = page("zh-CN", &in_english, Format::ProblemXml);
    assert!(xml.body().contains("<detail xml:lang=\"en\">Order 17"), "{xml}");
    let xml = page("zh-CN", &problem(409).detail("?"), Format::ProblemXml);
    assert!(xml.body().contains("<detail xml:lang=\"\">?"), "{xml}");
    let xml = page("zh-CN", &problem(409), Format::ProblemXml);
    assert!(xml.body().contains("<detail>"), "{xml}");
}

#[test]
fn a_title_or_advice_in_another_language_is_marked_in_problem_details() {
    let catalog = overlaid(&[("qaa/messages.ftl", "status-404 = Rien ici.\n")]);
    let render = |format| {
        let chain = catalog.negotiate("qaa");
        PageRenderer::new().render(&catalog, &chain, &problem(404), format)
    };
    let json: Value = serde_json::from_str(render(Format::ProblemJson).body()).unwrap();
    assert_eq!((&json["language"], &json["title_language"]), (&"qaa".into(), &"en".into()));
    assert_eq!(json["advice_language"], "en");
    let xml = render(Format::ProblemXml);
    let xml = roxmltree::Document::parse(xml.body()).unwrap();
    let language = |name: &str| {
        let element = xml.descendants().find(|node| node.has_tag_name(name)).unwrap();
        element.attribute(("http://www.w3.org/XML/1998/namespace", "lang")).map(str::to_owned)
    };
    assert_eq!(language("title").as_deref(), Some("en"));
    assert_eq!(language("advice").as_deref(), Some("en"));
    assert_eq!(language("detail"), None);
}

#[test]
fn application_json_has_the_schema_of_problem_details() {
    for problem in [problem(404), full(404, "a"), full(503, "b")] {
        let [json, details] =
            [Format::Json, Format::ProblemJson].map(|format| page("zh-CN", &problem, format));
        assert_eq!(json.body(), details.body());
        assert_eq!(json.headers()["content-type"], "application/json; charset=utf-8");
        assert_eq!(details.headers()["content-type"], "application/problem+json; charset=utf-8");
    }
}

#[test]
fn an_application_code_is_a_member_of_its_own() {
    let problem = problem(742).status(StatusCode::BAD_REQUEST);
    let json = page("en", &problem, Format::ProblemJson);
    let json: Value = serde_json::from_str(json.body()).unwrap();
    assert_eq!((&json["status"], &json["code"]), (&400.into(), &742.into()));
}

#[test]
fn plain_text() {
    let unavailable = problem(503).retry_after(Duration::from_secs(30)).request_id("01JD6Y");
    insta::assert_snapshot!(page("zh-TW", &unavailable, Format::Text), @"
    503 服務無法使用：請求未完成。系統暫時異常。
    請在 30 秒後再試。
    請求編號：01JD6Y
    ");
    insta::assert_snapshot!(page("en", &unavailable, Format::Text), @"
    503 Service Unavailable: The request fails because the system is abnormal.
    Try again in 30 seconds.
    Request ID: 01JD6Y
    ");
    assert_eq!(
        page("en", &problem(201), Format::Text).body(),
        "201 Created: Resource creation succeeds.\n"
    );
}

#[test]
fn details_of_server_errors_are_hidden_unless_the_application_shows_them() {
    let problem = |code| problem(code).detail("panicked at 'secret'");
    for &format in Format::ALL {
        for code in [500, 503, 599] {
            let page = page("en", &problem(code), format);
            assert!(!page.body().contains("secret"), "{page}");
            let open = PageRenderer::new().show_server_details(true);
            let page = page_of(&open, Catalog::builtin(), "en", &problem(code), format);
            assert!(page.body().contains("secret"), "{page}");
        }
        assert!(page("en", &problem(404), format).body().contains("secret"));
        // The response of a server error may have another code.
        let problem = problem(742).status(StatusCode::BAD_GATEWAY);
        assert!(!page("en", &problem, format).body().contains("secret"));
    }
}

// ---- Catalogs and chains ----

/// Locales with few messages, one of them for a code that no other locale has.
fn sparse() -> Catalog {
    overlaid(&[
        ("zh-HK/concise.ftl", "status-404 = 搵唔到呢一頁。"),
        ("zh-HK/messages.ftl", "status-4xx = 要求有問題。"),
        ("qaa/concise.ftl", "status-503 = Qaa.\nstatus-742 = Qaa 742."),
        ("zh-Hans/shop.ftl", "status-742 = 商品已下架。"),
        ("fr/messages.ftl", "status-404 = Introuvable.\n    .reason = Introuvable"),
    ])
}

#[test]
fn clients_of_one_language_get_the_same_page() {
    let catalog = Catalog::builtin();
    let html = |accept_language, problem: &Problem| {
        page_of(&PageRenderer::new(), catalog, accept_language, problem, Format::Html)
    };
    let chinese = html("zh-CN", &problem(404));
    for accept_language in ["zh", "zh-SG, en;q=0.1", "zh-Hans, zh-Hant"] {
        assert_eq!(html(accept_language, &problem(404)), chinese, "{accept_language}");
    }
    assert_ne!(html("zh-TW", &problem(404)), chinese);
    // Only HTML has links, so the query does not change other formats.
    let [json, with_query] = [problem(404), problem(404).query("a=1")]
        .map(|problem| page("zh-CN", &problem, Format::Json));
    assert_eq!(json, with_query);
}

#[test]
fn locales_without_a_message_do_not_change_the_page() {
    let catalog = sparse();
    let html = |accept_language| {
        page_of(&PageRenderer::new(), &catalog, accept_language, &problem(500), Format::Html)
    };
    assert_eq!(html("qaa, zh-CN"), html("zh-CN"));
    assert_eq!(html("fr;q=0.1, qaa;q=0.2, zh-CN;q=0.05"), html("zh-CN"));
}

#[test]
fn the_locale_of_a_page_is_the_locale_of_its_description() {
    let catalog = sparse();
    for (accept_language, code, locale) in [
        ("zh-HK", 404, "zh-HK"),
        ("zh-HK, zh-Hant;q=0", 404, "zh-HK"),
        ("qaa, zh-Hans", 503, "qaa"),
        ("qaa", 742, "qaa"),
        ("zh-CN", 742, "zh-Hans"),
        ("qaa", 404, "en"),
        ("fr", 404, "fr"),
        ("zh-HK", 999, "zh-Hant"),
    ] {
        for &format in Format::ALL {
            let page =
                page_of(&PageRenderer::new(), &catalog, accept_language, &problem(code), format);
            assert_eq!(page.locale().to_string(), locale, "{accept_language} {code} {format:?}");
            assert_eq!(page.headers()["content-language"], locale);
        }
    }
}

#[test]
fn a_chain_of_another_catalog_is_mapped() {
    let chain = Catalog::builtin().negotiate("zh-TW");
    let page = PageRenderer::new().render(&sparse(), &chain, &problem(404), Format::Html);
    assert_eq!(page.locale().to_string(), "zh-Hant");
}

#[test]
fn one_renderer_serves_several_catalogs() {
    let renderer = PageRenderer::new();
    let first_line = |renderer: &PageRenderer, catalog: &Catalog| {
        let page = page_of(renderer, catalog, "en", &problem(404), Format::Text);
        page.body().lines().next().unwrap().to_owned()
    };
    let concise = first_line(&renderer, Catalog::builtin());
    let renderer = renderer.phrasing(Phrasing::PLAIN);
    assert_ne!(first_line(&renderer, Catalog::builtin()), concise);
    let catalog = overlaid(&[("en/messages.ftl", "status-404 = Gone for lunch.")]);
    assert_eq!(first_line(&renderer, &catalog), "404 Not Found: Gone for lunch.");
}

// ---- Headers ----

#[test]
fn a_page_replaces_headers_and_appends_to_vary() {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("content-type", "application/octet-stream"),
        ("content-length", "7"),
        ("content-language", "fr"),
        ("vary", "Origin"),
        ("etag", "\"of something else\""),
        ("content-encoding", "gzip"),
        ("set-cookie", "a=1"),
    ] {
        headers.append(name, HeaderValue::from_static(value));
    }
    let page = page("zh-TW", &problem(404), Format::Html);
    page.apply(&mut headers);
    let once = headers.clone();
    page.apply(&mut headers);
    assert_eq!(headers, once, "applying a page twice changes nothing");

    let lines = |name: &str| {
        let lines = headers.get_all(name).iter().map(|line| line.to_str().unwrap());
        lines.collect::<Vec<_>>().join(" | ")
    };
    let length = page.body().len().to_string();
    for (name, value) in [
        ("content-type", "text/html; charset=utf-8"),
        ("content-length", &length),
        ("content-language", "zh-Hant"),
        ("vary", "Origin | Accept-Language, Accept"),
        ("etag", ""),
        ("content-encoding", ""),
        ("set-cookie", "a=1"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(lines(name), value, "{name}");
    }
}

#[test]
fn a_page_becomes_a_response() {
    let page = page("zh-TW", &problem(404), Format::ProblemJson);
    let (headers, body) = (page.headers(), page.body().to_owned());
    let response = page.into_response(StatusCode::NOT_FOUND);
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert_eq!(response.headers(), &headers);
    assert_eq!(response.headers().len(), 5);
    assert_eq!(response.into_body(), body);
}

#[test]
fn vary_lists_what_the_page_was_chosen_by() {
    let page = page("en", &problem(404), Format::Text);
    assert_eq!(page.headers()["vary"], "Accept-Language, Accept");
    let by_cookie = page.clone().vary(vec![http::header::COOKIE]);
    assert_eq!(by_cookie.headers()["vary"], "cookie");
    assert!(!page.vary(&[][..]).headers().contains_key("vary"));
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

/// Returns a value without control characters, and with spaces for line breaks and tabs.
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
    // A code whose messages have no variables, and two with variables.
    for code in [404, 405, 413] {
        let tame = html("zh-CN", &full(code, "tame")).shape();
        for value in hostile() {
            let document = html("zh-CN", &full(code, &value));
            let start: String = value.chars().take(40).collect();
            assert_eq!(document.shape(), tame, "{code}: {start}");
            // The detail, the request ID, and the argument.
            let count = if code == 404 { 2 } else { 3 };
            assert_eq!(document.count_bdi(&cleaned(&value)), count, "{code}: {start}");
            let href = document.all("nav a")[0].attr("href").unwrap();
            assert!(href.starts_with('?') && href.ends_with("lang=en"), "{href:.100}");
        }
    }
}

#[test]
fn a_hostile_argument_is_one_text_in_a_sentence() {
    for value in hostile() {
        let document = html("zh-CN", &problem(405).arg("methods", value.clone()));
        assert_eq!(document.text(".advice bdi"), cleaned(&value));
        assert_eq!(document.all(".advice *").len(), 1);
    }
}

#[test]
fn a_hostile_value_is_one_string_in_json() {
    for value in hostile() {
        let page = page("zh-CN", &full(404, &value), Format::ProblemJson);
        let json: Value = serde_json::from_str(page.body()).unwrap();
        for member in ["detail", "instance", "type", "request_id"] {
            assert_eq!(json[member], cleaned(&value), "{member}");
        }
        assert_eq!(json["title"], "未找到");
        assert_eq!(json.as_object().unwrap().len(), 9);
    }
}

#[test]
fn a_hostile_value_is_one_text_in_xml() {
    for value in hostile() {
        let page = page("zh-CN", &full(404, &value), Format::ProblemXml);
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
        let page = page("en", &full(404, &value), Format::Text);
        let lines: Vec<&str> = page.body().lines().collect();
        assert_eq!(lines.len(), 4);
        assert_eq!(lines[2], cleaned(&value));
        assert_eq!(lines[3], format!("Request ID: {}", cleaned(&value)));
    }
}

#[test]
fn an_argument_in_a_title_is_text() {
    let catalog =
        overlaid(&[("en/messages.ftl", "status-404 = A.\n    .reason = No { $thing }\n")]);
    let problem = problem(404).arg("thing", "a<b");
    let page = page_of(&PageRenderer::new(), &catalog, "en", &problem, Format::Html);
    let document = Document::parse(&page);
    assert_eq!(document.text("title"), "404 · No a<b");
    assert_eq!(document.text("h1 bdi"), "a<b");
}

// ---- The settings of a site ----

#[test]
fn a_site_has_a_name_a_logo_links_and_an_accent_color() {
    let pages = PageRenderer::new()
        .site_name("Acme & <Sons>")
        .home("/start?a=1&b=2")
        .contact("mailto:help@acme.example")
        .logo("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>")
        .accent("rebeccapurple", "#d0b0ff")
        .unwrap();
    let page = page_of(&pages, Catalog::builtin(), "zh-TW", &problem(404), Format::Html);
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
    // Without these settings, the page has no elements for them.
    assert!(html("en", &problem(404)).all("header, .actions").is_empty());
}

// ---- Custom templates ----

#[cfg(feature = "template")]
mod templates {
    use std::io;
    use std::sync::{Arc, Mutex};

    use proptest::prelude::*;

    use super::*;

    fn policy(page: &Page) -> Option<String> {
        let policy = page.headers().get("content-security-policy").cloned()?;
        Some(policy.to_str().unwrap().to_owned())
    }

    #[test]
    fn a_template_replaces_the_page() {
        let template = "<!doctype html><html lang={{ lang }}><title>{{ code }}</title>\n\
                        <style>p { color: red }</style><p{{ reason.attributes }}>{{ reason.text }}\
                        <p>{{ detail.text }}<p>{{ request_id }}|{{ advice.text }}";
        let pages = PageRenderer::new().template("custom.html", template).unwrap();
        let problem = problem(404).detail("<b>");
        let page = page_of(&pages, Catalog::builtin(), "zh-CN", &problem, Format::Html);
        let expected = "<!doctype html><html lang=zh-Hans><title>404</title>\n\
                        <style>p { color: red }</style><p>未找到<p>&lt;b&gt;<p>|";
        assert!(page.body().starts_with(expected), "{page}");
        // The policy allows the style of the template.
        let custom = policy(&page).unwrap();
        let built_in = self::page("zh-CN", &problem, Format::Html);
        assert_ne!(custom, policy(&built_in).unwrap());
        // Other formats do not change.
        let details = page_of(&pages, Catalog::builtin(), "zh-CN", &problem, Format::ProblemJson);
        assert_eq!(details, self::page("zh-CN", &problem, Format::ProblemJson));
    }

    #[test]
    fn the_starting_template_gives_the_document_of_the_built_in_page() {
        let starting_template = include_str!("../src/pages/template.html");
        let custom_settings = PageRenderer::new()
            .site_name("Acme & <Sons>")
            .home("/start?a=1&b='2'")
            .contact("mailto:help@acme.example")
            .logo("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>")
            .accent("rebeccapurple", "#d0b0ff")
            .unwrap();
        let sparse = overlaid(&[
            ("zh-HK/concise.ftl", "status-404 = 搵唔到呢一頁。\n"),
            ("ar/messages.ftl", "status-404 = لم يتم العثور على الصفحة.\n"),
            ("fr/messages.ftl", "status-404 = Rien.\n    .reason = Pas de { $limit }\n"),
        ]);
        for renderer in [PageRenderer::new(), custom_settings] {
            let custom = renderer.clone().template("custom.html", starting_template).unwrap();
            for (catalog, accept_language) in [
                (Catalog::builtin(), "en"),
                (Catalog::builtin(), "zh-TW"),
                (&sparse, "zh-HK"),
                (&sparse, "ar"),
                (&sparse, "fr"),
            ] {
                for code in [404, 405, 413, 503, 742] {
                    let values = HOSTILE.iter().map(|value| full(code, value));
                    let located = problem(code).detail("a").detail_locale(langid!("ar"));
                    for problem in values.chain([problem(code), located]) {
                        let [built_in, custom] = [&renderer, &custom].map(|renderer| {
                            page_of(renderer, catalog, accept_language, &problem, Format::Html)
                        });
                        assert_eq!(policy(&built_in), policy(&custom));
                        let [built_in, custom] =
                            [built_in, custom].map(|page| Document::parse(&page).0.html());
                        assert_eq!(built_in, custom, "{accept_language}: {problem:?}");
                    }
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn both_pages_show_any_request_id_and_query(id in ".{0,40}", query in ".{0,40}") {
            let custom = PageRenderer::new().template("t", "{% include 'built-in.html' %}").unwrap();
            let problem = problem(404).request_id(id).query(&query);
            let [built_in, custom] = [PageRenderer::new(), custom].map(|renderer| {
                let page = page_of(&renderer, Catalog::builtin(), "en", &problem, Format::Html);
                Document::parse(&page).0.html()
            });
            prop_assert_eq!(built_in, custom);
        }
    }

    #[test]
    fn noncharacters_in_a_template_stay() {
        let template = "{{ code }} \u{FDD3} {{ languages[0].href }}";
        let renderer = PageRenderer::new().template("custom.html", template).unwrap();
        let page = |problem| page_of(&renderer, Catalog::builtin(), "en", &problem, Format::Html);
        assert_eq!(page(problem(404)).body(), "404 \u{FDD3} ?lang=zh-Hans");
        let with_query = page(problem(404).query("a"));
        assert_eq!(with_query.body(), "404 \u{FDD3} ?a&amp;lang=zh-Hans");
    }

    #[test]
    fn a_template_can_include_the_built_in_page() {
        let included = "{% include 'built-in.html' %}<!-- custom -->";
        let renderer = PageRenderer::new().template("custom.html", included).unwrap();
        let page = page_of(&renderer, Catalog::builtin(), "en", &problem(404), Format::Html);
        let built_in = self::page("en", &problem(404), Format::Html);
        let document = page.body().strip_suffix("<!-- custom -->").unwrap();
        let [included, built_in_html] =
            [document, built_in.body()].map(|html| Html::parse_document(html).html());
        assert_eq!(included, built_in_html);
        assert_eq!(policy(&page), policy(&built_in));
    }

    #[test]
    fn a_template_may_have_any_name() {
        for name in ["built-in.html", "problem.xml", "custom template", ""] {
            let pages = PageRenderer::new().template(name, "{{ no_such_variable }}").unwrap();
            for format in [Format::Html, Format::ProblemXml] {
                let page = page_of(&pages, Catalog::builtin(), "en", &problem(404), format);
                assert_eq!(page, self::page("en", &problem(404), format), "{name}");
            }
        }
    }

    #[test]
    fn a_template_with_a_syntax_error_is_rejected() {
        for (template, line) in [("{{ code", 1), ("\n{% if code %}\n", 2), ("a\nb\n{% else %}", 3)]
        {
            let error =
                PageRenderer::new().template("custom.html", template).unwrap_err().to_string();
            assert!(error.starts_with(&format!("custom.html:{line}: ")), "{template:?}: {error}");
        }
    }

    #[test]
    fn a_failing_template_falls_back_to_the_built_in_page_and_is_reported() {
        let built_in = page("zh-CN", &problem(404), Format::Html);
        for (template, reported) in [
            ("{{ no_such_variable }}", "undefined"),
            ("{{ reason.no_such_member.text }}", "undefined"),
            ("{{ code | no_such_filter }}", "no_such_filter"),
            ("{% include 'no-such.html' %}", "no-such.html"),
            ("{{ 1 / 0 }}", "1 / 0"),
            // It would run for a long time.
            (
                "{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}",
                "fuel",
            ),
            ("{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}", ""),
        ] {
            let pages = PageRenderer::new().template("custom.html", template).unwrap();
            let log = Log::default();
            let page = log.record(|| {
                page_of(&pages, Catalog::builtin(), "zh-CN", &problem(404), Format::Html)
            });
            assert_eq!(page, built_in, "{template}");
            let log = log.text();
            assert_eq!(log.matches("ERROR").count(), 1, "{template}: {log}");
            assert!(log.contains("custom.html") && log.contains(reported), "{template}: {log}");
            let catalog = Catalog::builtin();
            let chain = catalog.negotiate("zh-CN");
            let error = pages.try_render(catalog, &chain, &problem(404), Format::Html).unwrap_err();
            assert!(error.to_string().starts_with("custom.html:1: "), "{template}: {error}");
        }
    }

    /// The reports through `tracing`.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl Log {
        fn record<T>(&self, work: impl FnOnce() -> T) -> T {
            let log = self.clone();
            let subscriber = tracing_subscriber::fmt()
                .with_ansi(false)
                .with_writer(move || log.clone())
                .finish();
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
}

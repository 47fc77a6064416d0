//! Pages with arbitrary strings from requests and applications, read by parsers of their formats.

#![no_main]

mod sanitize;

use std::sync::LazyLock;
use std::time::Duration;

use arbitrary::Arbitrary;
use fluent_bundle::FluentValue;
use fluent_status::negotiation::parse_language_identifier;
use fluent_status::pages::{Format, Page, PageRenderer, Problem};
use fluent_status::{Catalog, LocaleChain, StatusCode};
use libfuzzer_sys::fuzz_target;
use sanitize::sanitized;
use scraper::node::Node;
use scraper::{Html, Selector};
use serde_json::Value;

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    code: u16,
    response_status: Option<u16>,
    format: u8,
    phrasing: u8,
    shows_server_details: bool,
    accept: &'a [u8],
    accept_language: &'a [u8],
    detail_locale: Option<&'a str>,
    retry_after: Option<u64>,
    limit: Option<f64>,
    strings: Strings<'a>,
}

/// The strings that a page shows.
#[derive(Arbitrary, Clone, Debug)]
struct Strings<'a> {
    detail: Option<&'a str>,
    type_uri: Option<&'a str>,
    instance: Option<&'a str>,
    request_id: Option<&'a str>,
    query: Option<&'a str>,
    methods: Option<&'a str>,
    operation: Option<&'a str>,
    seconds: Option<&'a str>,
    site_name: Option<&'a str>,
    home: Option<&'a str>,
}

fuzz_target!(|input: Input<'_>| {
    // The format is negotiated for every input, but used only for some.
    let negotiated = Format::negotiate(input.accept.split(|byte| *byte == b'\n'));
    let format = Format::ALL.get(usize::from(input.format % 8)).copied().unwrap_or(negotiated);
    let page = input.render(&input.strings, format);
    assert_eq!(page.format(), format);
    let expected = input.expected();
    match format {
        Format::Html => {
            check_html(&page, &input.render(&input.strings.harmless(), format), &expected);
            input.check_template(&page);
        }
        Format::ProblemXml => check_xml(&page, &expected),
        Format::Text => check_text(&page, &expected),
        _ => check_json(&page, &expected),
    }
});

impl<'a> Input<'a> {
    fn code(&self) -> StatusCode {
        status_code(self.code)
    }

    fn response_status(&self) -> StatusCode {
        self.response_status.map_or(self.code(), status_code)
    }

    fn chain(&self) -> LocaleChain {
        let values = self.accept_language.split(|byte| *byte == b'\n');
        Catalog::builtin().negotiator().negotiate_all(values)
    }

    fn render(&self, strings: &Strings<'_>, format: Format) -> Page {
        self.render_with(PageRenderer::new(), strings, format)
    }

    /// Checks that the documented starting template gives the document of the built-in page.
    fn check_template(&self, page: &Page) {
        static RENDERER: LazyLock<PageRenderer> = LazyLock::new(|| {
            let template = "{% include 'built-in.html' %}";
            PageRenderer::new().template("built-in", template).expect("it has no syntax error")
        });
        let rendered = self.render_with(RENDERER.clone(), &self.strings, Format::Html);
        assert_eq!(parse(&rendered).html(), parse(page).html());
        assert_eq!(
            rendered.headers()["content-security-policy"],
            page.headers()["content-security-policy"]
        );
    }

    fn render_with(&self, renderer: PageRenderer, strings: &Strings<'_>, format: Format) -> Page {
        let renderer = renderer
            .show_server_details(self.shows_server_details)
            .site_name(strings.site_name.unwrap_or_default())
            .home(strings.home.unwrap_or_default());
        let (catalog, chain) = (Catalog::builtin(), self.chain());
        let phrasings = catalog.phrasings();
        let phrasing = &phrasings[usize::from(self.phrasing) % phrasings.len()];
        let problem = self.problem(strings).phrasing(phrasing.clone());
        renderer.render(catalog, &chain, &problem, format)
    }

    fn problem(&self, strings: &Strings<'_>) -> Problem {
        let mut problem = Problem::new(self.code())
            .status(self.response_status())
            .query(strings.query.unwrap_or_default());
        let string = |text: Option<&str>| text.map(|text| FluentValue::from(text.to_owned()));
        let args = [
            ("seconds", strings.seconds.map(|text| FluentValue::try_number(text).into_owned())),
            ("operation", string(strings.operation)),
            ("methods", string(strings.methods)),
            ("limit", self.limit.map(FluentValue::from)),
        ];
        for (name, arg) in args {
            if let Some(arg) = arg {
                problem = problem.arg(name, arg);
            }
        }
        type Setter = fn(Problem, &str) -> Problem;
        let setters: [(Option<&str>, Setter); 4] = [
            (strings.detail, |problem, text| problem.detail(text)),
            (strings.type_uri, |problem, text| problem.type_uri(text)),
            (strings.instance, |problem, text| problem.instance(text)),
            (strings.request_id, |problem, text| problem.request_id(text)),
        ];
        for (text, set) in setters {
            problem = text.into_iter().fold(problem, set);
        }
        if let Some(locale) = self.detail_locale.and_then(parse_language_identifier) {
            problem = problem.detail_locale(locale);
        }
        match self.retry_after {
            Some(seconds) => problem.retry_after(Duration::from_secs(seconds)),
            None => problem,
        }
    }

    /// Returns the strings as the page should show them.
    fn expected(&self) -> Expected {
        let strings = &self.strings;
        let is_server_error =
            self.code().is_server_error() || self.response_status().is_server_error();
        let shows_detail = self.shows_server_details || !is_server_error;
        let non_empty = |text: Option<&str>| text.map(one_line).filter(|text| !text.is_empty());
        Expected {
            detail: non_empty(strings.detail).filter(|_| shows_detail),
            type_uri: non_empty(strings.type_uri).unwrap_or_else(|| "about:blank".to_owned()),
            instance: non_empty(strings.instance),
            request_id: non_empty(strings.request_id),
            query: strings.query.and_then(query_without_language),
            site_name: non_empty(strings.site_name),
            home: non_empty(strings.home),
        }
    }
}

fn status_code(number: u16) -> StatusCode {
    StatusCode::from_u16(100 + number % 900).expect("the number is from 100 to 999")
}

impl Strings<'_> {
    /// Returns strings that need no escaping. Empty strings stay empty, and numbers stay numbers.
    fn harmless(&self) -> Self {
        let replace = |text: Option<&str>| {
            text.map(|text| if one_line(text).is_empty() { "" } else { "harmless" })
        };
        let is_number =
            |text: &&str| matches!(FluentValue::try_number(text), FluentValue::Number(_));
        Self {
            detail: replace(self.detail),
            type_uri: replace(self.type_uri),
            instance: replace(self.instance),
            request_id: replace(self.request_id),
            query: replace(self.query),
            methods: replace(self.methods),
            operation: replace(self.operation),
            seconds: self.seconds.filter(is_number).or(replace(self.seconds)),
            site_name: replace(self.site_name),
            home: replace(self.home),
        }
    }
}

struct Expected {
    detail: Option<String>,
    type_uri: String,
    instance: Option<String>,
    request_id: Option<String>,
    query: Option<String>,
    site_name: Option<String>,
    home: Option<String>,
}

/// Replaces separators of words and lines with spaces, and removes other controls.
fn one_line(text: &str) -> String {
    sanitized(&text.replace(['\n', '\r', '\t', '\u{2028}', '\u{2029}'], " "))
}

/// Returns the query without the language, unless it is empty or too long.
fn query_without_language(query: &str) -> Option<String> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs: Vec<_> = pairs.filter(|p| *p != "lang" && !p.starts_with("lang=")).collect();
    (query.len() <= 1024 && !pairs.is_empty()).then(|| one_line(&pairs.join("&")))
}

// ---- HTML, as a browser parses it ----

fn check_html(page: &Page, harmless: &Page, expected: &Expected) {
    let document = parse(page);
    assert_eq!(shape(&document), shape(&parse(harmless)), "every string is only text");
    let policy = |page: &Page| page.headers()["content-security-policy"].clone();
    assert_eq!(policy(page), policy(harmless));

    static SELECTORS: LazyLock<[Selector; 5]> = LazyLock::new(|| {
        ["header bdi", ".actions a", ".detail bdi", "footer bdi", "nav a"]
            .map(|selector| Selector::parse(selector).unwrap())
    });
    let [site_name, home, detail, request_id, links] = &*SELECTORS;
    let text = |selector| Some(document.select(selector).next()?.text().collect::<String>());
    assert_eq!(text(site_name), expected.site_name);
    assert_eq!(text(detail), expected.detail);
    assert_eq!(text(request_id), expected.request_id);
    let home = document.select(home).next().and_then(|link| link.attr("href"));
    assert_eq!(home, expected.home.as_deref());
    let query = expected.query.as_ref().map(|query| format!("{query}&")).unwrap_or_default();
    for link in document.select(links) {
        let lang = link.attr("lang").expect("a link to another language has `lang`");
        assert_eq!(link.attr("href"), Some(format!("?{query}lang={lang}").as_str()));
    }
}

fn parse(page: &Page) -> Html {
    let document = Html::parse_document(page.body());
    assert!(document.errors.is_empty(), "{:?}\n{page}", document.errors);
    document
}

/// Returns the elements and the names of their attributes.
fn shape(document: &Html) -> Vec<Vec<&str>> {
    let nodes = document.tree.nodes().filter_map(|node| match node.value() {
        Node::Element(element) => {
            let mut attributes: Vec<&str> = element.attrs().map(|(name, _)| name).collect();
            attributes.sort_unstable();
            Some([element.name()].into_iter().chain(attributes).collect())
        }
        Node::Comment(_) | Node::ProcessingInstruction(_) => Some(vec!["not an element"]),
        _ => None,
    });
    nodes.collect()
}

// ---- Formats for programs ----

fn check_json(page: &Page, expected: &Expected) {
    let json: Value = serde_json::from_str(page.body()).expect("the page is JSON");
    let text = |value: &Value| value.as_str().map(str::to_owned);
    assert_eq!(text(&json["request_id"]), expected.request_id);
    assert_eq!(json["type"], expected.type_uri);
    assert_eq!(text(&json["instance"]), expected.instance);
    if let Some(detail) = &expected.detail {
        assert_eq!(&json["detail"], detail);
    }
}

fn check_xml(page: &Page, expected: &Expected) {
    let document = roxmltree::Document::parse(page.body()).expect("the page is XML");
    let root = document.root_element();
    let text = |name: &str| {
        let mut children = root.children().filter(|child| child.has_tag_name(name));
        let child = children.next()?;
        assert!(children.next().is_none(), "there is one {name}");
        assert!(child.children().all(|node| node.is_text()), "{name} is text");
        Some(child.text().unwrap_or_default().to_owned())
    };
    let names = [
        "type",
        "title",
        "status",
        "code",
        "detail",
        "instance",
        "language",
        "advice",
        "request_id",
    ];
    for element in root.children().filter(|child| child.is_element()) {
        assert!(names.contains(&element.tag_name().name()), "{page}");
    }
    assert_eq!(text("type").as_ref(), Some(&expected.type_uri));
    assert_eq!(text("instance"), expected.instance);
    assert_eq!(text("request_id"), expected.request_id);
    if let Some(detail) = &expected.detail {
        assert_eq!(text("detail").as_ref(), Some(detail));
    }
}

fn check_text(page: &Page, expected: &Expected) {
    let mut lines = page.body().lines().rev();
    let has_control = |line: &str| line.contains(char::is_control);
    assert!(!page.body().lines().any(has_control), "{page}");
    if let Some(id) = &expected.request_id {
        assert!(lines.next().is_some_and(|line| line.ends_with(id.as_str())), "{page}");
    }
    if let Some(detail) = &expected.detail {
        assert_eq!(lines.next(), Some(detail.as_str()));
    }
}

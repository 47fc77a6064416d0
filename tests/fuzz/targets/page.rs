//! Pages with arbitrary input from requests and applications, parsed by parsers of their formats.

#![no_main]

mod values;

use std::sync::LazyLock;
use std::time::Duration;

use arbitrary::Arbitrary;
use fluent_bundle::FluentValue;
use fluent_status::pages::{Format, Page, PageRenderer, Problem};
use fluent_status::{Catalog, LocaleChain, StatusCode};
use libfuzzer_sys::fuzz_target;
use scraper::node::Node;
use scraper::{Html, Selector};
use serde_json::Value;
use values::cleaned;

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    code: u16,
    format: u8,
    phrasing: u8,
    shows_server_details: bool,
    accept: &'a [u8],
    accept_language: &'a [u8],
    retry_after: Option<u64>,
    limit: Option<f64>,
    seconds: Option<&'a str>,
    texts: Texts<'a>,
}

/// The untrusted texts.
#[derive(Arbitrary, Clone, Debug)]
struct Texts<'a> {
    detail: Option<&'a str>,
    problem_type: Option<&'a str>,
    instance: Option<&'a str>,
    request_id: Option<&'a str>,
    query: Option<&'a str>,
    methods: Option<&'a str>,
    operation: Option<&'a str>,
}

fuzz_target!(|input: Input<'_>| {
    // The header is always parsed, but it only sometimes decides the format.
    let requested = Format::negotiate(input.accept.split(|byte| *byte == b'\n'));
    let format = Format::ALL.get(usize::from(input.format % 8)).copied().unwrap_or(requested);
    let page = input.render(&input.texts, format);
    assert_eq!(page.format(), format);
    let displayed = input.displayed();
    match format {
        Format::Html => {
            check_html(&page, &input.render(&input.texts.harmless(), format), &displayed);
            input.check_template(&page);
        }
        Format::ProblemXml => check_xml(&page, &displayed),
        Format::Text => check_text(&page, &displayed),
        _ => check_json(&page, &displayed),
    }
});

impl<'a> Input<'a> {
    fn code(&self) -> StatusCode {
        StatusCode::from_u16(100 + self.code % 900).expect("the code is from 100 to 999")
    }

    fn chain(&self) -> LocaleChain {
        let lines = self.accept_language.split(|byte| *byte == b'\n');
        Catalog::builtin().negotiator().negotiate_all(lines)
    }

    fn render(&self, texts: &Texts<'_>, format: Format) -> Page {
        static RENDERERS: LazyLock<[PageRenderer; 2]> =
            LazyLock::new(|| [false, true].map(|yes| PageRenderer::new().show_server_details(yes)));
        let (catalog, chain) = (Catalog::builtin(), self.chain());
        let phrasings = catalog.phrasings();
        let phrasing = &phrasings[usize::from(self.phrasing) % phrasings.len()];
        let renderer = &RENDERERS[usize::from(self.shows_server_details)];
        let problem = self.problem(texts).phrasing(phrasing.clone());
        renderer.render(catalog, &chain, &problem, format)
    }

    /// The starting template and the built-in page have the same document.
    fn check_template(&self, page: &Page) {
        static RENDERERS: LazyLock<[PageRenderer; 2]> = LazyLock::new(|| {
            [false, true].map(|yes| {
                let renderer = PageRenderer::new().show_server_details(yes);
                let template = "{% include 'built-in.html' %}";
                renderer.template("built-in", template).expect("no syntax error")
            })
        });
        let (catalog, chain) = (Catalog::builtin(), self.chain());
        let phrasings = catalog.phrasings();
        let phrasing = &phrasings[usize::from(self.phrasing) % phrasings.len()];
        let renderer = &RENDERERS[usize::from(self.shows_server_details)];
        let problem = self.problem(&self.texts).phrasing(phrasing.clone());
        let rendered = renderer.render(catalog, &chain, &problem, Format::Html);
        assert_eq!(parse(&rendered).html(), parse(page).html());
        assert_eq!(
            rendered.headers()["content-security-policy"],
            page.headers()["content-security-policy"]
        );
    }

    fn problem(&self, texts: &Texts<'_>) -> Problem {
        let mut problem = Problem::new(self.code()).query(texts.query.unwrap_or_default());
        let seconds = self.seconds.map(|seconds| FluentValue::try_number(seconds).into_owned());
        let text = |text: Option<&str>| text.map(|text| FluentValue::from(text.to_owned()));
        let (operation, methods) = (text(texts.operation), text(texts.methods));
        let limit = self.limit.map(FluentValue::from);
        for (name, value) in
            [("seconds", seconds), ("operation", operation), ("methods", methods), ("limit", limit)]
        {
            if let Some(value) = value {
                problem = problem.arg(name, value);
            }
        }
        type Set = fn(Problem, &str) -> Problem;
        let setters: [(Option<&str>, Set); 4] = [
            (texts.detail, |problem, text| problem.detail(text)),
            (texts.problem_type, |problem, text| problem.type_uri(text)),
            (texts.instance, |problem, text| problem.instance(text)),
            (texts.request_id, |problem, text| problem.request_id(text)),
        ];
        for (text, set) in setters {
            problem = text.into_iter().fold(problem, set);
        }
        match self.retry_after {
            Some(seconds) => problem.retry_after(Duration::from_secs(seconds)),
            None => problem,
        }
    }

    /// Returns the untrusted texts as the page displays them.
    fn displayed(&self) -> Displayed {
        let texts = &self.texts;
        let shows_detail = self.shows_server_details || !(500..600).contains(&self.code().as_u16());
        let left = |text: Option<&str>| text.map(one_line);
        Displayed {
            detail: left(texts.detail).filter(|text| shows_detail && !text.is_empty()),
            problem_type: left(texts.problem_type).filter(|uri| !uri.is_empty()),
            instance: left(texts.instance).filter(|uri| !uri.is_empty()),
            request_id: left(texts.request_id).filter(|id| !id.is_empty()),
            query: texts.query.and_then(kept_query),
        }
    }
}

impl Texts<'_> {
    /// Returns the texts with characters that no format escapes. Empty texts stay empty.
    fn harmless(&self) -> Self {
        let harmless = |text: Option<&str>| {
            text.map(|text| if one_line(text).is_empty() { "" } else { "harmless" })
        };
        Self {
            detail: harmless(self.detail),
            problem_type: harmless(self.problem_type),
            instance: harmless(self.instance),
            request_id: harmless(self.request_id),
            query: harmless(self.query),
            methods: harmless(self.methods),
            operation: harmless(self.operation),
        }
    }
}

struct Displayed {
    detail: Option<String>,
    problem_type: Option<String>,
    instance: Option<String>,
    request_id: Option<String>,
    query: Option<String>,
}

/// Replaces separators of words and lines with spaces, and removes other control characters.
fn one_line(text: &str) -> String {
    cleaned(&text.replace(['\n', '\r', '\t', '\u{2028}', '\u{2029}'], " "))
}

/// The query without the language, if it is not too long.
fn kept_query(query: &str) -> Option<String> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs: Vec<_> = pairs.filter(|p| *p != "lang" && !p.starts_with("lang=")).collect();
    (query.len() <= 1024 && !pairs.is_empty()).then(|| one_line(&pairs.join("&")))
}

// ---- HTML ----

fn check_html(page: &Page, harmless: &Page, displayed: &Displayed) {
    let document = parse(page);
    assert_eq!(shape(&document), shape(&parse(harmless)), "untrusted text is only text");
    let policy = |page: &Page| page.headers()["content-security-policy"].clone();
    assert_eq!(policy(page), policy(harmless));

    static SELECTORS: LazyLock<[Selector; 3]> = LazyLock::new(|| {
        [".detail bdi", "footer bdi", "nav a"].map(|selector| Selector::parse(selector).unwrap())
    });
    let [detail, request_id, links] = &*SELECTORS;
    let text = |of| Some(document.select(of).next()?.text().collect::<String>());
    assert_eq!(text(detail), displayed.detail);
    assert_eq!(text(request_id), displayed.request_id);
    let query = displayed.query.as_ref().map(|query| format!("{query}&")).unwrap_or_default();
    for link in document.select(links) {
        let lang = link.attr("lang").expect("the link has a `lang` attribute");
        assert_eq!(link.attr("href"), Some(format!("?{query}lang={lang}").as_str()));
    }
}

fn parse(page: &Page) -> Html {
    let document = Html::parse_document(page.body());
    assert!(document.errors.is_empty(), "{:?}\n{page}", document.errors);
    document
}

/// Returns the elements and the names of their attributes, without texts and values.
fn shape(document: &Html) -> Vec<Vec<&str>> {
    let nodes = document.tree.nodes().filter_map(|node| match node.value() {
        Node::Element(element) => {
            let mut attributes: Vec<&str> = element.attrs().map(|(name, _)| name).collect();
            attributes.sort_unstable();
            Some([element.name()].into_iter().chain(attributes).collect())
        }
        Node::Comment(_) | Node::ProcessingInstruction(_) => Some(vec!["no element"]),
        _ => None,
    });
    nodes.collect()
}

// ---- JSON, XML and plain text ----

fn check_json(page: &Page, displayed: &Displayed) {
    let json: Value = serde_json::from_str(page.body()).expect("valid JSON");
    let text = |value: &Value| value.as_str().map(str::to_owned);
    assert_eq!(text(&json["request_id"]), displayed.request_id);
    let problem_type = displayed.problem_type.as_deref().unwrap_or("about:blank");
    assert_eq!(json["type"], problem_type);
    assert_eq!(text(&json["instance"]), displayed.instance);
    if let Some(detail) = &displayed.detail {
        assert_eq!(&json["detail"], detail);
    }
}

fn check_xml(page: &Page, displayed: &Displayed) {
    let document = roxmltree::Document::parse(page.body()).expect("valid XML");
    let root = document.root_element();
    let text = |name: &str| {
        let mut children = root.children().filter(|child| child.has_tag_name(name));
        let child = children.next()?;
        assert!(children.next().is_none(), "more than one {name}");
        assert!(child.children().all(|node| node.is_text()), "{name} is text");
        Some(child.text().unwrap_or_default().to_owned())
    };
    let names =
        ["type", "title", "status", "detail", "instance", "language", "advice", "request_id"];
    for element in root.children().filter(|child| child.is_element()) {
        assert!(names.contains(&element.tag_name().name()), "{page}");
    }
    let problem_type = displayed.problem_type.as_deref().unwrap_or("about:blank");
    assert_eq!(text("type").as_deref(), Some(problem_type));
    assert_eq!(text("instance"), displayed.instance);
    assert_eq!(text("request_id"), displayed.request_id);
    if let Some(detail) = &displayed.detail {
        assert_eq!(text("detail").as_ref(), Some(detail));
    }
}

fn check_text(page: &Page, displayed: &Displayed) {
    let mut lines = page.body().lines().rev();
    let has_control = |line: &str| line.contains(char::is_control);
    assert!(!page.body().lines().any(has_control), "{page}");
    if let Some(id) = &displayed.request_id {
        assert!(lines.next().is_some_and(|line| line.ends_with(id.as_str())), "{page}");
    }
    if let Some(detail) = &displayed.detail {
        assert_eq!(lines.next(), Some(detail.as_str()));
    }
}

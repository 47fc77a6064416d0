//! Pages with arbitrary values from requests and applications, read by parsers of their formats.

#![no_main]

mod values;

use std::sync::LazyLock;
use std::time::Duration;

use arbitrary::Arbitrary;
use fluent_bundle::FluentValue;
use fluent_status::pages::{Format, Page, PageRenderer, Problem};
use fluent_status::{Catalog, Code, LocaleChain};
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
    said: Said<'a>,
}

/// What is text from outside.
#[derive(Arbitrary, Clone, Debug)]
struct Said<'a> {
    detail: Option<&'a str>,
    problem_type: Option<&'a str>,
    instance: Option<&'a str>,
    request_id: Option<&'a str>,
    query: Option<&'a str>,
    methods: Option<&'a str>,
    operation: Option<&'a str>,
}

fuzz_target!(|input: Input<'_>| {
    // What the request asks for is read in every case, and now and then followed.
    let asked = Format::negotiate(input.accept.split(|byte| *byte == b'\n'));
    let format = Format::ALL.get(usize::from(input.format % 8)).copied().unwrap_or(asked);
    let page = input.render(&input.said, format);
    assert_eq!(page.format(), format);
    let shown = input.shown();
    match format {
        Format::Html => {
            check_html(&page, &input.render(&input.said.tame(), format), &shown);
            input.check_template(&page);
        }
        Format::ProblemXml => check_xml(&page, &shown),
        Format::Text => check_text(&page, &shown),
        _ => check_json(&page, &shown),
    }
});

impl<'a> Input<'a> {
    fn code(&self) -> Code {
        Code::new(100 + self.code % 900).expect("it is one of 100 to 999")
    }

    fn chain(&self) -> LocaleChain {
        let lines = self.accept_language.split(|byte| *byte == b'\n');
        Catalog::builtin().negotiator().negotiate_all(lines)
    }

    fn render(&self, said: &Said<'_>, format: Format) -> Page {
        static RENDERERS: LazyLock<[PageRenderer; 2]> =
            LazyLock::new(|| [false, true].map(|yes| PageRenderer::new().show_server_details(yes)));
        let (catalog, chain) = (Catalog::builtin(), self.chain());
        let phrasings = catalog.phrasings();
        let phrasing = &phrasings[usize::from(self.phrasing) % phrasings.len()];
        let renderer = &RENDERERS[usize::from(self.shows_server_details)];
        let problem = self.problem(said).phrasing(phrasing.clone());
        renderer.render(catalog, &chain, &problem, format)
    }

    /// The starting template gives the document of the built-in page.
    fn check_template(&self, page: &Page) {
        static RENDERERS: LazyLock<[PageRenderer; 2]> = LazyLock::new(|| {
            [false, true].map(|yes| {
                let renderer = PageRenderer::new().show_server_details(yes);
                let template = "{% include 'built-in.html' %}";
                renderer.template("built-in", template).expect("it has no syntax error")
            })
        });
        let (catalog, chain) = (Catalog::builtin(), self.chain());
        let phrasings = catalog.phrasings();
        let phrasing = &phrasings[usize::from(self.phrasing) % phrasings.len()];
        let renderer = &RENDERERS[usize::from(self.shows_server_details)];
        let problem = self.problem(&self.said).phrasing(phrasing.clone());
        let rendered = renderer.render(catalog, &chain, &problem, Format::Html);
        assert_eq!(parse(&rendered).html(), parse(page).html());
        assert_eq!(
            rendered.headers()["content-security-policy"],
            page.headers()["content-security-policy"]
        );
    }

    fn problem(&self, said: &Said<'_>) -> Problem {
        let mut problem = Problem::new(self.code()).query(said.query.unwrap_or_default());
        let seconds = self.seconds.map(|seconds| FluentValue::try_number(seconds).into_owned());
        let text = |text: Option<&str>| text.map(|text| FluentValue::from(text.to_owned()));
        let (operation, methods) = (text(said.operation), text(said.methods));
        let limit = self.limit.map(FluentValue::from);
        for (name, value) in
            [("seconds", seconds), ("operation", operation), ("methods", methods), ("limit", limit)]
        {
            if let Some(value) = value {
                problem = problem.arg(name, value);
            }
        }
        type Set = fn(Problem, &str) -> Problem;
        let texts: [(Option<&str>, Set); 4] = [
            (said.detail, |problem, text| problem.detail(text)),
            (said.problem_type, |problem, text| problem.type_uri(text)),
            (said.instance, |problem, text| problem.instance(text)),
            (said.request_id, |problem, text| problem.request_id(text)),
        ];
        for (text, set) in texts {
            problem = text.into_iter().fold(problem, set);
        }
        match self.retry_after {
            Some(seconds) => problem.retry_after(Duration::from_secs(seconds)),
            None => problem,
        }
    }

    /// What is left of the texts from outside, where they are shown.
    fn shown(&self) -> Shown {
        let said = &self.said;
        let shows_detail = self.shows_server_details || !(500..600).contains(&self.code().as_u16());
        let left = |text: Option<&str>| text.map(one_line);
        Shown {
            detail: left(said.detail).filter(|text| shows_detail && !text.is_empty()),
            problem_type: left(said.problem_type).filter(|uri| !uri.is_empty()),
            instance: left(said.instance).filter(|uri| !uri.is_empty()),
            request_id: left(said.request_id).filter(|id| !id.is_empty()),
            query: said.query.and_then(kept_query),
        }
    }
}

impl Said<'_> {
    /// The same with texts that no format has to escape. One that says nothing still does.
    fn tame(&self) -> Self {
        let tame = |text: Option<&str>| {
            text.map(|text| if one_line(text).is_empty() { "" } else { "tame" })
        };
        Self {
            detail: tame(self.detail),
            problem_type: tame(self.problem_type),
            instance: tame(self.instance),
            request_id: tame(self.request_id),
            query: tame(self.query),
            methods: tame(self.methods),
            operation: tame(self.operation),
        }
    }
}

struct Shown {
    detail: Option<String>,
    problem_type: Option<String>,
    instance: Option<String>,
    request_id: Option<String>,
    query: Option<String>,
}

/// What separates words or lines is a space, and other controls are not there.
fn one_line(text: &str) -> String {
    cleaned(&text.replace(['\n', '\r', '\t', '\u{2028}', '\u{2029}'], " "))
}

/// The query without the language, if it is not too long.
fn kept_query(query: &str) -> Option<String> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs: Vec<_> = pairs.filter(|p| *p != "lang" && !p.starts_with("lang=")).collect();
    (query.len() <= 1024 && !pairs.is_empty()).then(|| one_line(&pairs.join("&")))
}

// ---- What a browser makes of a page ----

fn check_html(page: &Page, tame: &Page, shown: &Shown) {
    let document = parse(page);
    assert_eq!(shape(&document), shape(&parse(tame)), "no value is more than text");
    let policy = |page: &Page| page.headers()["content-security-policy"].clone();
    assert_eq!(policy(page), policy(tame));

    static SELECTORS: LazyLock<[Selector; 3]> = LazyLock::new(|| {
        [".detail bdi", "footer bdi", "nav a"].map(|selector| Selector::parse(selector).unwrap())
    });
    let [detail, request_id, links] = &*SELECTORS;
    let text = |of| Some(document.select(of).next()?.text().collect::<String>());
    assert_eq!(text(detail), shown.detail);
    assert_eq!(text(request_id), shown.request_id);
    let query = shown.query.as_ref().map(|query| format!("{query}&")).unwrap_or_default();
    for link in document.select(links) {
        let lang = link.attr("lang").expect("it says its language");
        assert_eq!(link.attr("href"), Some(format!("?{query}lang={lang}").as_str()));
    }
}

fn parse(page: &Page) -> Html {
    let document = Html::parse_document(page.body());
    assert!(document.errors.is_empty(), "{:?}\n{page}", document.errors);
    document
}

/// The elements and the names of their attributes: all that is not a value.
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

// ---- What programs make of it ----

fn check_json(page: &Page, shown: &Shown) {
    let json: Value = serde_json::from_str(page.body()).expect("it is JSON");
    let text = |value: &Value| value.as_str().map(str::to_owned);
    assert_eq!(text(&json["request_id"]), shown.request_id);
    let problem_type = shown.problem_type.as_deref().unwrap_or("about:blank");
    assert_eq!(json["type"], problem_type);
    assert_eq!(text(&json["instance"]), shown.instance);
    if let Some(detail) = &shown.detail {
        assert_eq!(&json["detail"], detail);
    }
}

fn check_xml(page: &Page, shown: &Shown) {
    let document = roxmltree::Document::parse(page.body()).expect("it is XML");
    let root = document.root_element();
    let text = |name: &str| {
        let mut children = root.children().filter(|child| child.has_tag_name(name));
        let child = children.next()?;
        assert!(children.next().is_none(), "{name} is there once");
        assert!(child.children().all(|node| node.is_text()), "{name} is text");
        Some(child.text().unwrap_or_default().to_owned())
    };
    let names =
        ["type", "title", "status", "detail", "instance", "language", "advice", "request_id"];
    for element in root.children().filter(|child| child.is_element()) {
        assert!(names.contains(&element.tag_name().name()), "{page}");
    }
    let problem_type = shown.problem_type.as_deref().unwrap_or("about:blank");
    assert_eq!(text("type").as_deref(), Some(problem_type));
    assert_eq!(text("instance"), shown.instance);
    assert_eq!(text("request_id"), shown.request_id);
    if let Some(detail) = &shown.detail {
        assert_eq!(text("detail").as_ref(), Some(detail));
    }
}

fn check_text(page: &Page, shown: &Shown) {
    let mut lines = page.body().lines().rev();
    let has_control = |line: &str| line.contains(char::is_control);
    assert!(!page.body().lines().any(has_control), "{page}");
    if let Some(id) = &shown.request_id {
        assert!(lines.next().is_some_and(|line| line.ends_with(id.as_str())), "{page}");
    }
    if let Some(detail) = &shown.detail {
        assert_eq!(lines.next(), Some(detail.as_str()));
    }
}

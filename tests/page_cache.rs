//! Pages that are rendered once are those that would be rendered for each reader.

#![cfg(feature = "pages")]

#[path = "common/folder.rs"]
mod folder;

use std::sync::{Arc, LazyLock};

use fluent_status::pages::{Context, Format, Page, PageCache, Pages};
use fluent_status::{Catalog, Phrasing, StatusCode};
use folder::folder;
use proptest::prelude::*;

const READERS: [&str; 8] = [
    "zh-CN",
    "zh-TW,zh;q=0.9,en;q=0.8",
    "en",
    "zh-HK",
    "zh-HK, zh-Hant;q=0",
    "qaa, zh-Hans",
    "qaa",
    "fr",
];

/// Locales that word one code, one that nobody else knows, and one without a reason.
static SPARSE: LazyLock<Arc<Catalog>> = LazyLock::new(|| {
    let texts = folder(&[
        ("zh-HK/concise.ftl", "status-404 = 搵唔到呢一頁。\nstatus-4xx = 要求有問題。"),
        ("qaa/concise.ftl", "status-503 = Qaa.\nstatus-742 = Qaa 742."),
        ("zh-Hans/shop.ftl", "status-742 = 商品已下架。"),
        ("fr/messages.ftl", "status-404 = Introuvable.\n    .reason = Introuvable"),
    ]);
    Arc::new(Catalog::builder().overlay(texts.path()).build().unwrap())
});

struct Case {
    pages: Pages,
    catalog: Arc<Catalog>,
    cache: PageCache,
}

impl Case {
    fn new(pages: Pages) -> Self {
        let catalog = Arc::clone(&SPARSE);
        let cache = PageCache::new(pages.clone()).with_catalog(Arc::clone(&catalog));
        Self { pages, catalog, cache }
    }

    /// Asks twice: the first time may be the one that the page is rendered.
    #[track_caller]
    fn is_the_same(&self, reader: &str, code: u16, context: &Context, format: Format) {
        let chain = self.catalog.negotiate(reader);
        let code = StatusCode::from_u16(code).unwrap();
        let rendered = self.pages.render(self.catalog.lookup(&chain), code, context, format);
        for _ in 0..2 {
            let cached = self.cache.page(&chain, code, context, format);
            assert_eq!(cached, rendered, "{reader}: {context:?}");
        }
    }
}

/// A page that is shared has one body, however often it is asked for.
#[track_caller]
fn is_shared(page: Page, other: &Page) {
    assert_eq!(page.body().as_ptr(), other.body().as_ptr());
}

fn contexts() -> [Context; 8] {
    let hostile = "</p><script>\"'\\\u{FDD2}\u{FDD3}\u{202E}&amp;\u{1F600}";
    [
        Context::new(),
        Context::new().request_id("01JD6Y"),
        Context::new().request_id(hostile),
        Context::new().query("a=1&b=<&lang=en"),
        // Of this query nothing is left but that there is one.
        Context::new().query("\u{F}"),
        Context::new().query(hostile).request_id(hostile),
        Context::new().retry_after(30).request_id("7"),
        Context::new().detail(hostile).query("q"),
    ]
}

#[test]
fn every_page_is_the_one_that_would_be_rendered() {
    let own = Pages::new()
        .template("own.html", "own {{ (request_id or '-')|length }} {{ languages[0].href|upper }}");
    let of_site = Pages::new().site_name("Acme").home("/").contact("mailto:help@acme.example");
    for pages in [Pages::new(), of_site, own.unwrap()] {
        let case = Case::new(pages.clone());
        // In both orders: what is kept for one reader must not become another's.
        for readers in [READERS.to_vec(), READERS.into_iter().rev().collect()] {
            for reader in readers {
                for code in [404, 503, 742, 999] {
                    for context in &contexts() {
                        for &format in Format::ALL {
                            case.is_the_same(reader, code, context, format);
                        }
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_id_and_the_query(
        id in ".{0,40}",
        query in ".{0,40}",
        reader in 0..READERS.len(),
        format in 0..Format::ALL.len(),
    ) {
        let case = Case::new(Pages::new());
        let context = Context::new().request_id(id).query(&query);
        case.is_the_same(READERS[reader], 404, &context, Format::ALL[format]);
    }
}

#[test]
fn a_template_of_ones_own_is_kept_as_it_is() {
    let pages = Pages::new().template("own.html", "{{ code }} \u{FDD3} {{ languages[0].href }}");
    let cache = PageCache::new(pages.unwrap());
    let chain = cache.catalog().negotiate("en");
    let page =
        |context| cache.page(&chain, StatusCode::from_u16(404).unwrap(), &context, Format::Html);
    let plain = page(Context::new());
    assert_eq!(plain.body(), "404 \u{FDD3} ?lang=zh-Hans");
    is_shared(page(Context::new()), &plain);
    assert_eq!(page(Context::new().query("a")).body(), "404 \u{FDD3} ?a&amp;lang=zh-Hans");
}

#[test]
fn readers_of_a_language_share_a_page() {
    let catalog = Catalog::embedded();
    let cache = PageCache::new(Pages::new());
    let code = StatusCode::from_u16(404).unwrap();
    let page = |reader: &str, context: &Context, format| {
        cache.page(&catalog.negotiate(reader), code, context, format)
    };
    let chinese = page("zh-CN", &Context::new(), Format::Html);
    for reader in ["zh", "zh-SG, en;q=0.1", "zh-Hans, zh-Hant"] {
        is_shared(page(reader, &Context::new(), Format::Html), &chinese);
    }
    // Only HTML has links, and so a query changes nothing else.
    let json = page("zh-CN", &Context::new(), Format::Json);
    is_shared(page("zh", &Context::new().query("a=1"), Format::Json), &json);

    let others = [("zh-TW", Format::Html), ("zh-CN", Format::Text)];
    assert!(
        others.iter().all(|(reader, format)| page(reader, &Context::new(), *format) != chinese)
    );
}

#[test]
fn a_language_that_has_all_there_is_to_say_shares_a_page_whatever_comes_first() {
    let catalog = &*SPARSE;
    let cache = PageCache::new(Pages::new()).with_catalog(Arc::clone(catalog));
    let code = StatusCode::from_u16(500).unwrap();
    let page =
        |reader: &str| cache.page(&catalog.negotiate(reader), code, &Context::new(), Format::Html);
    // Neither has anything about it.
    let first = page("qaa, zh-CN");
    is_shared(page("zh-CN"), &first);
    is_shared(page("fr;q=0.1, qaa;q=0.2, zh-CN;q=0.05"), &first);
}

#[test]
fn a_chain_of_another_catalogue_is_read_as_one_of_its_own() {
    let cache = PageCache::new(Pages::new()).with_catalog(Arc::clone(&SPARSE));
    let chain = Catalog::embedded().negotiate("zh-TW");
    let page =
        cache.page(&chain, StatusCode::from_u16(404).unwrap(), &Context::new(), Format::Html);
    assert_eq!(page.locale().to_string(), "zh-Hant");
}

#[test]
fn the_phrasing_of_a_response_goes_first() {
    let cache = PageCache::new(Pages::new()).phrasing(Phrasing::GENERAL);
    let catalog = Catalog::embedded();
    let chain = catalog.negotiate("en");
    let code = StatusCode::from_u16(404).unwrap();
    let context = Context::new().phrasing(Phrasing::PLAIN);
    for (context, phrasing) in [(context, Phrasing::PLAIN), (Context::new(), Phrasing::GENERAL)] {
        let page = cache.page(&chain, code, &context, Format::Text);
        let description = catalog.lookup(&chain).phrasing(&phrasing).description(code);
        assert!(page.body().contains(description.text()), "{phrasing}: {page}");
    }
}

#[test]
fn other_texts_and_another_phrasing_leave_nothing_behind() {
    let chain = Catalog::embedded().negotiate("en");
    let text = |cache: &PageCache| {
        let code = StatusCode::from_u16(404).unwrap();
        cache
            .page(&chain, code, &Context::new(), Format::Text)
            .body()
            .lines()
            .next()
            .unwrap()
            .to_owned()
    };
    let cache = PageCache::new(Pages::new());
    let concise = text(&cache);
    let cache = cache.phrasing(Phrasing::PLAIN);
    let plain = text(&cache);
    assert_ne!(plain, concise);
    let texts = folder(&[("en/messages.ftl", "status-404 = Gone for lunch.")]);
    let catalog = Catalog::builder().overlay(texts.path()).build().unwrap();
    let cache = cache.with_catalog(Arc::new(catalog));
    assert_eq!(text(&cache), "404 Not Found: Gone for lunch.");
}

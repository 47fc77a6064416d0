//! Negotiation, a chain of up to 8 locales and a message without arguments do not allocate.

use allocation_counter::measure;
use fluent_status::negotiation::Negotiator;
use fluent_status::{Catalog, Phrasing, StatusCode};
use unic_langid::langid;

const HEADERS: [&str; 6] = [
    "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7",
    "sr-ME,pt-AO,zh-MO;q=0.9,en-AU;q=0.8,*;q=0.1",
    "en;q=0.1, zh;q=0.5, cmn-TW;q=0.9, und-HK, i-hak, zh-CN;q=0, en-826",
    "*, en;q=0",
    "qaa",
    "",
];

#[track_caller]
fn allocates_nothing<T>(work: impl FnOnce() -> T) {
    let counted = measure(|| drop(work()));
    assert_eq!(counted.count_total, 0);
}

#[test]
fn negotiating_and_cloning_a_chain_allocate_nothing() {
    let others = [
        langid!("en-GB"),
        langid!("en-US"),
        langid!("zh-Hans"),
        langid!("zh-Hant"),
        langid!("zh-HK"),
        langid!("pt-BR"),
        langid!("sr-Latn"),
    ];
    let negotiator = Negotiator::new(langid!("en"), others);
    let catalog = Catalog::builtin();
    for header in HEADERS {
        allocates_nothing(|| negotiator.negotiate(header));
        allocates_nothing(|| catalog.negotiate(header));
        let chain = negotiator.negotiate(header);
        allocates_nothing(|| chain.clone());
        allocates_nothing(|| chain.best_match().is_some());
    }
    // Hostile headers.
    for header in ["zh-cmn-Hant-XX;q=0.123, qqq-Latn-001;q=0.999,".repeat(200), "fr,".repeat(4000)]
    {
        allocates_nothing(|| negotiator.negotiate(&header));
        let chain = negotiator.negotiate(&header);
        allocates_nothing(|| chain.clone());
    }
}

#[test]
fn a_message_without_arguments_allocates_nothing() {
    let catalog = Catalog::builtin();
    for accept_language in ["en", "zh-TW,zh;q=0.9,en;q=0.8", "qaa"] {
        let chain = catalog.negotiate(accept_language);
        for code in 100..=999 {
            let code = StatusCode::from_u16(code).unwrap();
            allocates_nothing(|| catalog.message(code, &chain));
            let lookup = catalog.lookup(&chain).phrasing(&Phrasing::GENERAL);
            allocates_nothing(|| lookup.message(code));
            allocates_nothing(|| lookup.description(code));
            allocates_nothing(|| catalog.lookup(&chain).description(code));
        }
    }
}

#[test]
fn a_request_allocates_nothing() {
    let catalog = Catalog::builtin();
    for header in HEADERS {
        allocates_nothing(|| {
            let chain = catalog.negotiate(header);
            let message = catalog.message(StatusCode::NOT_FOUND, &chain.clone());
            (message.reason().as_str().len(), message.advice().is_some())
        });
    }
}

#[test]
fn a_message_with_the_chain_of_another_catalog_allocates_nothing() {
    let catalog = Catalog::builtin();
    let other = Catalog::builder().default_locale(langid!("zh-Hant")).build().unwrap();
    let chain = other.negotiate("zh-CN, en");
    allocates_nothing(|| catalog.message(StatusCode::NOT_FOUND, &chain));
}

#[cfg(feature = "tower")]
#[test]
fn a_response_without_a_page_allocates_nothing() {
    use std::convert::Infallible;

    use fluent_status::tower::StatusPagesLayer;
    use futures_executor::block_on;
    use http::header::{ACCEPT, ACCEPT_LANGUAGE};
    use http::{HeaderValue, Request, Response};
    use http_body_util::Full;
    use tower::{Layer, Service, service_fn};

    let respond = |_: Request<()>| {
        std::future::ready(Ok::<_, Infallible>(Response::new(Full::<bytes::Bytes>::default())))
    };
    let mut service = StatusPagesLayer::new().layer(service_fn(respond));
    let mut request = Request::get("/?lang=zh-TW").body(()).unwrap();
    for (name, value) in [
        (ACCEPT_LANGUAGE, "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7"),
        (ACCEPT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    ] {
        request.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    // Cloning shares the buffers, as after a server has parsed a request.
    let _shared = (request.headers().clone(), request.uri().clone());
    block_on(std::future::ready(())); // The first call allocates.
    allocates_nothing(|| block_on(service.call(request)));
}

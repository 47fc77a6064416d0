//! Counts the allocations of a request. There are none for up to 8 locales, unless a message has
//! arguments or the response gets a page.

use allocation_counter::measure;
use fluent_status::negotiation::Negotiator;
use fluent_status::{Catalog, StatusCode};
use unic_langid::langid;

#[track_caller]
fn does_not_allocate<T>(work: impl FnOnce() -> T) {
    let counted = measure(|| drop(work()));
    assert_eq!(counted.count_total, 0);
}

#[test]
fn negotiation_does_not_allocate() {
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
    for header in [
        "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7",
        "sr-ME,pt-AO,zh-MO;q=0.9,en-AU;q=0.8,*;q=0.1",
        "en;q=0.1, zh;q=0.5, cmn-TW;q=0.9, und-HK, i-hak, zh-CN;q=0, en-826",
        "*, en;q=0",
        &"zh-cmn-Hant-XX;q=0.123, qqq-Latn-001;q=0.999,".repeat(200),
        &"fr,".repeat(4000),
    ] {
        does_not_allocate(|| negotiator.negotiate(header));
        let chain = negotiator.negotiate(header);
        does_not_allocate(|| chain.clone());
    }
}

#[test]
fn a_lookup_does_not_allocate() {
    let catalog = Catalog::builtin();
    for accept_language in ["en", "zh-TW,zh;q=0.9,en;q=0.8", "qaa"] {
        let chain = catalog.negotiate(accept_language);
        for code in 100..=999 {
            let code = StatusCode::from_u16(code).unwrap();
            does_not_allocate(|| catalog.message(code, &chain));
            does_not_allocate(|| catalog.lookup(&chain).description(code));
        }
    }
}

#[cfg(feature = "tower")]
#[test]
fn a_response_without_a_page_does_not_allocate() {
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
    // A server shares the bytes of a request before it creates the request.
    let _shared = (request.headers().clone(), request.uri().clone());
    block_on(std::future::ready(())); // The first call allocates.
    does_not_allocate(|| block_on(service.call(request)));
}

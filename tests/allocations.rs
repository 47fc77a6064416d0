//! What a request costs in memory: nothing, up to 8 locales, until values are put into a text or a
//! page is sent.

use allocation_counter::measure;
use fluent_status::negotiation::Negotiator;
use fluent_status::{Catalog, StatusCode};
use unic_langid::langid;

#[track_caller]
fn allocates_nothing<T>(work: impl FnOnce() -> T) {
    let counted = measure(|| drop(work()));
    assert_eq!(counted.count_total, 0);
}

#[test]
fn from_a_header_to_a_chain() {
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
        allocates_nothing(|| negotiator.negotiate(header));
        let chain = negotiator.negotiate(header);
        allocates_nothing(|| chain.clone());
    }
}

#[test]
fn from_a_code_to_a_message() {
    let catalog = Catalog::builtin();
    for accept_language in ["en", "zh-TW,zh;q=0.9,en;q=0.8", "qaa"] {
        let chain = catalog.negotiate(accept_language);
        for code in 100..=999 {
            let code = StatusCode::from_u16(code).unwrap();
            allocates_nothing(|| catalog.message(code, &chain));
            allocates_nothing(|| catalog.lookup(&chain).description(code));
        }
    }
}

#[cfg(feature = "tower")]
#[test]
fn a_response_that_is_left_alone() {
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
    // A server shares what it has read before it makes a request of it.
    let _shared = (request.headers().clone(), request.uri().clone());
    block_on(std::future::ready(())); // It allocates when it is first called.
    allocates_nothing(|| block_on(service.call(request)));
}

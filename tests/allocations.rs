//! What a request costs in memory: nothing, up to 8 locales, until values are put into a text.

use allocation_counter::measure;
use fluent_status::negotiation::Negotiator;
use fluent_status::{Catalog, Code};
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
    let catalog = Catalog::embedded();
    for accept_language in ["en", "zh-TW,zh;q=0.9,en;q=0.8", "qaa"] {
        let chain = catalog.negotiate(accept_language);
        for code in 100..=999 {
            let code = Code::new(code).unwrap();
            allocates_nothing(|| catalog.message(code, &chain));
            allocates_nothing(|| catalog.lookup(&chain).description(code));
        }
    }
}

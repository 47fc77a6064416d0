//! Measures the crate beside its peers, in one run, and prints the ratios as a Markdown table.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml`

mod contest;

use contest::{contest, side};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use fluent_status::negotiation::Negotiator;
use fluent_status::{Catalog, Code};
use http::StatusCode;
use unic_langid::{LanguageIdentifier, langid};

const CHROME: &str = "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7";
const FIREFOX: &str = "zh-CN,zh;q=0.8,zh-TW;q=0.7,zh-HK;q=0.5,en-US;q=0.3,en;q=0.2";
const SAFARI: &str = "zh-TW";
const CHROME_ENGLISH: &str = "en-US,en;q=0.9";

fn main() {
    println!(
        "| work | fluent-status | reference | ratio (middle half) | allocations | of the reference |"
    );
    println!("|---|---|---|---|---|---|");
    descriptions();
    headers();
}

fn descriptions() {
    let catalog = Catalog::embedded();
    let chain = catalog.negotiate("en");
    let lookup = catalog.lookup(&chain);
    let describe = |code: StatusCode| lookup.description(code);
    let message = |code: StatusCode| lookup.message(code);

    let one = [StatusCode::NOT_FOUND; 1000];
    let mix = unpredictable_mix();
    for (work, codes) in [("one code", &one[..]), ("mix of codes", &mix[..])] {
        contest(
            &format!("description, {work}"),
            side("", codes, describe),
            side("`canonical_reason`", codes, |code| code.canonical_reason()),
        );
        contest(
            &format!("whole message, {work}"),
            side("", codes, message),
            side("`canonical_reason`", codes, |code| code.canonical_reason()),
        );
    }

    let bundle = bundle();
    contest(
        "description, mix of codes",
        side("", &mix, describe),
        side("`fluent-bundle`", &mix, |code| {
            let message = bundle.get_message(&format!("status-{}", code.as_u16()))?;
            Some(bundle.format_pattern(message.value()?, None, &mut Vec::new()).into_owned())
        }),
    );

    let mut values = FluentArgs::new();
    values.set("seconds", 30);
    let advise = catalog.lookup(&chain).values(&values);
    let pattern = bundle.get_message("status-503").and_then(|m| m.get_attribute("advice"));
    let pattern = pattern.expect("503 has advice").value();
    contest(
        "message with one variable",
        side("", &[Code::new(503).expect("a code")], |code| advise.message(code)),
        side("`fluent-bundle`, advice only", &[()], |()| {
            bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
        }),
    );
}

/// Long enough that no branch predictor learns it.
fn unpredictable_mix() -> Vec<StatusCode> {
    let codes: Vec<StatusCode> = Catalog::embedded()
        .codes()
        .filter_map(|code| StatusCode::from_u16(code.as_u16()).ok())
        .filter(|code| code.canonical_reason().is_some())
        .collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    (0..16384).map(|_| codes[random() % codes.len()]).collect()
}

/// The English registry in a bundle of its own, as an application would do it by hand.
fn bundle() -> FluentBundle<FluentResource> {
    let text = include_str!("../../locales/en/registry.ftl");
    let resource = FluentResource::try_new(text.to_owned()).expect("well-formed");
    let mut bundle = FluentBundle::new_concurrent(vec![langid!("en")]);
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).expect("no repeats");
    bundle
}

fn headers() {
    let available: [LanguageIdentifier; 3] =
        [langid!("en"), langid!("zh-Hans"), langid!("zh-Hant")];
    let [default, others @ ..] = available.clone();
    let negotiator = Negotiator::new(default.clone(), others);
    // Aliases that have to be looked up, nothing, next to nothing, and tags that are none.
    let hostile = ["zh-cmn-Hant-XX;q=0.123, qqq-Latn-001;q=0.999,", ",", " ,", "a,", "-,-"]
        .map(|element| element.repeat(8192 / element.len()));
    let honest = longest_honest_header();

    for (work, header) in [
        ("Chrome, zh-TW", CHROME),
        ("Firefox, zh-CN", FIREFOX),
        ("Safari, zh-TW", SAFARI),
        ("Chrome, en-US", CHROME_ENGLISH),
        ("32 languages", &honest),
        ("8 KB of aliases", &hostile[0]),
    ] {
        let header = [header];
        contest(
            &format!("header to chain: {work}"),
            side("", &header, |header: &str| negotiator.negotiate(header)),
            side("`fluent-langneg`", &header, |header| {
                let requested = fluent_langneg::accepted_languages::parse(header);
                let strategy = NegotiationStrategy::Filtering;
                negotiate_languages(&requested, &available, Some(&default), strategy).len()
            }),
        );
        contest(
            &format!("header to locale: {work}"),
            side("", &header, |header: &str| negotiator.negotiate(header)),
            side("`accept-language`", &header, |header| {
                accept_language::intersection(header, &["en", "zh-Hans", "zh-Hant"])
            }),
        );
    }
    let honest = [honest.as_str()];
    for header in &hostile {
        let start: String = header.chars().take(12).collect();
        let header = [header.as_str()];
        contest(
            &format!("8 KB of `{start}…`"),
            side("", &header, |header: &str| negotiator.negotiate(header)),
            side("32 languages", &honest, |header: &str| negotiator.negotiate(header)),
        );
    }
}

/// What an app sends for someone who lists as many languages as are read, each in full.
fn longest_honest_header() -> String {
    let languages = [
        "zh-Hant-TW",
        "zh-Hant-HK",
        "zh-Hans-CN",
        "yue-Hant-HK",
        "nan-Hant-TW",
        "en-TW",
        "en-US",
        "ja-JP",
        "ko-KR",
        "fil-PH",
        "haw-US",
        "ceb-PH",
        "vi-VN",
        "th-TH",
        "id-ID",
        "ms-MY",
        "sr-Latn-RS",
        "sr-Cyrl-RS",
        "uz-Latn-UZ",
        "az-Latn-AZ",
        "pa-Guru-IN",
        "hi-IN",
        "fr-FR",
        "de-DE",
        "es-419",
        "pt-BR",
        "it-IT",
        "nl-NL",
        "pl-PL",
        "ru-RU",
        "uk-UA",
        "ar-EG",
    ];
    let element = |(place, language): (usize, &&str)| match place {
        0 => (*language).to_owned(),
        _ => format!("{language};q={:.2}", 1.0 - 0.03 * place as f64),
    };
    languages.iter().enumerate().map(element).collect::<Vec<_>>().join(", ")
}

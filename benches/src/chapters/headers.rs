//! From an `Accept-Language` header to a locale chain, and to a description.

use std::cell::RefCell;
use std::hint::black_box;

use fluent_langneg::NegotiationStrategy::Filtering;
use fluent_langneg_newest as newest;
use fluent_status::{Catalog, StatusCode};
use icu_locale::{LanguageIdentifier as IcuIdentifier, LocaleExpander};
use unic_langid::{LanguageIdentifier, langid};

use super::Chapter;
use super::descriptions::i18n_embed_loader;
use crate::comparison::{Comparison, repeat, side};
use crate::fixtures::{self, leak};

pub const CHROME: &str = "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7";
const FIREFOX: &str = "zh-CN,zh;q=0.8,zh-TW;q=0.7,zh-HK;q=0.5,en-US;q=0.3,en;q=0.2";
const SAFARI: &str = "zh-TW";

pub fn chapter() -> Chapter {
    let catalog = Catalog::builtin();
    let negotiate = |header: &'static str| repeat(move || catalog.negotiate(header));
    let langneg = |header: &'static str| {
        let available = [langid!("en"), langid!("zh-Hans"), langid!("zh-Hant")];
        repeat(move || {
            let requested = fluent_langneg::accepted_languages::parse(header);
            let default = Some(&available[0]);
            fluent_langneg::negotiate_languages(&requested, &available, default, Filtering).len()
        })
    };
    let newest_langneg = |header: &'static str| {
        let available = newest::accepted_languages::parse("en, zh-Hans, zh-Hant");
        repeat(move || {
            let requested = newest::accepted_languages::parse(header);
            let strategy = newest::NegotiationStrategy::Filtering;
            let default = Some(&available[0]);
            newest::negotiate_languages(&requested, &available, default, strategy).len()
        })
    };
    let accept_language = |header: &'static str| {
        repeat(move || accept_language::intersection(header, &["en", "zh-Hans", "zh-Hant"]))
    };

    let tags: [LanguageIdentifier; 4] =
        [langid!("zh-TW"), langid!("zh"), langid!("en-US"), langid!("en")];
    let loader = leak(i18n_embed_loader());
    let selected = loader.select_languages_negotiate(&tags, Filtering);
    assert_eq!(selected.current_languages().first(), Some(&langid!("zh-Hans")));

    let negotiate_owned = |header: String| catalog.negotiate(header);
    let hostile = RefCell::new(hostile_headers(fixtures::random_numbers()));

    Chapter {
        title: "A header to a locale chain",
        about: "The available locales are `en`, `zh-Hans` and `zh-Hant`. The peers do less: \
                `fluent-langneg` ignores quality values, `accept-language` ignores scripts, and \
                `icu_locale` parses and maximizes the tags without a choice. `i18n-embed` returns \
                Simplified Chinese to this client, which prefers Traditional Chinese. Each hostile \
                header is different, and contains tags that may be aliases.",
        comparisons: vec![
            Comparison::new(
                "header of Chrome, `zh-TW`, to a chain",
                negotiate(CHROME),
                "`fluent-langneg` 0.13: `parse`, `negotiate_languages` (`Filtering`)",
                langneg(CHROME),
            )
            .at_most(0.25)
            .without_allocation()
            .reason(NEGOTIATION),
            Comparison::new(
                "header of Chrome, `zh-TW`, to a chain",
                negotiate(CHROME),
                "`fluent-langneg` 0.14: the same",
                newest_langneg(CHROME),
            ),
            Comparison::new(
                "header of Chrome, `zh-TW`, to a chain",
                negotiate(CHROME),
                "`accept-language`: `intersection`",
                accept_language(CHROME),
            ),
            Comparison::new(
                "header of Chrome, `zh-TW`, to a chain",
                negotiate(CHROME),
                "`icu_locale`: parse and maximize the four tags",
                repeat(maximize),
            ),
            Comparison::new(
                "header of Firefox, `zh-CN` and five more, to a chain",
                negotiate(FIREFOX),
                "`fluent-langneg` 0.13",
                langneg(FIREFOX),
            )
            .at_most(0.25)
            .without_allocation()
            .reason(NEGOTIATION),
            Comparison::new(
                "header of Safari, only `zh-TW`, to a chain",
                negotiate(SAFARI),
                "`fluent-langneg` 0.13",
                langneg(SAFARI),
            )
            .at_most(0.25)
            .without_allocation()
            .reason(NEGOTIATION),
            Comparison::new(
                "hostile header of 8 kB to a chain",
                side(move || hostile.borrow_mut().by_ref().take(200).collect(), negotiate_owned),
                "an ordinary header of 32 elements",
                side(|| vec![ordinary_header(); 200], negotiate_owned),
            )
            .at_most(10.0),
            Comparison::new(
                "header of Chrome, `zh-TW`, to a description",
                repeat(move || {
                    let chain = catalog.negotiate(CHROME);
                    catalog.lookup(&chain).description(StatusCode::NOT_FOUND).into_cow()
                }),
                "`i18n-embed`: `select_languages_negotiate` with parsed tags, `get`",
                repeat(move || {
                    loader.select_languages_negotiate(&tags, Filtering).get("status-404")
                }),
            ),
        ],
    }
}

const NEGOTIATION: &str = "Tags are parsed into `unic_langid` subtags, and the chain shares the list of \
    locales through an `Arc`. The two atomic operations on it are a part of each call.";

/// Maximizes the tags only, because removing the quality values is fast.
fn maximize() -> [IcuIdentifier; 4] {
    let expander = LocaleExpander::new_extended();
    ["zh-TW", "zh", "en-US", "en"].map(|tag| {
        let mut id: IcuIdentifier = black_box(tag).parse().expect("a tag");
        expander.maximize(&mut id);
        id
    })
}

/// Returns headers of the maximum length that servers accept, with tags that may be aliases.
pub fn hostile_headers(mut random: impl FnMut() -> usize) -> impl Iterator<Item = String> {
    std::iter::repeat_with(move || {
        let mut header = String::with_capacity(8192);
        while header.len() < 8192 - 24 {
            let number = random();
            let letter = |shift: usize| char::from(b'a' + ((number >> shift) % 26) as u8);
            header.extend([letter(0), letter(8), letter(16)]);
            header.push_str("-Hant-XX;q=0.");
            header.push_str(&(number >> 24 & 0xFF).to_string());
            header.push(',');
        }
        header
    })
}

/// Returns the header of an app whose user has chosen as many languages as are read.
fn ordinary_header() -> String {
    let languages = "zh-Hant-TW zh-Hant-HK zh-Hans-CN yue-Hant-HK nan-Hant-TW en-TW en-US ja-JP \
                     ko-KR fil-PH haw-US ceb-PH vi-VN th-TH id-ID ms-MY sr-Latn-RS sr-Cyrl-RS \
                     uz-Latn-UZ az-Latn-AZ pa-Guru-IN hi-IN fr-FR de-DE es-419 pt-BR it-IT nl-NL \
                     pl-PL ru-RU uk-UA ar-EG";
    let element = |(index, language): (usize, &str)| match index {
        0 => language.to_owned(),
        _ => format!("{language};q={:.2}", 1.0 - 0.03 * index as f64),
    };
    languages.split(' ').enumerate().map(element).collect::<Vec<_>>().join(", ")
}

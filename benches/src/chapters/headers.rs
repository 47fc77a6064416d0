//! From an `Accept-Language` field to a chain of locales, and on to words.

use fluent_langneg::NegotiationStrategy::Filtering;
use fluent_langneg_newest as newest;
use fluent_status::Catalog;
use http::StatusCode;
use icu_locale::{LanguageIdentifier as IcuIdentifier, LocaleExpander};
use unic_langid::{LanguageIdentifier, langid};

use super::Chapter;
use super::descriptions::i18n_embed_loader;
use crate::contest::Allocations::AtMost;
use crate::contest::{Contest, repeat};
use crate::texts::keep;

const CHROME: &str = "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7";
const FIREFOX: &str = "zh-CN,zh;q=0.8,zh-TW;q=0.7,zh-HK;q=0.5,en-US;q=0.3,en;q=0.2";
const SAFARI: &str = "zh-TW";

pub fn chapter() -> Chapter {
    let catalog = Catalog::embedded();
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
    let loader = keep(i18n_embed_loader());
    let selected = loader.select_languages_negotiate(&tags, Filtering);
    assert_eq!(selected.current_languages().first(), Some(&langid!("zh-Hans")));

    Chapter {
        title: "A header to words",
        about: "Available are `en`, `zh-Hans` and `zh-Hant`. The peers do less: `fluent-langneg` \
                passes over the quality values, `accept-language` knows no scripts, and \
                `icu_locale` only makes the tags of the header and their likely subtags, without \
                choosing among them. `i18n-embed` gives this reader of Traditional Chinese a text \
                in Simplified.",
        contests: vec![
            Contest::new(
                "Chrome, `zh-TW`, to a chain",
                negotiate(CHROME),
                "`fluent-langneg` 0.13: `parse`, `negotiate_languages` (`Filtering`)",
                langneg(CHROME),
            )
            .at_most(1.0 / 8.0)
            .allocating(AtMost(0.0)),
            Contest::new(
                "Chrome, `zh-TW`, to a chain",
                negotiate(CHROME),
                "`fluent-langneg` 0.14: the same",
                newest_langneg(CHROME),
            ),
            Contest::new(
                "Chrome, `zh-TW`, to a chain",
                negotiate(CHROME),
                "`accept-language`: `intersection`",
                accept_language(CHROME),
            ),
            Contest::new(
                "Chrome, `zh-TW`, to a chain",
                negotiate(CHROME),
                "`icu_locale`: parse and maximize the four tags",
                repeat(maximize),
            ),
            Contest::new(
                "Firefox, `zh-CN` and five more, to a chain",
                negotiate(FIREFOX),
                "`fluent-langneg` 0.13",
                langneg(FIREFOX),
            ),
            Contest::new(
                "Safari, `zh-TW` alone, to a chain",
                negotiate(SAFARI),
                "`fluent-langneg` 0.13",
                langneg(SAFARI),
            ),
            Contest::new(
                "Chrome, `zh-TW`, to a description",
                repeat(move || {
                    let chain = catalog.negotiate(CHROME);
                    catalog.lookup(&chain).description(StatusCode::NOT_FOUND).into_text()
                }),
                "`i18n-embed`: `select_languages_negotiate` with the tags already parsed, `get`",
                repeat(move || {
                    loader.select_languages_negotiate(&tags, Filtering).get("status-404")
                }),
            )
            .at_most(1.0 / 3.0),
        ],
    }
}

/// The tags alone, for what it cuts off the quality values costs next to nothing.
fn maximize() -> [IcuIdentifier; 4] {
    let expander = LocaleExpander::new_extended();
    ["zh-TW", "zh", "en-US", "en"].map(|tag| {
        let mut id: IcuIdentifier = std::hint::black_box(tag).parse().expect("a tag");
        expander.maximize(&mut id);
        id
    })
}

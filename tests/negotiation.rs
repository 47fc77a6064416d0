//! Negotiation: cases of other projects' suites and of ours, and properties of any header.

use std::collections::HashSet;

use fluent_status::negotiation::{Negotiator, parse_language_identifier};
use proptest::prelude::*;
use unic_langid::{LanguageIdentifier, langid};

/// `(default)`: nothing the reader lists is available, and the first locale answers. `(absent)`:
/// the request has no such field.
#[test]
fn vectors() {
    let mut failures = Vec::new();
    let mut cases = csv::Reader::from_path("tests/data/accept-language.csv").unwrap();
    for (row, case) in cases.records().enumerate() {
        let case = case.unwrap();
        let (header, available, expected, source) = (&case[0], &case[1], &case[2], &case[3]);
        let matched = match header {
            "(absent)" => matched(&[], available),
            header => matched(&[header], available),
        };
        if matched != expected {
            let line = row + 2;
            failures.push(format!(
                "line {line} ({source}): {header:?} on {available:?}: expected {expected}, got {matched}"
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn negotiator(available: &str) -> Negotiator {
    let mut locales = available.split(' ').map(|tag| parse_language_identifier(tag).unwrap());
    Negotiator::new(locales.next().unwrap(), locales)
}

/// The locale that matched, as it was given.
fn matched(header_lines: &[&str], available: &str) -> String {
    let negotiator = negotiator(available);
    let chain = negotiator.negotiate_all(header_lines);
    let place = chain
        .best_match()
        .map(|matched| negotiator.available().iter().position(|locale| locale == matched).unwrap());
    place.map_or("(default)", |place| available.split(' ').nth(place).unwrap()).to_owned()
}

#[track_caller]
fn chain_is(header: &str, available: &str, expected: &str) {
    let chain = negotiator(available).negotiate(header).to_string();
    assert_eq!(chain, expected, "{header:?} on {available:?}");
}

const OURS: &str = "en zh-Hans zh-Hant";

#[test]
fn chains_hold_every_match_in_the_readers_order_and_end_in_the_default() {
    chain_is("zh-TW,zh;q=0.9,en;q=0.8", OURS, "zh-Hant, zh-Hans, en");
    chain_is("zh-CN,zh;q=0.9,en;q=0.8", OURS, "zh-Hans, zh-Hant, en");
    chain_is("zh-TW", OURS, "zh-Hant, en");
    chain_is("zh-CN", OURS, "zh-Hans, en");
    chain_is("zh", OURS, "zh-Hans, zh-Hant, en");
    chain_is("zh-TW;q=0.5,zh-CN", OURS, "zh-Hans, zh-Hant, en");
    chain_is("fr", OURS, "en");
    chain_is("en,zh-TW;q=0.5", OURS, "en");
    chain_is("", OURS, "en");
}

#[test]
fn a_region_falls_back_to_its_language_before_another() {
    chain_is("zh-HK", "en zh-Hans zh-Hant zh-HK", "zh-HK, zh-Hant, en");
    chain_is("zh-TW", "en zh-HK zh-Hant zh-TW", "zh-TW, zh-Hant, zh-HK, en");
    chain_is("zh-Hant-TW", "en zh-Hant zh-Hant-TW", "zh-Hant-TW, zh-Hant, en");
    chain_is("en-GB", "zh-Hans en en-GB", "en-GB, en, zh-Hans");
    chain_is("pt-PT", "en pt-BR pt-PT", "pt-PT, pt-BR, en");
    chain_is("pt", "en pt-PT pt-BR", "pt-BR, pt-PT, en");
}

#[test]
fn region_decides_within_a_language_and_script() {
    for (header, available, expected) in [
        ("en-AU", "en-US en-GB", "en-GB"),
        ("en-IE", "en en-GB", "en-GB"),
        ("en-PH", "en-GB en-US", "en-US"),
        ("en-001", "en-US en-GB", "en-GB"),
        ("en-AU", "en-GB en-NZ", "en-GB"),
        ("en-UK", "en-US en-GB", "en-GB"),
        ("en-826", "en-US en-GB", "en-GB"),
        ("zh-MO", "en zh-TW zh-HK", "zh-HK"),
        ("zh-HK", "en zh-TW zh-MO", "zh-MO"),
        ("zh-Hant", "en zh-HK zh-TW", "zh-TW"),
        ("zh-SG", "en zh-CN zh-SG", "zh-SG"),
        ("yue-HK", "en zh-TW zh-HK", "zh-HK"),
        ("es-AR", "en es es-419", "es-419"),
        ("es-AR", "en es-MX es-419 es", "es-419"),
        ("es-PH", "en es-419 es", "es"),
        ("es-US", "en es-ES es-MX", "es-MX"),
        ("pt-AO", "en pt-BR pt-PT", "pt-PT"),
        ("pt-US", "en pt-PT pt-BR", "pt-BR"),
        ("fr-CH", "en fr-CA fr-FR", "fr-FR"),
        ("de-AT", "en de-DE de-CH", "de-DE"),
        ("ar-MA", "en ar-EG ar-DZ", "ar-DZ"),
        // Of two that mean the same, the one that is written so.
        ("nl-NL", "nl nl-NL nl-BE", "nl-NL"),
        ("nl", "nl-NL nl nl-BE", "nl"),
        ("nl-Latn", "nl nl-Latn", "nl-Latn"),
        ("en-US", "en en-US", "en-US"),
        ("fr", "fr-FR fr", "fr"),
        ("zh-HK", "en zh-Hant zh-TW", "zh-Hant"),
        // Outside of the reader's group, the region that stands for the others.
        ("en-GB", "zh en-CA en-US", "en-US"),
        ("pt-BR", "en pt-AO pt-PT", "pt-PT"),
        ("es-ES", "en es-PE es-MX es-419", "es-419"),
    ] {
        assert_eq!(matched(&[header], available), expected, "{header} on {available}");
    }
}

#[test]
fn the_usual_region_wins_at_the_same_distance() {
    for (header, available, expected) in [
        ("fr-BE", "en fr-CA fr-FR", "fr-FR"),
        ("fr-BE", "en fr-CA fr", "fr"),
        ("fr-LU", "en fr-BE fr-CA fr-CH fr-FR", "fr-FR"),
        ("de-LI", "en de-AT de-CH de-DE", "de-DE"),
        ("it-SM", "en it-CH it-IT", "it-IT"),
        ("nl-SR", "en nl-BE nl-NL", "nl-NL"),
        ("ar-KW", "en ar-AE ar-EG", "ar-EG"),
        ("zh-SG", "en zh-MY zh-CN", "zh-CN"),
        ("zh-Hant-US", "en zh-AU zh-TW", "zh-TW"),
        ("sr-Latn-HR", "en sr-Latn-BA sr-Latn-RS", "sr-Latn-RS"),
        ("pa-Arab-IN", "en pa-Arab-AF pa-Arab-PK", "pa-Arab-PK"),
        // A smaller distance goes first.
        ("ar-MA", "en ar-EG ar-DZ", "ar-DZ"),
        ("en-AU", "en-US en-GB", "en-GB"),
        ("fr-CA", "en fr-FR fr-CA", "fr-CA"),
        // Without the usual region, the order of the list decides.
        ("fr-BE", "en fr-CH fr-CA", "fr-CH"),
    ] {
        assert_eq!(matched(&[header], available), expected, "{header} on {available}");
    }
    chain_is("fr-BE", "en fr-CA fr-FR", "fr-FR, fr-CA, en");
}

#[test]
fn a_decimal_comma_in_a_quality_is_accepted() {
    for (header, expected) in [
        ("en-GB, en;q=0,6, *", "en"),
        ("zh-TW;q=0,3, zh-CN;q=0,8", "zh-Hans"),
        ("zh-CN;q=0,5,zh-TW;q=0.6", "zh-Hant"),
        ("en;q=0,zh-TW", "zh-Hant"),
    ] {
        assert_eq!(matched(&[header], OURS), expected, "{header}");
    }
}

#[test]
fn languages_and_scripts_other_than_chinese() {
    for (header, available, expected) in [
        ("ja-JP", "en ja", "ja"),
        ("ja-Jpan", "en ja", "ja"),
        ("sr-RS", "en sr-Latn", "sr-Latn"),
        ("sr-ME", "en sr sr-Latn", "sr-Latn"),
        ("sr", "en sr-Latn sr-Cyrl", "sr-Cyrl"),
        ("sh", "en sr sr-Latn", "sr-Latn"),
        ("uz-AF", "en uz", "(default)"),
        ("uz-Cyrl", "en uz", "(default)"),
        ("uz", "en uz-Cyrl", "uz-Cyrl"),
        ("iw", "en he", "he"),
        ("he", "en iw", "iw"),
        ("tl", "en fil", "fil"),
        ("mo", "en ro", "ro"),
        ("jpn", "en ja", "ja"),
        ("nb", "en no", "no"),
        ("no", "en nb", "nb"),
        ("nb", "en nn", "nn"),
        ("nb", "en nn no", "no"),
        ("gsw", "en de", "de"),
        ("de", "en gsw", "(default)"),
        ("arz", "en ar", "ar"),
        ("ca", "en es", "(default)"),
        ("hi-Latn", "en hi", "hi"),
        ("xyz-Latn", "en xyz", "xyz"),
        ("qaa", "en qaa", "qaa"),
    ] {
        assert_eq!(matched(&[header], available), expected, "{header} on {available}");
    }
}

#[test]
fn a_chinese_script_is_given_only_to_its_readers() {
    for (header, available, expected) in [
        ("zh-TW", "en zh-Hans", "(default)"),
        ("zh-HK,en", "en zh-CN", "en"),
        ("zh-CN", "en zh-Hant", "(default)"),
        ("yue", "en zh-Hans", "(default)"),
        ("zh-TW", "en zh", "(default)"),
        ("zh-TW,zh", "en zh-Hans", "zh-Hans"),
        ("zh", "en zh-Hant", "zh-Hant"),
        ("zh-Bopo", "en zh-Hans zh-Hant", "(default)"),
        ("zh-Latn", "en zh-Hans zh-Hant", "zh-Hans"),
        ("zh-Zzzz-TW", "en zh-Hans zh-Hant", "zh-Hant"),
        ("czo", "en zh-Hans zh-Hant", "zh-Hans"),
    ] {
        assert_eq!(matched(&[header], available), expected, "{header} on {available}");
    }
}

#[test]
fn an_application_may_prefer_the_other_chinese_script() {
    let either = |available| negotiator(available).allow_other_chinese_script(true);
    assert_eq!(either("en zh-Hans").negotiate("zh-TW,en").to_string(), "zh-Hans, en");
    assert_eq!(either("en zh-Hant").negotiate("zh-CN").to_string(), "zh-Hant, en");
    assert_eq!(either("en zh-Hans").negotiate("yue").to_string(), "zh-Hans, en");
    assert_eq!(either(OURS).negotiate("zh-TW").to_string(), "zh-Hant, zh-Hans, en");
    assert_eq!(either(OURS).negotiate("fr").to_string(), "en");
    let taken_back = either("en zh-Hans").allow_other_chinese_script(false);
    assert_eq!(taken_back.negotiate("zh-TW").to_string(), "en");
}

#[test]
fn refusals() {
    for (header, available, expected) in [
        ("zh-CN;q=0,zh", OURS, "zh-Hant"),
        ("zh-Hans;q=0,zh", OURS, "zh-Hant"),
        ("zh;q=0,zh-TW", OURS, "zh-Hant"),
        ("zh;q=0,zh-HK", OURS, "(default)"),
        ("zh;q=0,*", OURS, "(default)"),
        ("zh-HK,zh-TW;q=0", OURS, "zh-Hant"),
        ("zh-HK,*;q=0", OURS, "zh-Hant"),
        ("zh;q=0,zh;q=0.5", OURS, "zh-Hans"),
        ("en;q=0", OURS, "(default)"),
        ("en-GB,en;q=0,zh;q=0.1", "en zh", "zh"),
        ("en-US,en;q=0,zh;q=0.1", "en zh", "zh"),
        ("en-US;q=0,en,fr;q=0.5", "fr en", "en"),
        ("zh-Hant,zh-TW;q=0", "en zh-TW", "(default)"),
        ("zh-CN;q=0,zh", "en zh", "zh"),
        ("en-US;q=0,en", "en-US en-GB", "en-GB"),
        ("*;q=0", OURS, "(default)"),
        ("cmn-Hans;q=0,zh", OURS, "zh-Hant"),
    ] {
        assert_eq!(matched(&[header], available), expected, "{header} on {available}");
    }
}

#[test]
fn wildcards() {
    for (header, available, expected) in [
        ("*", OURS, "(default)"),
        ("*,zh-TW", OURS, "zh-Hant"),
        ("*,zh-TW;q=0.9", OURS, "(default)"),
        ("*;q=0.1,zh-TW", OURS, "zh-Hant"),
        ("*,en;q=0.5", OURS, "zh-Hans"),
        ("*,en;q=0.5,zh-CN;q=0.8", OURS, "zh-Hant"),
        ("*;q=0.5,en;q=0,zh-CN;q=0", OURS, "zh-Hant"),
        ("*;q=0,*;q=0.5,en;q=0", OURS, "zh-Hans"),
        ("fr,*;q=0.5", OURS, "(default)"),
    ] {
        assert_eq!(matched(&[header], available), expected, "{header} on {available}");
    }
    chain_is("*,en;q=0", OURS, "zh-Hans, zh-Hant, en");
}

#[test]
fn several_lines_are_one_list() {
    assert_eq!(matched(&["en;q=0.1", "zh-TW"], OURS), "zh-Hant");
    assert_eq!(matched(&["zh;q=0.5", "zh;q=0"], OURS), "zh-Hans");
    assert_eq!(matched(&["", "zh"], OURS), "zh-Hans");
}

#[test]
fn no_more_than_the_bounds_is_read() {
    let languages = |count| "fr,".repeat(count);
    assert_eq!(matched(&[&format!("{}zh", languages(31))], OURS), "zh-Hans");
    assert_eq!(matched(&[&format!("{}zh", languages(32))], OURS), "(default)");
    let padding = |len| ";".repeat(len);
    assert_eq!(matched(&[&format!("{},zh-TW", padding(1018))], OURS), "zh-Hant");
    assert_eq!(matched(&[&format!("{},zh-TW", padding(1019))], OURS), "(default)");
    assert_eq!(matched(&[&format!("{},zh-TW,en", padding(1019))], OURS), "(default)");
}

/// Wherever it stands, and whatever the quality of those before it.
#[test]
fn every_alias_is_looked_up() {
    let others = "und-TW;q=0.1,".repeat(12);
    for header in [format!("{others}fr;q=0.3,cmn-TW"), format!("cmn-TW,fr;q=0.3,{others}")] {
        chain_is(&header, "en fr zh-Hant", "zh-Hant, fr, en");
    }
    assert_eq!(matched(&[&format!("{}cmn-TW", "fil,".repeat(31))], OURS), "zh-Hant");
}

#[test]
fn languages_from_a_users_settings() {
    let negotiator = negotiator(OURS);
    let chain = negotiator.negotiate_requested(&[langid!("fr"), langid!("zh-HK"), langid!("zh")]);
    assert_eq!(chain.to_string(), "zh-Hant, zh-Hans, en");
    assert_eq!(chain.best_match(), Some(&langid!("zh-Hant")));
    assert_eq!(negotiator.negotiate_requested(&[]).to_string(), "en");
}

#[test]
fn available_locales_are_counted_once_and_may_be_many() {
    assert_eq!(negotiator("en zh en zh").available(), [langid!("en"), langid!("zh")]);

    let region = |n: usize| {
        format!("en-{}{}", char::from(b'A' + (n / 26) as u8), char::from(b'A' + (n % 26) as u8))
    };
    let many: Vec<LanguageIdentifier> = (0..300).map(|n| region(n).parse().unwrap()).collect();
    let negotiator = Negotiator::new(langid!("tlh"), many.clone());
    let chain = negotiator.negotiate("en-GB");
    assert_eq!(chain.best_match(), Some(&langid!("en-GB")));
    assert_eq!(chain.iter().count(), 301);
}

#[test]
fn locales_that_no_tag_can_ask_for_still_answer_by_default() {
    let odd: LanguageIdentifier = "abcdefgh".parse().unwrap();
    let negotiator = Negotiator::new(odd.clone(), [langid!("zh")]);
    assert_eq!(negotiator.negotiate("zh").to_string(), "zh, abcdefgh");
    assert_eq!(negotiator.negotiate("abcdefgh").best_match(), None);
}

#[test]
fn a_chain_outlives_its_negotiator_and_moves_to_another_thread() {
    fn is_owned<T: Clone + Eq + Send + Sync + 'static>(value: T) -> T {
        value
    }
    let chain = is_owned(negotiator(OURS).negotiate("zh-TW"));
    let shown = std::thread::spawn(move || chain.to_string()).join().unwrap();
    assert_eq!(shown, "zh-Hant, en");
}

#[test]
fn chains_are_equal_if_their_locales_and_their_best_match_are() {
    let chain = |available, header| negotiator(available).negotiate(header);
    assert_eq!(chain("en zh-Hans", "zh"), chain("en fr zh-Hans", "zh"));
    assert_ne!(chain("en zh-Hans", "zh"), chain("en zh-Hans", "en"));
    // The default locale is a match or not, and another match comes after it or not.
    assert_ne!(chain("en zh-Hans", "en"), chain("en zh-Hans", "fr"));
    assert_ne!(chain("en zh-Hans", "en, zh"), chain("en zh-Hans", "en"));
}

const TAGS: [&str; 32] = [
    "zh",
    "zh-TW",
    "zh-HK",
    "zh-CN",
    "zh-Hans",
    "zh-Hant",
    "zh-Hant-CN",
    "yue",
    "hak",
    "cmn-TW",
    "zh-min-nan",
    "en",
    "en-US",
    "en-GB",
    "en-AU",
    "fr",
    "fr-CA",
    "pt",
    "pt-BR",
    "pt-PT",
    "pt-AO",
    "sr",
    "sr-Latn",
    "sr-ME",
    "ja",
    "und-TW",
    "und",
    "i-hak",
    "x-bork",
    "zh_TW",
    "nb",
    "nn",
];

fn tag() -> impl Strategy<Value = String> {
    prop::sample::select(&TAGS[..]).prop_map(str::to_owned)
}

/// Elements with a quality of 1 to 1000.
fn elements() -> impl Strategy<Value = Vec<(String, u16)>> {
    prop::collection::vec(
        (tag(), prop::sample::select(vec![1_u16, 300, 500, 500, 999, 1000])),
        0..12,
    )
}

fn header(elements: &[(String, u16)]) -> String {
    let element = |(tag, quality): &(String, u16)| {
        format!("{tag};q={}.{:03}", quality / 1000, quality % 1000)
    };
    elements.iter().map(element).collect::<Vec<_>>().join(",")
}

const LOCALES: [&str; 15] = [
    "zh-Hans", "zh-Hant", "zh", "zh-TW", "zh-HK", "en", "en-GB", "en-US", "fr", "pt-BR", "pt-PT",
    "sr", "sr-Latn", "ja", "no",
];

/// A default that nobody asks for, so that a chain shows everything that is acceptable, and a few
/// of the other locales.
fn any_negotiator() -> impl Strategy<Value = Negotiator> {
    prop::sample::subsequence(&LOCALES[..], 0..=LOCALES.len()).prop_map(|locales| {
        Negotiator::new(langid!("tlh"), locales.iter().map(|locale| locale.parse().unwrap()))
    })
}

proptest! {
    #[test]
    fn any_bytes_give_a_chain(
        negotiator in any_negotiator(),
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..2000),
            prop::collection::vec(prop::sample::select(&b"zhentwHS-_*;,=q.01 \t"[..]), 0..2000),
        ],
    ) {
        let chain: Vec<_> = negotiator.negotiate(bytes).iter().cloned().collect();
        prop_assert_eq!(chain.last(), Some(&langid!("tlh")));
        prop_assert_eq!(chain.iter().collect::<HashSet<_>>().len(), chain.len());
    }

    #[test]
    fn order_matters_only_among_elements_of_equal_quality(
        negotiator in any_negotiator(),
        elements in elements(),
        keys in prop::collection::vec(any::<u32>(), 12),
    ) {
        // Shuffled, but elements of one quality keep their order.
        let mut shuffled: Vec<(u32, usize)> = keys.into_iter().zip(0..elements.len()).collect();
        shuffled.sort_unstable();
        let mut by_quality = elements.clone();
        by_quality.sort_by_key(|(_, quality)| *quality);
        let mut rest = by_quality.clone();
        let shuffled: Vec<_> = shuffled
            .into_iter()
            .map(|(_, place)| {
                let quality = elements[place].1;
                rest.remove(rest.iter().position(|(_, other)| *other == quality).unwrap())
            })
            .collect();
        let (one, other) = (header(&by_quality), header(&shuffled));
        prop_assert_eq!(negotiator.negotiate(&one), negotiator.negotiate(&other));
    }

    #[test]
    fn order_among_equals_changes_no_more_than_the_order(
        negotiator in any_negotiator(),
        mut elements in elements(),
    ) {
        let locales = |elements: &[(String, u16)]| -> HashSet<LanguageIdentifier> {
            negotiator.negotiate(header(elements)).iter().cloned().collect()
        };
        let before = locales(&elements);
        elements.reverse();
        prop_assert_eq!(before, locales(&elements));
    }

    /// With `*`, a refusal can uncover a locale: `*` alone is answered by the default, and
    /// `*, en;q=0` by the next. So this is about headers without it.
    #[test]
    fn a_refusal_never_adds_a_locale(
        negotiator in any_negotiator(),
        elements in elements(),
        refused in tag(),
    ) {
        let header = header(&elements);
        let before: HashSet<_> = negotiator.negotiate(&header).iter().cloned().collect();
        let with_refusal = format!("{header},{refused};q=0");
        let after: HashSet<_> = negotiator.negotiate(with_refusal).iter().cloned().collect();
        prop_assert!(after.is_subset(&before), "{:?} to {:?}", before, after);
    }

    #[test]
    fn spaces_and_empty_elements_change_nothing(
        negotiator in any_negotiator(),
        elements in elements(),
        padding in "[ \t,]{0,40}",
    ) {
        let header = header(&elements);
        let chain = negotiator.negotiate(&header);
        prop_assert_eq!(&chain, &negotiator.negotiate(format!("{header}{padding}")));
        prop_assert_eq!(&chain, &negotiator.negotiate(format!("{padding}{header}")));
        let spaced = header.replace(',', &format!(" {padding},")).replace(';', "\t; ");
        prop_assert_eq!(&chain, &negotiator.negotiate(spaced));
    }

    #[test]
    fn lines_are_joined(
        negotiator in any_negotiator(),
        first in elements(),
        second in elements(),
    ) {
        let (first, second) = (header(&first), header(&second));
        let joined = negotiator.negotiate(format!("{first},{second}"));
        prop_assert_eq!(joined, negotiator.negotiate_all(&[first, second]));
    }
}

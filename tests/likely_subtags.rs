//! Which Chinese script a tag reaches, against `icu_locale`: every Sinitic language with every
//! region and script.

use fluent_status::negotiation::Negotiator;
use icu_locale::{Locale, LocaleCanonicalizer, LocaleExpander};
use unic_langid::langid;

/// Chinese, its CLDR aliases, and the languages that CLDR's `languageMatching` sends to it, save
/// `czo`, which its likely subtags do not know.
const SINITIC: &str = "zh zho chi cmn cdo cjy cnp cpx csp czh gan hak hnm hsn luh lzh mnp nan sjc \
                       wuu yue";

fn regions() -> impl Iterator<Item = String> {
    let letters = || (b'A'..=b'Z').map(char::from);
    let alphabetic = letters().flat_map(move |a| letters().map(move |b| format!("{a}{b}")));
    alphabetic.chain((0..1000).map(|number| format!("{number:03}")))
}

/// All that CLDR's likely subtags name for any language, and a few more.
const SCRIPTS: &str = "\
    Adlm Aghb Ahom Arab Armi Armn Avst Bali Bamu Bass Batk Beng Berf Bhks Bopo Brah Brai \
    Bugi Buhd Cakm Cans Cari Cham Cher Chrs Copt Cpmn Cprt Cyrl Deva Diak Dogr Dupl Egyp \
    Elba Elym Ethi Gara Geor Glag Gong Gonm Goth Gran Grek Gujr Gukh Guru Hanb Hang Hani \
    Hano Hans Hant Hatr Hebr Hira Hluw Hmng Hmnp Hrkt Hung Ital Jamo Java Jpan Kali Kana \
    Kawi Khar Khmr Khoj Kits Knda Kore Krai Kthi Lana Laoo Latf Latg Latn Lepc Limb Lina \
    Linb Lisu Lyci Lydi Mahj Maka Mand Mani Marc Medf Mend Merc Mero Mlym Modi Mong Mroo \
    Mtei Mult Mymr Nagm Nand Narb Nbat Newa Nkoo Ogam Olck Onao Orkh Orya Osge Osma Ougr \
    Palm Pauc Perm Phag Phli Phlp Phnx Plrd Prti Rjng Rohg Runr Samr Sarb Saur Sgnw Shaw \
    Shrd Sidd Sidt Sind Sinh Sogd Sogo Sora Soyo Sund Sunu Sylo Syrc Tagb Takr Tale Talu \
    Taml Tang Tavt Tayo Telu Tfng Tglg Thaa Thai Tibt Tirh Tnsa Todr Tols Toto Tutg Ugar \
    Vaii Vith Wara Wcho Xpeo Xsux Yezi Yiii Zanb Zyyy";

/// The locale that CLDR's data calls for.
fn expected(tag: &str) -> Option<&'static str> {
    let mut locale: Locale = tag.parse().unwrap();
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    LocaleExpander::new_extended().maximize(&mut locale.id);
    let region = locale.id.region.map(|region| region.to_string());
    match locale.id.script?.as_str() {
        "Hans" => Some("zh-Hans"),
        "Hant" => Some("zh-Hant"),
        // `languageMatching` has these near: Pinyin to Simplified, and Chinese characters of no
        // particular kind to both, so that the region decides.
        "Hani" if region.as_deref() == Some("TW") => Some("zh-Hant"),
        "Hani" | "Latn" => Some("zh-Hans"),
        _ => None,
    }
}

#[test]
fn every_region_and_script_of_every_sinitic_language() {
    let negotiator = Negotiator::new(langid!("en"), [langid!("zh-Hans"), langid!("zh-Hant")]);
    let mut failures = Vec::new();
    let mut check = |tag: String| {
        let matched = negotiator.negotiate(&tag).best_match().map(ToString::to_string);
        if matched.as_deref() != expected(&tag) {
            failures.push(format!("{tag}: expected {:?}, got {matched:?}", expected(&tag)));
        }
    };
    for language in SINITIC.split(' ') {
        check(language.to_owned());
        for region in regions() {
            check(format!("{language}-{region}"));
        }
        for script in SCRIPTS.split(' ') {
            check(format!("{language}-{script}"));
            for region in ["CN", "TW", "HK", "MO", "SG", "MY", "US", "001"] {
                check(format!("{language}-{script}-{region}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

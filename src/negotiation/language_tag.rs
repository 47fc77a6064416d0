//! Language tags of headers, reduced to language, script and region ([RFC 5646 §2.1]).
//!
//! Variants and extensions (`-u-`, `-t-`, `-x-`) are dropped, because locales do not differ by them.
//!
//! [RFC 5646 §2.1]: https://www.rfc-editor.org/rfc/rfc5646.html#section-2.1

use unic_langid::LanguageIdentifier;
use unic_langid::subtags::{Language, Region, Script};

/// Parses a language tag as liberally as in a header: in any case, with `-` or `_`, and grandfathered
/// tags that BCP 47 has replaced. Variants and extensions are dropped. Returns `None` if the tag is
/// malformed.
///
/// ```
/// use fluent_status::negotiation::parse_language_identifier;
///
/// assert_eq!(parse_language_identifier("ZH_tw-u-co-stroke").unwrap().to_string(), "zh-TW");
/// assert_eq!(parse_language_identifier("i-hak").unwrap().to_string(), "hak");
/// assert_eq!(parse_language_identifier("root!"), None);
/// ```
#[must_use]
pub fn parse_language_identifier(tag: &str) -> Option<LanguageIdentifier> {
    parse(tag.as_bytes())
}

/// The longest tag that is read. [RFC 5646 §4.4.1] asks for room for 35 bytes; real tags with
/// extensions have up to about 60.
///
/// [RFC 5646 §4.4.1]: https://www.rfc-editor.org/rfc/rfc5646.html#section-4.4.1
const MAX_BYTES: usize = 100;

/// The languages for which the IANA registry has extended language subtags.
const EXTENDED_LANGUAGE_PREFIXES: [&str; 8] = ["ar", "kok", "lv", "ms", "sgn", "sw", "uz", "zh"];

/// Tags whose subtags do not have their usual meaning, by their first two subtags, with the modern
/// tag: those registered before RFC 4646 ([RFC 5646 §2.2.8]), and two of old Microsoft software for
/// the Chinese scripts. Tags without a modern equivalent are absent, and so match nothing.
///
/// [RFC 5646 §2.2.8]: https://www.rfc-editor.org/rfc/rfc5646.html#section-2.2.8
#[rustfmt::skip]
const GRANDFATHERED: &[(&str, &str, &str)] = &[
    ("art", "lojban", "jbo"),
    ("cel", "gaulish", "xtg"),
    ("i", "ami", "ami"),
    ("i", "bnn", "bnn"),
    ("i", "hak", "hak"),
    ("i", "klingon", "tlh"),
    ("i", "lux", "lb"),
    ("i", "navajo", "nv"),
    ("i", "pwn", "pwn"),
    ("i", "tao", "tao"),
    ("i", "tay", "tay"),
    ("i", "tsu", "tsu"),
    ("no", "bok", "nb"),
    ("no", "bokmal", "nb"),
    ("no", "nyn", "nn"),
    ("no", "nynorsk", "nn"),
    ("zh", "chs", "zh-Hans"),
    ("zh", "cht", "zh-Hant"),
    ("zh", "hakka", "hak"),
    ("zh", "min", "nan"),
    ("zh", "xiang", "hsn"),
];

/// Parses the tag of a header.
///
/// A language range need not be a tag ([RFC 4647 §2.1]). Therefore subtags after the last meaningful
/// one are ignored, as in a lookup (§3.4), but they must be well-formed.
///
/// [RFC 4647 §2.1]: https://www.rfc-editor.org/rfc/rfc4647.html#section-2.1
pub(super) fn parse(tag: &[u8]) -> Option<LanguageIdentifier> {
    let mut subtags = tag.split(|byte| matches!(byte, b'-' | b'_'));
    if tag.len() > MAX_BYTES || !subtags.clone().all(is_well_formed) {
        return None;
    }
    let first = subtags.next()?;
    let second = subtags.clone().next().filter(|second| second.len() > 2);
    let mut identifier = LanguageIdentifier::default();
    if let Some(modern) = second.and_then(|second| modern_tag(first, second)) {
        identifier = modern.parse().ok()?;
        subtags.next();
    } else {
        identifier.language = language(first)?;
    }
    for subtag in subtags {
        if identifier.region.is_some() {
            break;
        } else if let Ok(region) = Region::from_bytes(subtag) {
            identifier.region = Some(region);
        } else if identifier.script.is_some() {
            break;
        } else if let Ok(script) = Script::from_bytes(subtag) {
            // `Zzzz` is an unknown script.
            identifier.script = Some(script).filter(|script| script.as_str() != "Zzzz");
        } else if subtag.len() == 3
            && has_extended_languages(first)
            && let Some(language) = language(subtag)
        {
            // `zh-cmn-Hans` is `cmn-Hans`.
            identifier.language = language;
        } else {
            break;
        }
    }
    Some(identifier)
}

fn is_well_formed(subtag: &[u8]) -> bool {
    (1..=8).contains(&subtag.len()) && subtag.iter().all(u8::is_ascii_alphanumeric)
}

/// Parses a language of two or three letters. BCP 47 reserves longer ones, and no software sends
/// them.
fn language(subtag: &[u8]) -> Option<Language> {
    Language::from_bytes(subtag).ok().filter(|_| subtag.len() <= 3)
}

fn has_extended_languages(language: &[u8]) -> bool {
    let is = |prefix: &&str| language.eq_ignore_ascii_case(prefix.as_bytes());
    EXTENDED_LANGUAGE_PREFIXES.iter().any(is)
}

fn modern_tag(first: &[u8], second: &[u8]) -> Option<&'static str> {
    let mut tags = GRANDFATHERED.iter();
    let found = tags.find(|(other_first, other_second, _)| {
        second.eq_ignore_ascii_case(other_second.as_bytes())
            && first.eq_ignore_ascii_case(other_first.as_bytes())
    });
    found.map(|(.., modern)| *modern)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads_as(tag: &str, expected: &str) {
        let parsed = parse_language_identifier(tag);
        let shown = parsed.map_or("(skipped)".to_owned(), |tag| tag.to_string());
        assert_eq!(shown, expected, "{tag}");
    }

    #[test]
    fn well_formed_tags() {
        reads_as("zh", "zh");
        reads_as("ZH-hANT-tw", "zh-Hant-TW");
        reads_as("zh_TW", "zh-TW");
        reads_as("es-419", "es-419");
        reads_as("und-TW", "und-TW");
        reads_as("de-1996", "de");
        reads_as("ca-ES-valencia", "ca-ES");
        reads_as("zh-TW-u-co-stroke", "zh-TW");
        reads_as("en-t-jp-m0-hepburn", "en");
        reads_as("en-x-private", "en");
        reads_as("sl-rozaj-biske-1994", "sl");
    }

    #[test]
    fn extended_and_grandfathered_tags() {
        reads_as("zh-cmn-Hans-CN", "cmn-Hans-CN");
        reads_as("zh-yue-HK", "yue-HK");
        reads_as("zh-min-nan", "nan");
        reads_as("zh-Min-Nan-TW", "nan-TW");
        reads_as("zh-guoyu", "zh");
        reads_as("zh-hakka", "hak");
        reads_as("i-hak", "hak");
        reads_as("en-GB-oed", "en-GB");
        reads_as("zh-CHS", "zh-Hans");
        reads_as("zh-CHT", "zh-Hant");
        reads_as("no-bok", "nb");
        reads_as("no-nyn-NO", "nn-NO");
    }

    #[test]
    fn subtags_in_a_wrong_order_are_ignored() {
        reads_as("en-US-GB", "en-US");
        reads_as("zh-TW-Hant", "zh-TW");
        reads_as("Aa-aA-AA", "aa-AA");
        reads_as("en-abc", "en");
        reads_as("en-engl-x-a", "en-Engl");
    }

    #[test]
    fn malformed_tags() {
        for tag in [
            "",
            "-",
            "e",
            "en-",
            "-en",
            "en--us",
            "en us",
            "x-bork",
            "i-mingo",
            "i-default",
            "123",
            "a1",
            "abcdefghi",
            "en-abcdefghi",
            "en-x-abcdefghi",
            "zh-TW.UTF-8",
            "en-é",
            "zh-*",
            "root",
            "engl",
            "en-x-",
        ] {
            reads_as(tag, "(skipped)");
        }
        reads_as(&format!("en-u{}", "-ab".repeat(40)), "(skipped)");
    }

    #[test]
    fn every_grandfathered_tag_has_its_modern_form() {
        for (first, second, modern) in GRANDFATHERED {
            reads_as(&format!("{first}-{second}"), modern);
        }
    }
}

//! Language tags, reduced to what matching looks at.

use tinystr::TinyAsciiStr;
use unic_langid::LanguageIdentifier;

/// One subtag: 1 to 8 ASCII letters or digits, in lower case.
pub(crate) type Subtag = TinyAsciiStr<8>;

/// The language, script and region of a tag ([RFC 5646 §2.1]).
///
/// Variants and extensions (`-u-`, `-t-`, `-x-`) are dropped: no two texts of ours differ by them.
///
/// [RFC 5646 §2.1]: https://www.rfc-editor.org/rfc/rfc5646.html#section-2.1
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) language: Subtag,
    pub(crate) script: Option<Subtag>,
    pub(crate) region: Option<Subtag>,
}

/// A longer tag is skipped. [RFC 5646 §4.4.1] asks for room for 35 bytes; real tags with extensions
/// reach about 60.
///
/// [RFC 5646 §4.4.1]: https://www.rfc-editor.org/rfc/rfc5646.html#section-4.4.1
const MAX_TAG_BYTES: usize = 100;

/// Tags whose subtags do not say what they mean: those registered before RFC 4646
/// ([RFC 5646 §2.2.8]), and the two that old Microsoft software sends for the Chinese scripts.
/// Those that RFC 5646 gives no modern equal are left out, and so match nothing.
///
/// [RFC 5646 §2.2.8]: https://www.rfc-editor.org/rfc/rfc5646.html#section-2.2.8
const LEGACY: [(&str, &str); 23] = [
    ("art-lojban", "jbo"),
    ("cel-gaulish", "xtg"),
    ("i-ami", "ami"),
    ("i-bnn", "bnn"),
    ("i-hak", "hak"),
    ("i-klingon", "tlh"),
    ("i-lux", "lb"),
    ("i-navajo", "nv"),
    ("i-pwn", "pwn"),
    ("i-tao", "tao"),
    ("i-tay", "tay"),
    ("i-tsu", "tsu"),
    ("no-bok", "nb"),
    ("no-bokmal", "nb"),
    ("no-nyn", "nn"),
    ("no-nynorsk", "nn"),
    ("zh-chs", "zh-hans"),
    ("zh-cht", "zh-hant"),
    ("zh-guoyu", "zh"),
    ("zh-hakka", "hak"),
    ("zh-min", "nan"),
    ("zh-min-nan", "nan"),
    ("zh-xiang", "hsn"),
];

/// The languages that the IANA registry has extended language subtags for.
const EXTENDED_LANGUAGE_PREFIXES: [&str; 8] = ["ar", "kok", "lv", "ms", "sgn", "sw", "uz", "zh"];

impl Tag {
    /// Reads a tag in any case, with `-` or `_` between its subtags. `None` where it is not
    /// well-formed.
    ///
    /// A language range need not be a tag ([RFC 4647 §2.1]): what follows the last part that makes
    /// sense is passed over, as a lookup would take it off the end (§3.4).
    ///
    /// [RFC 4647 §2.1]: https://www.rfc-editor.org/rfc/rfc4647.html#section-2.1
    pub(crate) fn parse(tag: &[u8]) -> Option<Self> {
        if tag.len() > MAX_TAG_BYTES {
            return None;
        }
        let mut subtags = subtags(tag);
        let mut parsed = Self { language: subtags.next()??, script: None, region: None };
        if !is_language(parsed.language) {
            return Self::parse_rare(tag);
        }
        for subtag in subtags {
            let subtag = subtag?;
            if is_script(subtag) && parsed.script.is_none() && parsed.region.is_none() {
                parsed.script = Some(subtag);
            } else if is_region(subtag) && parsed.region.is_none() {
                parsed.region = Some(subtag);
            } else {
                return Self::parse_rare(tag);
            }
        }
        Some(parsed)
    }

    /// Legacy tags, extended language subtags (`zh-cmn-Hans` is `cmn-Hans`), variants, extensions.
    #[cold]
    fn parse_rare(tag: &[u8]) -> Option<Self> {
        let legacy = LEGACY.iter().find(|(name, _)| name.as_bytes().eq_ignore_ascii_case(tag));
        if let Some((_, modern)) = legacy {
            return Self::parse(modern.as_bytes());
        }
        let mut subtags = subtags(tag).peekable();
        let mut language = subtags.next()?.filter(|&subtag| is_language(subtag))?;
        if EXTENDED_LANGUAGE_PREFIXES.contains(&language.as_str()) {
            while let Some(Some(extended)) =
                subtags.next_if(|s| s.is_some_and(is_extended_language))
            {
                language = extended;
            }
        }
        let script = subtags.next_if(|subtag| subtag.is_some_and(is_script)).flatten();
        let region = subtags.next_if(|subtag| subtag.is_some_and(is_region)).flatten();
        let is_well_formed = subtags.all(|subtag| subtag.is_some());
        is_well_formed.then_some(Self { language, script, region })
    }

    /// How many of the three parts are given.
    pub(crate) fn specificity(&self) -> usize {
        1 + usize::from(self.script.is_some()) + usize::from(self.region.is_some())
    }

    /// The same tag as the type that Fluent's bundles take. It has room for every tag.
    pub(crate) fn to_language_identifier(self) -> Option<LanguageIdentifier> {
        let script = self.script.map(|script| script.parse()).transpose().ok()?;
        let region = self.region.map(|region| region.parse()).transpose().ok()?;
        Some(LanguageIdentifier::from_parts(self.language.parse().ok()?, script, region, &[]))
    }
}

/// `None` for a language of 5 to 8 letters: BCP 47 keeps that room free, and no software sends one.
impl TryFrom<&LanguageIdentifier> for Tag {
    type Error = ();

    fn try_from(identifier: &LanguageIdentifier) -> Result<Self, ()> {
        let lower = |subtag: &str| {
            Subtag::try_from_str(subtag).map(|subtag| subtag.to_ascii_lowercase()).map_err(|_| ())
        };
        let language = lower(identifier.language.as_str())?;
        if !is_language(language) {
            return Err(());
        }
        Ok(Self {
            language,
            script: identifier.script.map(|script| lower(script.as_str())).transpose()?,
            region: identifier.region.map(|region| lower(region.as_str())).transpose()?,
        })
    }
}

/// The subtags of a tag, `None` for one that cannot stand in any tag.
fn subtags(tag: &[u8]) -> impl Iterator<Item = Option<Subtag>> {
    tag.split(|byte| matches!(byte, b'-' | b'_')).map(|bytes| {
        let subtag = Subtag::try_from_utf8(bytes).ok()?.to_ascii_lowercase();
        (!subtag.is_empty() && subtag.is_ascii_alphanumeric()).then_some(subtag)
    })
}

fn is_language(subtag: Subtag) -> bool {
    matches!(subtag.len(), 2 | 3) && subtag.is_ascii_alphabetic()
}

fn is_extended_language(subtag: Subtag) -> bool {
    subtag.len() == 3 && subtag.is_ascii_alphabetic()
}

fn is_script(subtag: Subtag) -> bool {
    subtag.len() == 4 && subtag.is_ascii_alphabetic()
}

fn is_region(subtag: Subtag) -> bool {
    match subtag.len() {
        2 => subtag.is_ascii_alphabetic(),
        3 => subtag.is_ascii_numeric(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads_as(tag: &str, expected: &str) {
        let parsed = Tag::parse(tag.as_bytes());
        let shown = parsed.map(|tag| {
            let parts = [Some(tag.language), tag.script, tag.region];
            parts.iter().flatten().map(Subtag::as_str).collect::<Vec<_>>().join("-")
        });
        assert_eq!(shown.as_deref().unwrap_or("(skipped)"), expected, "{tag}");
    }

    #[test]
    fn well_formed_tags() {
        reads_as("zh", "zh");
        reads_as("ZH-hANT-tw", "zh-hant-tw");
        reads_as("zh_TW", "zh-tw");
        reads_as("es-419", "es-419");
        reads_as("und-TW", "und-tw");
        reads_as("de-1996", "de");
        reads_as("ca-ES-valencia", "ca-es");
        reads_as("zh-TW-u-co-stroke", "zh-tw");
        reads_as("en-t-jp-m0-hepburn", "en");
        reads_as("en-x-private", "en");
        reads_as("sl-rozaj-biske-1994", "sl");
    }

    #[test]
    fn extended_and_legacy_tags() {
        reads_as("zh-cmn-Hans-CN", "cmn-hans-cn");
        reads_as("zh-yue-HK", "yue-hk");
        reads_as("zh-min-nan", "nan");
        reads_as("zh-Min-Nan-TW", "nan-tw");
        reads_as("zh-guoyu", "zh");
        reads_as("zh-hakka", "hak");
        reads_as("i-hak", "hak");
        reads_as("en-GB-oed", "en-gb");
        reads_as("zh-CHS", "zh-hans");
        reads_as("zh-CHT", "zh-hant");
        reads_as("no-bok", "nb");
    }

    #[test]
    fn ranges_that_are_no_tags() {
        reads_as("en-US-GB", "en-us");
        reads_as("zh-TW-Hant", "zh-tw");
        reads_as("Aa-aA-AA", "aa-aa");
        reads_as("en-abc", "en");
        reads_as("en-engl-x-a", "en-engl");
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
        ] {
            reads_as(tag, "(skipped)");
        }
        reads_as(&format!("en-u-{}", "ab-".repeat(40)), "(skipped)");
    }

    #[test]
    fn every_legacy_tag_has_a_modern_reading() {
        for (legacy, modern) in LEGACY {
            assert_eq!(legacy, legacy.to_ascii_lowercase());
            reads_as(legacy, modern);
        }
    }
}

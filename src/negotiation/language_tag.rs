//! Language tags, reduced to language, script and region.

use std::fmt;
use std::num::NonZeroU64;

use unic_langid::LanguageIdentifier;

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
    Tag::parse(tag.as_bytes())?.to_language_identifier()
}

/// One subtag: 1 to 8 ASCII letters or digits, in lower case.
///
/// Its bytes are packed into a number from the left, so that comparing two subtags, which
/// negotiation does all the time, is comparing two numbers, and their order is alphabetical.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Subtag(NonZeroU64);

impl Subtag {
    /// For subtags that are written in the source, or come from a tag that was parsed.
    pub(crate) const fn new(text: &str) -> Self {
        let mut packed = 0;
        let mut free_bits = u64::BITS;
        let mut rest = text.as_bytes();
        while let [byte, more @ ..] = rest {
            free_bits = free_bits.saturating_sub(8);
            packed |= (byte.to_ascii_lowercase() as u64) << free_bits;
            rest = more;
        }
        match NonZeroU64::new(packed) {
            Some(packed) => Self(packed),
            None => Self(NonZeroU64::MAX),
        }
    }

    #[inline]
    fn two_letters(first: u8, second: u8) -> Self {
        let packed = u64::from(u16::from_be_bytes([first, second]) | 0x2020) << 48;
        NonZeroU64::new(packed).map_or(Self(NonZeroU64::MAX), Self)
    }

    /// How many subtags of two letters there are.
    pub(crate) const TWO_LETTERS: usize = 26 * 26;

    /// The place of a subtag among all those of two letters.
    #[inline]
    pub(crate) const fn two_letter_index(self) -> Option<usize> {
        let packed = self.0.get();
        let first = (packed >> 56).wrapping_sub(b'a' as u64);
        let second = (packed >> 48 & 0xFF).wrapping_sub(b'a' as u64);
        if first < 26 && second < 26 && packed << 16 == 0 {
            Some((first * 26 + second) as usize)
        } else {
            None
        }
    }

    pub(crate) const fn len(self) -> u32 {
        8 - self.0.trailing_zeros() / 8
    }

    /// Whether it has letters only: they have the bit `0x40`, and digits do not.
    const fn is_alphabetic(self) -> bool {
        const LETTERS: u64 = 0x4040_4040_4040_4040;
        self.0.get() & LETTERS == LETTERS << (64 - 8 * self.len())
    }

    const fn is_numeric(self) -> bool {
        self.0.get() & 0x4040_4040_4040_4040 == 0
    }

    const fn is_language(self) -> bool {
        matches!(self.len(), 2 | 3) && self.is_alphabetic()
    }

    const fn is_extended_language(self) -> bool {
        self.len() == 3 && self.is_alphabetic()
    }

    const fn is_script(self) -> bool {
        self.len() == 4 && self.is_alphabetic()
    }

    const fn is_region(self) -> bool {
        (self.len() == 2 && self.is_alphabetic()) || (self.len() == 3 && self.is_numeric())
    }

    pub(crate) const fn bytes(self) -> [u8; 8] {
        self.0.get().to_be_bytes()
    }

    /// Whether it is one of the words of a list.
    pub(crate) fn is_in(self, list: &str) -> bool {
        list.split(' ').any(|word| self == Self::new(word))
    }

    /// Gives the text to something that parses bytes.
    pub(crate) fn parse_as<T, E>(self, parse: impl FnOnce(&[u8]) -> Result<T, E>) -> Option<T> {
        let bytes = self.bytes();
        parse(bytes.get(..self.len() as usize)?).ok()
    }
}

impl fmt::Display for Subtag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.bytes();
        let text = bytes.get(..self.len() as usize).and_then(|text| str::from_utf8(text).ok());
        f.write_str(text.unwrap_or_default())
    }
}

impl fmt::Debug for Subtag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

/// Subtags that are compared on a request's path: the compiler packs them.
macro_rules! subtags {
    ($($text:literal)*) => { [$(Subtag::new($text)),*] };
}
pub(crate) use subtags;

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

/// The languages that the IANA registry has extended language subtags for.
const EXTENDED_LANGUAGE_PREFIXES: [Subtag; 8] = subtags!["ar" "kok" "lv" "ms" "sgn" "sw" "uz" "zh"];

/// Tags whose subtags do not say what they mean: those registered before RFC 4646
/// ([RFC 5646 §2.2.8]), and the two that old Microsoft software sends for the Chinese scripts.
/// Each begins with these two subtags, and is read as this. Those that RFC 5646 gives no modern
/// equal are left out, and so match nothing.
///
/// [RFC 5646 §2.2.8]: https://www.rfc-editor.org/rfc/rfc5646.html#section-2.2.8
const LEGACY: [([Subtag; 2], &str); 21] = [
    (legacy("art", "lojban"), "jbo"),
    (legacy("cel", "gaulish"), "xtg"),
    (legacy("i", "ami"), "ami"),
    (legacy("i", "bnn"), "bnn"),
    (legacy("i", "hak"), "hak"),
    (legacy("i", "klingon"), "tlh"),
    (legacy("i", "lux"), "lb"),
    (legacy("i", "navajo"), "nv"),
    (legacy("i", "pwn"), "pwn"),
    (legacy("i", "tao"), "tao"),
    (legacy("i", "tay"), "tay"),
    (legacy("i", "tsu"), "tsu"),
    (legacy("no", "bok"), "nb"),
    (legacy("no", "bokmal"), "nb"),
    (legacy("no", "nyn"), "nn"),
    (legacy("no", "nynorsk"), "nn"),
    (legacy("zh", "chs"), "zh-Hans"),
    (legacy("zh", "cht"), "zh-Hant"),
    (legacy("zh", "hakka"), "hak"),
    (legacy("zh", "min"), "nan"),
    (legacy("zh", "xiang"), "hsn"),
];

const fn legacy(first: &str, second: &str) -> [Subtag; 2] {
    [Subtag::new(first), Subtag::new(second)]
}

impl Tag {
    /// Reads a tag in any case, with `-` or `_` between its subtags. `None` where it is not
    /// well-formed.
    pub(crate) fn parse(tag: &[u8]) -> Option<Self> {
        let (tag, rest) = Self::parse_start(tag);
        tag.filter(|_| rest.is_empty())
    }

    /// Reads the tag at the start of some bytes, and gives the bytes behind it.
    ///
    /// A language range need not be a tag ([RFC 4647 §2.1]): what follows the last part that makes
    /// sense is passed over, as a lookup would take it off the end (§3.4).
    ///
    /// [RFC 4647 §2.1]: https://www.rfc-editor.org/rfc/rfc4647.html#section-2.1
    #[inline]
    pub(crate) fn parse_start(bytes: &[u8]) -> (Option<Self>, &[u8]) {
        // Nearly all ranges that browsers send are like one of these two.
        match bytes {
            [a, b, rest @ ..] if is_two_letters(*a, *b) && Subtags::is_end(rest) => {
                let language = Subtag::two_letters(*a, *b);
                (Some(Self { language, script: None, region: None }), rest)
            }
            [a, b, b'-', c, d, rest @ ..]
                if is_two_letters(*a, *b) && is_two_letters(*c, *d) && Subtags::is_end(rest) =>
            {
                let language = Subtag::two_letters(*a, *b);
                let region = Some(Subtag::two_letters(*c, *d));
                (Some(Self { language, script: None, region }), rest)
            }
            _ => Self::parse_long(bytes),
        }
    }

    #[inline(never)]
    fn parse_long(bytes: &[u8]) -> (Option<Self>, &[u8]) {
        let mut subtags = Subtags::new(bytes);
        let Some(first) = subtags.next().filter(|subtag| subtag.is_language()) else {
            return Self::parse_rare(bytes);
        };
        let mut tag = Self { language: first, script: None, region: None };
        for subtag in &mut subtags {
            if subtag.is_extended_language() || !tag.extend(first, subtag) {
                return Self::parse_rare(bytes);
            }
        }
        subtags.end(bytes, Some(tag))
    }

    /// Legacy tags, extended language subtags (`zh-cmn-Hans` is `cmn-Hans`), variants, extensions.
    #[cold]
    fn parse_rare(bytes: &[u8]) -> (Option<Self>, &[u8]) {
        let mut subtags = Subtags::new(bytes);
        let tag = Self::read_rare(&mut subtags);
        subtags.by_ref().for_each(drop);
        subtags.end(bytes, tag)
    }

    fn read_rare(subtags: &mut Subtags<'_>) -> Option<Self> {
        let (first, second) = (subtags.next()?, subtags.next()?);
        let legacy = LEGACY.iter().find(|(start, _)| *start == [first, second]);
        let (mut tag, unread) = match legacy {
            Some((_, modern)) => (Self::parse(modern.as_bytes())?, None),
            None if first.is_language() => {
                (Self { language: first, script: None, region: None }, Some(second))
            }
            None => return None,
        };
        for subtag in unread.into_iter().chain(subtags) {
            if !tag.extend(first, subtag) {
                break;
            }
        }
        Some(tag)
    }

    /// Takes up one more subtag; false where it and what follows say nothing to us.
    fn extend(&mut self, first: Subtag, subtag: Subtag) -> bool {
        if self.region.is_some() {
            return false;
        }
        if subtag.is_region() {
            self.region = Some(subtag);
        } else if self.script.is_some() {
            return false;
        } else if subtag.is_script() {
            // `Zzzz` is a script that is not known.
            self.script = Some(subtag).filter(|script| *script != Subtag::new("zzzz"));
        } else if subtag.is_extended_language() && EXTENDED_LANGUAGE_PREFIXES.contains(&first) {
            self.language = subtag;
        } else {
            return false;
        }
        true
    }

    /// Neither script nor region given: a range for the language in any script.
    #[inline]
    pub(crate) fn is_bare(&self) -> bool {
        self.script.is_none() && self.region.is_none()
    }

    /// How many of the three parts are given.
    pub(crate) fn specificity(&self) -> usize {
        1 + usize::from(self.script.is_some()) + usize::from(self.region.is_some())
    }

    /// The same tag as the type that Fluent's bundles take. It has room for every tag.
    pub(crate) fn to_language_identifier(self) -> Option<LanguageIdentifier> {
        use unic_langid::subtags::{Language, Region, Script};
        let script = self.script.map(|script| script.parse_as(Script::from_bytes));
        let region = self.region.map(|region| region.parse_as(Region::from_bytes));
        let language = self.language.parse_as(Language::from_bytes)?;
        Some(LanguageIdentifier::from_parts(language, script.flatten(), region.flatten(), &[]))
    }
}

/// `None` for a language of 5 to 8 letters: BCP 47 keeps that room free, and no software sends one.
impl TryFrom<&LanguageIdentifier> for Tag {
    type Error = ();

    fn try_from(identifier: &LanguageIdentifier) -> Result<Self, ()> {
        let language = Subtag::new(identifier.language.as_str());
        if !language.is_language() {
            return Err(());
        }
        Ok(Self {
            language,
            script: identifier.script.map(|script| Subtag::new(script.as_str())),
            region: identifier.region.map(|region| Subtag::new(region.as_str())),
        })
    }
}

fn is_two_letters(first: u8, second: u8) -> bool {
    first.is_ascii_alphabetic() && second.is_ascii_alphabetic()
}

/// The subtags at the start of some bytes. They end at the first byte that cannot stand in a tag.
struct Subtags<'a> {
    rest: &'a [u8],
    is_well_formed: bool,
    is_at_end: bool,
}

impl<'a> Subtags<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, is_well_formed: true, is_at_end: false }
    }

    fn is_end(bytes: &[u8]) -> bool {
        !matches!(bytes, [b'-' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z', ..])
    }

    /// The tag that was read from all the subtags, if they could be one, and the bytes behind it.
    fn end(self, bytes: &'a [u8], tag: Option<Tag>) -> (Option<Tag>, &'a [u8]) {
        let is_short = bytes.len() - self.rest.len() <= MAX_TAG_BYTES;
        (tag.filter(|_| self.is_well_formed && is_short), self.rest)
    }
}

impl Iterator for Subtags<'_> {
    type Item = Subtag;

    fn next(&mut self) -> Option<Subtag> {
        if self.is_at_end {
            return None;
        }
        let mut packed = 0;
        let mut free_bits = u64::BITS;
        let mut bytes = self.rest;
        while let [byte, rest @ ..] = bytes {
            if free_bits == 0 || !byte.is_ascii_alphanumeric() {
                break;
            }
            free_bits -= 8;
            packed |= u64::from(byte.to_ascii_lowercase()) << free_bits;
            bytes = rest;
        }
        if let [b'-' | b'_', rest @ ..] = bytes {
            bytes = rest;
        } else {
            self.is_at_end = true;
        }
        self.rest = bytes;
        let subtag = NonZeroU64::new(packed).map(Subtag);
        self.is_well_formed &= subtag.is_some();
        subtag
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
            parts.iter().flatten().map(Subtag::to_string).collect::<Vec<_>>().join("-")
        });
        assert_eq!(shown.as_deref().unwrap_or("(skipped)"), expected, "{tag}");
    }

    #[test]
    fn subtags_are_ordered_as_their_text() {
        let mut words = ["zh", "z", "en", "eng", "en1", "001", "latn", "abcdefgh"];
        words.sort_unstable();
        let mut subtags = words.map(Subtag::new);
        subtags.sort_unstable();
        assert_eq!(subtags.map(|subtag| subtag.to_string()), words);
    }

    #[test]
    fn two_letters_have_a_place_of_their_own() {
        let letters = || 'a'..='z';
        let words = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
        for (word, place) in words.zip(0..) {
            assert_eq!(Subtag::new(&word).two_letter_index(), Some(place), "{word}");
        }
        for word in ["z", "zho", "z1", "1z", "419", "hant"] {
            assert_eq!(Subtag::new(word).two_letter_index(), None, "{word}");
        }
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
        reads_as("no-nyn-NO", "nn-no");
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
            "en-x-",
        ] {
            reads_as(tag, "(skipped)");
        }
        reads_as(&format!("en-u{}", "-ab".repeat(40)), "(skipped)");
    }

    #[test]
    fn every_legacy_tag_has_a_modern_reading() {
        for ([first, second], modern) in LEGACY {
            reads_as(&format!("{first}-{second}"), &modern.to_lowercase());
        }
    }
}

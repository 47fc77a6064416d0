//! From what a reader's software says it speaks to an ordered chain of locales.
//!
//! # How Chinese readers should be matched
//!
//! Chinese is written in two scripts, and a reader of one should not be handed the other. The
//! trouble is that headers rarely name the script. They name a region (`zh-TW`), a language that
//! shares the script (`yue`), an old alias (`zh-cmn-Hant`, `zh_TW`), or nothing (`zh`). Cutting
//! tags at hyphens turns `zh-TW` into `zh`, and so gives Taiwan the script of Beijing. So a tag is
//! first filled in with its *likely subtags* ([CLDR], [UTS #35]), and then compared by language
//! and script:
//!
//! ```
//! use fluent_status::negotiation::Negotiator;
//! use unic_langid::langid;
//!
//! let negotiator = Negotiator::new(langid!("en"), [langid!("zh-Hans"), langid!("zh-Hant")]);
//! for (accept_language, matched) in [
//!     // The region tells the script …
//!     ("zh-CN", "zh-Hans"), ("zh-SG", "zh-Hans"), ("zh-MY", "zh-Hans"),
//!     ("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant"), ("zh-MO", "zh-Hant"), ("zh-US", "zh-Hant"),
//!     // … but a script that is given beats it.
//!     ("zh-Hant-CN", "zh-Hant"), ("zh-Hans-TW", "zh-Hans"),
//!     // Nothing given: Simplified is likely.
//!     ("zh", "zh-Hans"), ("zh-419", "zh-Hans"),
//!     // Sister languages reach the script that they are likely written in.
//!     ("yue", "zh-Hant"), ("yue-CN", "zh-Hans"), ("wuu", "zh-Hans"), ("hak", "zh-Hans"),
//!     ("nan-TW", "zh-Hant"), ("lzh", "zh-Hant"),
//!     // Aliases, old tags, underscores, extensions, a region alone.
//!     ("cmn-TW", "zh-Hant"), ("zh-cmn-Hans-CN", "zh-Hans"), ("zh-min-nan", "zh-Hans"),
//!     ("zh-CHT", "zh-Hant"), ("zh_TW", "zh-Hant"), ("zh-TW-u-co-stroke", "zh-Hant"),
//!     ("und-HK", "zh-Hant"),
//!     // Quality decides, not the place in the list; `q=0` is a no.
//!     ("en;q=0.1, zh-TW;q=0.9", "zh-Hant"), ("en;q=0, zh", "zh-Hans"),
//!     ("zh-CN;q=0, zh, en;q=0.1", "zh-Hant"), ("*, en;q=0", "zh-Hans"),
//! ] {
//!     let chain = negotiator.negotiate(accept_language);
//!     assert_eq!(chain.matched().unwrap().to_string(), matched, "{accept_language}");
//! }
//! ```
//!
//! # The rules
//!
//! **Reading the header** ([RFC 9110 §12.5.4], §12.4.2, §5.6.1). Ranges are tried by quality, and
//! in the header's order where that is equal. A malformed element is dropped and the rest is kept.
//! The highest quality counts for a range that is listed twice. `*` stands for every locale that
//! no other range reaches, the default first; where its quality equals another range's, the other
//! one goes first, for the reader took the trouble to name it. At most 1 KiB and 32 elements are
//! read.
//!
//! **Matching a range.** The language must be the same, after CLDR's aliases, or be one that its
//! readers read as their own (up to a distance of 10 in [CLDR's `languageMatching`][CLDR]: the
//! Sinitic languages for Chinese, German for Swiss German; and the two written norms of
//! Norwegian). Then the script must be the same. Region decides only among the locales that are
//! left, again by CLDR: `en-AU` prefers `en-GB` to `en-US`, `zh-MO` prefers `zh-HK` to `zh-TW`. Of
//! two locales that mean the same, such as `en` and `en-US`, the one that is written as the range
//! is goes first. All of them join the chain, nearest first, so that a small `zh-HK` overlay falls
//! back to `zh-Hant` before English.
//!
//! **Saying no.** `q=0` excludes the locales that its range names, as [RFC 4647 §3.3.1] has it,
//! likely subtags included: `zh-CN;q=0` also refuses `zh-Hans`. It beats every wider range, and
//! yields to one that names the locale at least as closely: `zh-TW, zh;q=0` is a reader who wants
//! `zh-Hant` and no other Chinese. Before all that, the very tag of a locale decides: for a locale
//! named `en`, what is said of `en` counts, and not what is said of `en-US`.
//!
//! **The chain** holds every match in the reader's order, and ends in the default locale. What the
//! reader lists after that answers where the default has no text, and is not shown.
//!
//! # Choices, and why
//!
//! - *The other Chinese script is not a match.* CLDR calls Simplified and Traditional near (15 and
//!   19 of 100, against 80 for a foreign language). Publishers in Taipei and Hong Kong do not: a
//!   page in the wrong script reads as "not made for you". So it is given only to readers who list
//!   it, or where the application asks for it
//!   ([`CatalogBuilder::either_chinese_script`](crate::CatalogBuilder::either_chinese_script)).
//! - *A bare `zh` lists both scripts*, Simplified first: by [RFC 4647 §3.3.1] it matches every
//!   `zh-…`. The same holds for any language that is given without script and region.
//! - *A locale named `zh` is `zh-Hans`*, and no match for `zh-TW`, though a reader of `zh` is one
//!   for a locale named `zh-TW`.
//! - *No second languages.* CLDR also says that most readers of Catalan read Spanish. Software can
//!   list `es` for those who do.
//! - *`und` alone says nothing.* `und-TW` says Taiwan.
//!
//! # How it is done
//!
//! CLDR's data, of CLDR 48 at the time of writing, is in tables that are written from `icu_locale`,
//! and that tests hold against it for each language, script and region. Asking `icu_locale` itself
//! would add 90 kB to a program, and a third to the time that the crate takes to build. They are read
//! when a set of locales is put together, which leaves a sorted list of the languages that can reach
//! one of them, each with its likely script; on the way from a header to a chain they are read only
//! about tags that could be aliases.
//!
//! [CLDR]: https://cldr.unicode.org/
//! [UTS #35]: https://www.unicode.org/reports/tr35/#Likely_Subtags
//! [RFC 9110 §12.5.4]: https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.4
//! [RFC 4647 §3.3.1]: https://www.rfc-editor.org/rfc/rfc4647.html#section-3.3.1

use std::sync::LazyLock;

use smallvec::SmallVec;
use unic_langid::LanguageIdentifier;

use crate::accept_language::{self, LanguageRange};
use crate::chain::{DEFAULT, Position};
use crate::cldr;
use crate::list::{MAX_QUALITY, MAX_RANGES, Quality};
use crate::reach::{Language, Locale, languages_reaching};
use crate::tag::{Subtag, Tag};

pub use crate::chain::LocaleChain;

/// Reads a language tag as liberally as one in a header: in any case, with `-` or `_`, and old tags
/// that BCP 47 has replaced. Variants and extensions are dropped. `None` where it is no tag.
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

/// Matches what a reader speaks against a set of available locales.
///
/// [`Catalog::negotiate`](crate::Catalog::negotiate) is this, for the locales of a catalogue. Use
/// it by itself where something other than status texts is to be chosen by language.
///
/// ```
/// use fluent_status::negotiation::Negotiator;
/// use unic_langid::langid;
///
/// let negotiator = Negotiator::new(langid!("en-US"), [langid!("pt-BR"), langid!("pt-PT")]);
///
/// let chain = negotiator.negotiate("pt-AO, en;q=0.5");
/// assert_eq!(chain.matched(), Some(&langid!("pt-PT")));
/// assert_eq!(chain.to_string(), "pt-PT, pt-BR, en-US");
///
/// // Nothing that the reader lists is available: the default answers.
/// let chain = negotiator.negotiate("ja");
/// assert_eq!(chain.matched(), None);
/// assert_eq!(chain.to_string(), "en-US");
/// ```
#[derive(Clone, Debug)]
pub struct Negotiator {
    available: Vec<LanguageIdentifier>,
    /// Every language that a reader can ask for with success, sorted by its subtag.
    languages: Vec<Language>,
    /// The place of a language of two letters in that list; a place behind its end for the others.
    two_letter_languages: Vec<u16>,
}

/// What a reader asks for.
#[derive(Default)]
struct Request<'n> {
    asked: SmallVec<[Asked<'n>; MAX_RANGES]>,
    /// The quality of `*`.
    any: Quality,
}

/// A range of the header that reaches at least one available locale.
#[derive(Clone, Copy)]
struct Asked<'n> {
    tag: Tag,
    language: &'n Language,
    quality: Quality,
}

impl Negotiator {
    /// Makes a negotiator for a default locale and any number of others. Repeated ones count once.
    #[must_use]
    pub fn new(
        default: LanguageIdentifier,
        others: impl IntoIterator<Item = LanguageIdentifier>,
    ) -> Self {
        let mut available = vec![default];
        for locale in others {
            if !available.contains(&locale) && available.len() < usize::from(Position::MAX) {
                available.push(locale);
            }
        }
        Self::reaching(available, false)
    }

    /// Whether a reader of one Chinese script is given the other before another language. No,
    /// unless this says so.
    #[must_use]
    pub fn either_chinese_script(self, yes: bool) -> Self {
        Self::reaching(self.available, yes)
    }

    fn reaching(available: Vec<LanguageIdentifier>, either_chinese_script: bool) -> Self {
        let languages = languages_reaching(&available, either_chinese_script);
        let mut two_letter_languages = vec![u16::MAX; Subtag::TWO_LETTERS];
        for (language, place) in languages.iter().zip(0..) {
            let index = language.subtag.two_letter_index();
            if let Some(entry) = index.and_then(|index| two_letter_languages.get_mut(index)) {
                *entry = place;
            }
        }
        Self { available, languages, two_letter_languages }
    }

    /// The available locales, the default first.
    #[must_use]
    pub fn available(&self) -> &[LanguageIdentifier] {
        &self.available
    }

    pub(crate) fn locale(&self, position: Position) -> &LanguageIdentifier {
        self.available.get(usize::from(position)).unwrap_or_else(|| undetermined())
    }

    /// Chooses by the value of an `Accept-Language` field. Any bytes will do; an empty value says
    /// nothing, as does a field that is absent.
    #[must_use]
    pub fn negotiate(&self, accept_language: impl AsRef<[u8]>) -> LocaleChain<'_> {
        self.negotiate_line(accept_language.as_ref())
    }

    /// Not generic, so that the compiler sees all of the reading at once.
    fn negotiate_line(&self, accept_language: &[u8]) -> LocaleChain<'_> {
        self.negotiate_lines([accept_language])
    }

    /// Chooses by all the `Accept-Language` fields of a request: they are one list
    /// ([RFC 9110 §5.3](https://www.rfc-editor.org/rfc/rfc9110.html#section-5.3)).
    #[must_use]
    pub fn negotiate_lines<'l, L: AsRef<[u8]> + ?Sized + 'l>(
        &self,
        accept_language: impl IntoIterator<Item = &'l L>,
    ) -> LocaleChain<'_> {
        let mut request = Request::default();
        let lines = accept_language.into_iter().map(AsRef::as_ref);
        accept_language::read(lines, |range| self.add(range, &mut request));
        self.chain(&mut request)
    }

    /// Chooses by a list of languages, most wanted first: from a user's settings, for example.
    #[must_use]
    pub fn negotiate_languages<'l>(
        &self,
        languages: impl IntoIterator<Item = &'l LanguageIdentifier>,
    ) -> LocaleChain<'_> {
        let mut request = Request::default();
        let tags = languages.into_iter().filter_map(|language| Tag::try_from(language).ok());
        for tag in tags.take(MAX_RANGES) {
            self.add(LanguageRange { tag: Some(tag), quality: MAX_QUALITY }, &mut request);
        }
        self.chain(&mut request)
    }

    /// Takes up a range. One that reaches no available locale is passed over.
    fn add<'n>(&'n self, range: LanguageRange, request: &mut Request<'n>) {
        let quality = range.quality;
        match range.tag {
            None => request.any = request.any.max(quality),
            Some(tag) => {
                if let Some((tag, language)) = self.asked(tag) {
                    request.asked.push(Asked { tag, language, quality });
                }
            }
        }
    }

    fn chain(&self, request: &mut Request<'_>) -> LocaleChain<'_> {
        sort_by_quality(&mut request.asked);
        let any = request.any;
        let is_wanted = |range: &Asked<'_>| range.quality > 0;
        let is_before_any = |range: &Asked<'_>| range.quality >= any;
        let (wanted, refused) = split(&request.asked, is_wanted);
        let (before_any, after_any) = split(wanted, is_before_any);
        let mut chain = LocaleChain::new(&self.available);
        for range in before_any {
            if chain.is_full() {
                break;
            }
            push_matches(range, wanted, refused, &mut chain);
        }
        if any > 0 {
            self.push_unnamed(&request.asked, &mut chain);
        }
        for range in after_any {
            push_matches(range, wanted, refused, &mut chain);
        }
        chain.end()
    }

    /// The language that a tag is in, and the tag as that has it.
    fn asked(&self, tag: Tag) -> Option<(Tag, &Language)> {
        let language = self.language(tag.language);
        let may_be_alias = match language {
            Some(language) => tag.region.is_some_and(|region| {
                !language.is_usual_region(region) && cldr::may_be_region_alias(region)
            }),
            None => cldr::may_be_language_alias(tag.language),
        };
        if may_be_alias {
            let tag = canonical_of_parts(tag.language, tag.script, tag.region);
            return Some((tag, self.language(tag.language)?));
        }
        Some((tag, language?))
    }

    fn language(&self, subtag: Subtag) -> Option<&Language> {
        let place = match subtag.two_letter_index() {
            Some(index) => usize::from(*self.two_letter_languages.get(index)?),
            None => {
                self.languages.binary_search_by_key(&subtag, |language| language.subtag).ok()?
            }
        };
        self.languages.get(place)
    }

    /// Adds what `*` stands for: every locale that no other range is about, the default first.
    fn push_unnamed(&self, asked: &[Asked<'_>], chain: &mut LocaleChain<'_>) {
        let mut is_named: SmallVec<[bool; 32]> = SmallVec::from_elem(false, self.available.len());
        for range in asked {
            let script = range.language.script_of(range.tag);
            for locale in &range.language.locales {
                let is_about = match range.quality {
                    0 => names(&range.tag, &locale.likely),
                    _ => range.language.script_distance(range.tag, script, locale).is_some(),
                };
                if let Some(named) = is_named.get_mut(usize::from(locale.position)) {
                    *named |= is_about;
                }
            }
        }
        for (_, position) in is_named.iter().zip(DEFAULT..).filter(|(named, _)| !**named) {
            chain.push(position, position != DEFAULT);
        }
    }
}

/// Adds the locales that a range reaches, nearest first.
fn push_matches(
    range: &Asked<'_>,
    wanted: &[Asked<'_>],
    refused: &[Asked<'_>],
    chain: &mut LocaleChain<'_>,
) {
    let Asked { tag, language, .. } = *range;
    let script = language.script_of(tag);
    let mut matches = language.locales.iter().filter(|locale| {
        language.script_distance(tag, script, locale).is_some()
            && (refused.is_empty() || !is_refused(locale, tag, wanted, refused))
    });
    if tag.is_bare() {
        // They are in order already.
        return matches.for_each(|locale| chain.push(locale.position, true));
    }
    let Some(first) = matches.next() else { return };
    let Some(second) = matches.next() else { return chain.push(first.position, true) };
    let mut matches: SmallVec<[&Locale; 8]> = [first, second].into_iter().chain(matches).collect();
    language.sort_by_distance(tag, &mut matches);
    for locale in matches {
        chain.push(locale.position, true);
    }
}

/// Sorts by quality, the highest first, and leaves those of equal quality in their order. There are
/// few, they are usually in order already, and the standard library's stable sort may allocate.
fn sort_by_quality(asked: &mut [Asked<'_>]) {
    if asked.is_sorted_by(|one, next| one.quality >= next.quality) {
        return;
    }
    for end in 1..asked.len() {
        for place in (1..=end).rev() {
            let Some([one, next]) = asked.get_mut(place - 1..=place) else { break };
            if one.quality >= next.quality {
                break;
            }
            std::mem::swap(one, next);
        }
    }
}

/// The beginning that a condition holds for, and the rest.
fn split<T>(items: &[T], is_first: impl Fn(&T) -> bool) -> (&[T], &[T]) {
    items.split_at(items.iter().take_while(|item| is_first(item)).count())
}

/// Whether a `q=0` keeps a range from giving a locale.
fn is_refused(locale: &Locale, tag: Tag, wanted: &[Asked<'_>], refused: &[Asked<'_>]) -> bool {
    refused.iter().any(|Asked { tag: refusal, .. }| {
        let is_wanted_too = || wanted.iter().any(|range| range.tag == *refusal);
        // The very tag of the locale decides, then the closer range, then the one that names it
        // as it is written.
        let is_closer = match (tag == locale.given, *refusal == locale.given) {
            (true, _) => false,
            (_, true) => true,
            _ if refusal.specificity() > tag.specificity() => true,
            _ => names(refusal, &locale.given) && !names(&tag, &locale.likely),
        };
        names(refusal, &locale.likely) && is_closer && !is_wanted_too()
    })
}

/// Whether a range is the beginning of a tag ([RFC 4647 §3.3.1]), with nothing skipped but what
/// the range leaves open.
///
/// [RFC 4647 §3.3.1]: https://www.rfc-editor.org/rfc/rfc4647.html#section-3.3.1
fn names(range: &Tag, tag: &Tag) -> bool {
    range.language == tag.language
        && (range.script.is_none() || range.script == tag.script)
        && (range.region.is_none() || range.region == tag.region)
}

/// The parts come one by one, for a tag that is passed as a whole would be copied for this even where
/// it is not called: in wide pieces, which wait for the small ones that were just written (a
/// store-forwarding stall).
#[cold]
#[inline(never)]
fn canonical_of_parts(language: Subtag, script: Option<Subtag>, region: Option<Subtag>) -> Tag {
    cldr::canonical(Tag { language, script, region })
}

#[cold]
fn undetermined() -> &'static LanguageIdentifier {
    static UNDETERMINED: LazyLock<LanguageIdentifier> = LazyLock::new(Default::default);
    &UNDETERMINED
}

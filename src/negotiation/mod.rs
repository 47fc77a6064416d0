//! Negotiation of a locale chain from the language preferences of a client.
//!
//! # Why Chinese needs more than prefix matching
//!
//! Chinese is written in two scripts, and a user who reads one should not get the other. Headers
//! rarely contain the script. They contain a region (`zh-TW`), a language that shares the script
//! (`yue`), an alias (`zh-cmn-Hant`, `zh_TW`), or only `zh`. Prefix matching turns `zh-TW` into
//! `zh`, and so serves Simplified Chinese to Taiwan. Therefore a tag is first completed with its
//! *likely subtags* ([CLDR], [UTS #35]) and then compared by language and script:
//!
//! ```
//! use fluent_status::negotiation::Negotiator;
//! use unic_langid::langid;
//!
//! let negotiator = Negotiator::new(langid!("en"), [langid!("zh-Hans"), langid!("zh-Hant")]);
//! for (accept_language, best_match) in [
//!     // The region implies the script …
//!     ("zh-CN", "zh-Hans"), ("zh-SG", "zh-Hans"), ("zh-MY", "zh-Hans"),
//!     ("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant"), ("zh-MO", "zh-Hant"), ("zh-US", "zh-Hant"),
//!     // … but an explicit script takes precedence.
//!     ("zh-Hant-CN", "zh-Hant"), ("zh-Hans-TW", "zh-Hans"),
//!     // Without either, Simplified is likely.
//!     ("zh", "zh-Hans"), ("zh-419", "zh-Hans"),
//!     // Other Sinitic languages match the script that they are likely written in.
//!     ("yue", "zh-Hant"), ("yue-CN", "zh-Hans"), ("wuu", "zh-Hans"), ("hak", "zh-Hans"),
//!     ("nan-TW", "zh-Hant"), ("lzh", "zh-Hant"),
//!     // Aliases, grandfathered tags, underscores, extensions, a region alone.
//!     ("cmn-TW", "zh-Hant"), ("zh-cmn-Hans-CN", "zh-Hans"), ("zh-min-nan", "zh-Hans"),
//!     ("zh-CHT", "zh-Hant"), ("zh_TW", "zh-Hant"), ("zh-TW-u-co-stroke", "zh-Hant"),
//!     ("und-HK", "zh-Hant"),
//!     // Quality decides before the order of the list; `q=0` excludes.
//!     ("en;q=0.1, zh-TW;q=0.9", "zh-Hant"), ("en;q=0, zh", "zh-Hans"),
//!     ("zh-CN;q=0, zh, en;q=0.1", "zh-Hant"), ("*, en;q=0", "zh-Hans"),
//! ] {
//!     let chain = negotiator.negotiate(accept_language);
//!     assert_eq!(chain.best_match().unwrap().to_string(), best_match, "{accept_language}");
//! }
//! ```
//!
//! # The rules
//!
//! **Header** ([RFC 9110 §12.5.4], §12.4.2, §5.6.1). Ranges are matched by quality, and in the
//! order of the header if their qualities are equal. A malformed element is skipped and the others
//! are kept. If a range is listed twice, its highest quality counts. `*` matches every locale that
//! no other range matches, the default first. If another range has the same quality as `*`, the
//! other range goes first, because it is explicit. A quality with a decimal comma, which some browsers
//! send, is accepted: `q=0,6` means `q=0.6`. At most 1 KiB and 32 elements are read.
//!
//! **Language, script, region.** The language must be the same after resolving CLDR's aliases, or a
//! close one: at most a distance of 10 in [CLDR's `languageMatching`][CLDR], and the two written
//! norms of Norwegian. This covers the Sinitic languages for Chinese, and German for Swiss German.
//! Then the script must be the same. The region only orders the locales that remain, also by CLDR:
//! `en-AU` prefers `en-GB` to `en-US`, `zh-MO` prefers `zh-HK` to `zh-TW`. If two locales are
//! equivalent, such as `en` and `en-US`, the one spelled like the range goes first. If two locales
//! have the same distance, the usual region of the language goes first: `fr-BE` prefers `fr-FR` to
//! `fr-CA`. All of them join the chain, nearest first, so that a small `zh-HK` overlay falls back to
//! `zh-Hant` before English.
//!
//! **Exclusion.** `q=0` excludes the locales that its range matches in the sense of [RFC 4647
//! §3.3.1], likely subtags included: `zh-CN;q=0` also excludes `zh-Hans`. It overrides every wider
//! range, and yields to a range that is at least as specific: `zh-TW, zh;q=0` asks for `zh-Hant`
//! and no other Chinese. The exact tag of a locale takes precedence over both: for a locale named
//! `en`, the range `en` counts, and `en-US` does not.
//!
//! **Chain.** The chain has every match in the order of the client's preference, and ends in the
//! default locale. Locales that the client lists after the default are used only if the default has
//! no message, and are not shown.
//!
//! # Choices and their reasons
//!
//! - *The other Chinese script is not a match.* CLDR 48 gives Simplified and Traditional the distance
//!   of any two scripts, 50, which is less than the 80 of a foreign language. By distance alone, the
//!   other script would go before English. But to users in Taipei and Hong Kong, a page in the wrong
//!   script reads as "not made for you". So a client gets it only if it lists it, or if the
//!   application allows it ([`Negotiator::allow_other_chinese_script`]).
//! - *A bare `zh` matches both scripts*, Simplified first, because by [RFC 4647 §3.3.1] it matches
//!   every `zh-…`. The same holds for any language without script and region.
//! - *A locale named `zh` is `zh-Hans`*, and does not match `zh-TW`. A locale named `zh-TW` does
//!   match the range `zh`.
//! - *No second languages.* CLDR also reports that most readers of Catalan read Spanish. A client
//!   can list `es` if its user does.
//! - *`und` alone is ignored.* `und-TW` means Taiwan.
//!
//! # Implementation
//!
//! Likely subtags and aliases come from `icu_locale`, with the CLDR release that it has. It is used
//! when a [`Negotiator`] is built, and per request only for tags that may be aliases. Two kinds of
//! data are in tables: the regions where another script is usual, because asking `icu_locale` for
//! each tag makes negotiation 2.5 times slower, and the distances of `languageMatching`, which
//! `icu_locale` lacks. Tests compare the tables with `icu_locale` and with CLDR's own files.
//!
//! [CLDR]: https://cldr.unicode.org/
//! [UTS #35]: https://www.unicode.org/reports/tr35/#Likely_Subtags
//! [RFC 9110 §12.5.4]: https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.4
//! [RFC 4647 §3.3.1]: https://www.rfc-editor.org/rfc/rfc4647.html#section-3.3.1

mod accept_language;
pub(crate) mod cldr;
mod language_matching;
mod language_tag;
mod locale_chain;
mod matcher;
mod negotiator;

pub use self::language_tag::parse_language_identifier;
pub use self::locale_chain::LocaleChain;
pub(crate) use self::locale_chain::Position;
pub use self::negotiator::Negotiator;

//! The language of the environment, as defined by POSIX.

use std::env;

use fluent_status::LanguageIdentifier;
use fluent_status::negotiation::parse_language_identifier;

/// Returns the language of the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set. `C` and
/// `POSIX` are not languages ([POSIX, Environment Variables §8.2]).
///
/// [POSIX, Environment Variables §8.2]: https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html#tag_08_02
pub fn language() -> Option<LanguageIdentifier> {
    let value = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| env::var_os(name).filter(|value| !value.is_empty()))?;
    // In `zh_TW.UTF-8@stroke`, the encoding and the modifier do not affect the language.
    let tag = value.to_str()?.split(['.', '@']).next()?;
    parse_language_identifier(tag)
}

//! The names of locale directories: the usual language tag of each locale.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use unic_langid::LanguageIdentifier;

use crate::diagnostic::Diagnostic;
use crate::ftl::MessageFile;
use crate::negotiation::{cldr, parse_language_identifier};

/// Reports the locale directories in `dirs` that should have another name.
pub(super) fn check(
    dirs: &[&Path],
    builtin: &[MessageFile],
    files: &BTreeSet<&Path>,
) -> Vec<Diagnostic> {
    let mut names: BTreeMap<PathBuf, String> = BTreeMap::new();
    for path in files.iter().filter_map(|file| file.parent()) {
        // A file at another depth already has a diagnostic.
        if path.parent().is_some_and(|parent| dirs.contains(&parent))
            && let Some(name) = path.file_name()
        {
            names.insert(path.to_owned(), name.to_string_lossy().into_owned());
        }
    }
    let mut others: Vec<LanguageIdentifier> =
        names.values().filter_map(|name| canonical(name)).collect();
    // `pt` comes before the equivalent `pt-BR`.
    others.sort_by_cached_key(|locale| (locale.region.is_some(), locale.to_string()));
    let builtin = builtin.iter().map(|file| file.locale().clone());
    let known = builtin.chain(others);
    let known: Vec<KnownLocale> = known.map(|locale| (likely(&locale), locale)).collect();

    let diagnostics = names.iter().filter_map(|(path, name)| {
        let message = match canonical(name).map(|locale| preferred(&locale, &known)) {
            None => format!(
                "`{name}` is not a language tag: write a tag such as `fr`, `pt-BR` or `zh-Hant`"
            ),
            Some(preferred) if preferred == *name => return None,
            Some(preferred) => {
                format!("`{name}` is not the usual tag of this locale: write `{preferred}`")
            }
        };
        Some(Diagnostic::of_file(path, "locale-name", message))
    });
    diagnostics.collect()
}

/// Returns the canonical form of a tag by CLDR, with its variants.
fn canonical(name: &str) -> Option<LanguageIdentifier> {
    let mut locale = cldr::canonical(&parse_language_identifier(name)?);
    if let Ok(parsed) = name.parse::<LanguageIdentifier>() {
        let variants: Vec<_> = parsed.variants().cloned().collect();
        locale.set_variants(&variants);
    }
    Some(locale)
}

/// A locale with its likely subtags.
type KnownLocale = (LanguageIdentifier, LanguageIdentifier);

/// Returns the first equivalent known locale: `zh-Hant` for `zh-TW`.
fn preferred(locale: &LanguageIdentifier, known: &[KnownLocale]) -> String {
    let tag = likely(locale);
    let mut known = known.iter();
    let equivalent =
        known.find(|(likely, other)| *likely == tag && other.variants().eq(locale.variants()));
    equivalent.map_or(locale, |(_, equivalent)| equivalent).to_string()
}

/// Returns `true` if two locales have the same likely subtags and variants, such as `zh-TW` and
/// `zh-Hant`.
pub(super) fn is_equivalent(a: &LanguageIdentifier, b: &LanguageIdentifier) -> bool {
    a == b || likely(a) == likely(b) && a.variants().eq(b.variants())
}

fn likely(locale: &LanguageIdentifier) -> LanguageIdentifier {
    cldr::likely(&cldr::canonical(locale))
}

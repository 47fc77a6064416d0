//! The names of folders: one language identifier for each locale, spelled as others spell it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use unic_langid::LanguageIdentifier;

use crate::diagnostic::Diagnostic;
use crate::negotiation::{cldr, parse_language_identifier};
use crate::resource::Resource;

/// Says which of the folders that hold files of texts should have another name.
pub(super) fn check(folder: &Path, own: &[Resource], files: &BTreeSet<&Path>) -> Vec<Diagnostic> {
    let mut folders: BTreeMap<PathBuf, String> = BTreeMap::new();
    for path in files.iter().filter_map(|file| file.parent()) {
        // A file elsewhere is misplaced, which is told already.
        if path.parent() == Some(folder)
            && let Some(name) = path.file_name()
        {
            folders.insert(path.to_owned(), name.to_string_lossy().into_owned());
        }
    }
    let mut others: Vec<LanguageIdentifier> =
        folders.values().filter_map(|name| canonical(name)).collect();
    // `pt` before `pt-BR`, which says the same.
    others.sort_by_cached_key(|locale| (locale.region.is_some(), locale.to_string()));
    let own = own.iter().map(|file| file.locale.clone());
    let known: Vec<Known> = own.chain(others).map(|locale| (likely(&locale), locale)).collect();

    let findings = folders.iter().filter_map(|(path, name)| {
        let message = match canonical(name).map(|locale| preferred(&locale, &known)) {
            None => format!(
                "`{name}` is not a language tag: write one such as `fr`, `pt-BR` or `zh-Hant`"
            ),
            Some(better) if better == *name => return None,
            Some(better) => {
                format!("`{name}` is not the usual name of this locale: write `{better}`")
            }
        };
        Some(Diagnostic::of_file(path, "locale-name", message))
    });
    findings.collect()
}

/// The tag that CLDR has for a name; variants are kept.
fn canonical(name: &str) -> Option<LanguageIdentifier> {
    let mut locale = cldr::canonical(&parse_language_identifier(name)?);
    if let Ok(read) = name.parse::<LanguageIdentifier>() {
        let variants: Vec<_> = read.variants().cloned().collect();
        locale.set_variants(&variants);
    }
    Some(locale)
}

/// A locale, and what is likely where it leaves something open.
type Known = (LanguageIdentifier, LanguageIdentifier);

/// The first of the known locales that says the same: `zh-Hant` for `zh-TW`.
fn preferred(locale: &LanguageIdentifier, known: &[Known]) -> String {
    let wanted = likely(locale);
    let mut known = known.iter();
    let same =
        known.find(|(likely, other)| *likely == wanted && other.variants().eq(locale.variants()));
    same.map_or(locale, |(_, same)| same).to_string()
}

/// Whether two locales are one: `zh-TW` and `zh-Hant`, in which nothing else is likely.
pub(super) fn is_same(one: &LanguageIdentifier, other: &LanguageIdentifier) -> bool {
    one == other || likely(one) == likely(other) && one.variants().eq(other.variants())
}

fn likely(locale: &LanguageIdentifier) -> LanguageIdentifier {
    cldr::likely(&cldr::canonical(locale))
}

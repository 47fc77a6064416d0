//! Warnings about overlays that are valid, but may have an unexpected effect.

use unic_langid::LanguageIdentifier;

use super::compile::is_empty_pattern;
use crate::diagnostic::Diagnostic;
use crate::ftl::{MergedLocale, MergedPattern, Replaced};
use crate::message_id::Label;
use crate::phrasing::Phrasing;

/// Returns the warnings about the overlays of a catalog, sorted by path and location.
pub(super) fn check(locales: &[(&LanguageIdentifier, &MergedLocale<'_>)]) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    for (_, locale) in locales {
        let mut overrides: Vec<MergedPattern<'_>> = Vec::new();
        for &Replaced { old, new } in locale.replaced() {
            if !old.file.is_trusted() {
                warnings.push(hidden_description(old, new));
            }
            // One description can replace descriptions in several phrasings.
            let is_known =
                overrides.last().is_some_and(|last| last.name.as_ptr() == new.name.as_ptr());
            if new.file.is_messages() && !is_known {
                overrides.push(new);
            }
        }
        // A later layer may have replaced the description again, and each locale has its own name.
        let is_shown = |part: &MergedPattern<'_>| {
            let plain =
                locale.messages(&Phrasing::PLAIN).and_then(|plain| plain.get(part.name)?.value);
            plain.is_some_and(|plain| std::ptr::eq(plain.name, part.name))
                && part.name != Label::LanguageName.id()
        };
        for overridden in overrides.into_iter().filter(is_shown) {
            warnings.extend(partial_override(overridden, locales));
            warnings.extend(inherited_advice(overridden, locale));
        }
    }
    warnings.sort_by(|a, b| (a.path(), a.start()).cmp(&(b.path(), b.start())));
    warnings
}

/// A description of an overlay is never shown.
fn hidden_description(old: MergedPattern<'_>, new: MergedPattern<'_>) -> Diagnostic {
    let message = format!(
        "this description of `{}` is never shown, because `{}` replaces it: remove one of the two",
        old.name,
        new.file.path().display()
    );
    old.file.error(old.name, "hidden-description", message).into_warning()
}

/// An overlay replaces a description in one locale, and another locale still has the built-in one.
fn partial_override(
    overridden: MergedPattern<'_>,
    locales: &[(&LanguageIdentifier, &MergedLocale<'_>)],
) -> Option<Diagnostic> {
    let is_builtin = |locale: &MergedLocale<'_>| {
        let entries = locale.phrasings().filter_map(|(_, entries)| entries.get(overridden.name));
        let mut descriptions = entries.filter_map(|entry| entry.value).peekable();
        descriptions.peek().is_some() && descriptions.all(|part| part.file.is_trusted())
    };
    let others = locales.iter().filter(|(_, messages)| is_builtin(messages));
    let others: Vec<String> = others.map(|(locale, _)| format!("`{locale}`")).collect();
    if others.is_empty() {
        return None;
    }
    let message = format!(
        "`{}` is overridden in `{}`, but not in {}: override it there too, because clients that \
         prefer these locales still get the built-in message",
        overridden.name,
        overridden.file.locale(),
        others.join(", ")
    );
    let warning = overridden.file.error(overridden.name, "partial-override", message);
    Some(warning.into_warning())
}

/// An overlay replaces a description, but not the advice that belongs to the earlier one.
fn inherited_advice(
    overridden: MergedPattern<'_>,
    locale: &MergedLocale<'_>,
) -> Option<Diagnostic> {
    let message = locale.messages(&Phrasing::PLAIN)?.get(overridden.name)?;
    let advice = message.part(Some("advice"))?;
    if std::ptr::eq(advice.file, overridden.file) || is_empty_pattern(advice.pattern) {
        return None;
    }
    let origin = match advice.file.is_trusted() {
        true => "the built-in advice".to_owned(),
        false => format!("the advice of `{}`", advice.file.path().display()),
    };
    let message = format!(
        "`{}` has a new description, but keeps {origin}: write `.advice` here, or \
         `.advice = {{ \"\" }}` to remove it",
        overridden.name
    );
    let warning = overridden.file.error(overridden.name, "inherited-advice", message);
    Some(warning.into_warning())
}

//! Warnings about overlays: message files that are valid, but may not do what their author expects.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use unic_langid::LanguageIdentifier;

use crate::diagnostic::Diagnostic;
use crate::ftl::{MergedLocale, MergedPattern, Replaced};
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
            // A description can replace those of several phrasings.
            let is_known =
                overrides.last().is_some_and(|last| last.name.as_ptr() == new.name.as_ptr());
            if new.file.is_messages() && !is_known {
                overrides.push(new);
            }
        }
        for overridden in overrides {
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
    if std::ptr::eq(advice.file, overridden.file) || is_empty(advice.pattern) {
        return None;
    }
    let message = format!(
        "`{}` has a new description, but keeps the advice of `{}`: write `.advice` here, or \
         `.advice = {{ \"\" }}` to remove it",
        overridden.name,
        advice.file.path().display()
    );
    let warning = overridden.file.error(overridden.name, "inherited-advice", message);
    Some(warning.into_warning())
}

/// Returns `true` for a pattern that is written `{ "" }`.
fn is_empty(pattern: &Pattern<&str>) -> bool {
    pattern.elements.iter().all(|element| {
        matches!(
            element,
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value: "" })
            }
        )
    })
}

//! Fluent patterns turned into text, so that no reader is shown a hole.

use std::sync::Arc;

use fluent::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::errors::{ReferenceKind, ResolverError};
use fluent_syntax::ast::{Entry, PatternElement};
use unic_langid::LanguageIdentifier;

use crate::profile::MAX_DIGITS;
use crate::profile::characters::is_unwanted;

type Bundle = FluentBundle<Arc<FluentResource>>;
type Pattern<'b> = fluent_syntax::ast::Pattern<&'b str>;

/// What a missing value writes, for us to find. Unicode keeps this character out of all text, and
/// the next two.
const MISSING: char = '\u{FFFF}';
/// What stands before and behind a value that is text, until it is known where the text goes:
/// markup isolates a value with an element, and plain text does without.
pub(crate) const VALUE_START: char = '\u{FDD0}';
pub(crate) const VALUE_END: char = '\u{FDD1}';

/// Room for a text with values, so that writing it seldom asks for more.
const USUAL_LENGTH: usize = 128;

/// What Fluent resolves the patterns of a locale with.
pub(crate) struct Bundles {
    /// Writes values as they are.
    plain: Bundle,
    /// Writes our own marks around values that are text.
    marking: Bundle,
}

impl Bundles {
    /// For patterns that refer to texts of these resources, of which a later one goes over an
    /// earlier one; or to nothing. Instead of isolation marks there are our own or none, and no
    /// value writes [`MISSING`].
    pub(crate) fn new<'r>(
        locale: &LanguageIdentifier,
        resources: impl Iterator<Item = &'r Arc<FluentResource>> + Clone,
    ) -> Self {
        let bundle = || {
            let mut bundle = FluentBundle::new_concurrent(vec![locale.clone()]);
            bundle.set_use_isolating(false);
            let resources = resources.clone().map(Arc::clone);
            resources.for_each(|resource| bundle.add_resource_overriding(resource));
            bundle
        };
        let (mut plain, mut marking) = (bundle(), bundle());
        plain.set_formatter(Some(|value, _| missing(value)));
        marking.set_formatter(Some(|value, _| match value {
            FluentValue::String(text) => Some(format!("{VALUE_START}{text}{VALUE_END}")),
            value => missing(value),
        }));
        Self { plain, marking }
    }

    /// What a pattern says without values.
    ///
    /// # Errors
    ///
    /// As [`resolve`].
    pub(crate) fn resolve(&self, pattern: &Pattern<'_>) -> Result<Resolved, FluentError> {
        resolve(&self.plain, pattern, &FluentArgs::new())
    }
}

/// What is written for no value; the others are left to Fluent.
fn missing(value: &FluentValue<'_>) -> Option<String> {
    matches!(value, FluentValue::None | FluentValue::Error).then(|| MISSING.into())
}

/// What a pattern says that has nothing in braces, as nearly all are: it needs no bundle. `None` for
/// the others, and where it says nothing.
pub(crate) fn plain_text(pattern: &Pattern<'_>) -> Option<Arc<str>> {
    let text = |element| match element {
        &PatternElement::TextElement { value } => Some(value),
        PatternElement::Placeable { .. } => None,
    };
    let text: Arc<str> = match &pattern.elements[..] {
        [element] => text(element)?.into(),
        // Each line is an element.
        lines => lines.iter().map(text).collect::<Option<String>>()?.into(),
    };
    Some(text).filter(|text| !text.is_empty())
}

/// What a pattern says with the values that were given.
pub(crate) struct Resolved {
    /// `None` where a value that is missing would have been shown.
    pub(crate) text: Option<String>,
    /// Whether the text depends on a value that is missing.
    pub(crate) is_missing_any: bool,
}

/// Resolves a pattern. A selector whose value is missing takes its default variant, as in all
/// Fluent; text that would show a missing value is no text.
///
/// # Errors
///
/// The pattern is broken whatever the values: it refers to a message that is not there, to itself,
/// or to too much.
fn resolve(
    bundle: &Bundle,
    pattern: &Pattern<'_>,
    values: &FluentArgs<'_>,
) -> Result<Resolved, FluentError> {
    let mut text = String::with_capacity(USUAL_LENGTH);
    let mut errors = Vec::new();
    let written = bundle.write_pattern(&mut text, pattern, Some(values), &mut errors);
    if errors.is_empty() {
        let may_be_missing = values.iter().any(|(_, value)| missing(value).is_some());
        let is_text = written.is_ok() && !(may_be_missing && text.contains(MISSING));
        return Ok(Resolved { text: is_text.then_some(text), is_missing_any: false });
    }
    // Fluent shows a variable that it does not have as its name. So it is given one without a
    // value, and this ends when there are no more variables to find.
    let mut values: FluentArgs<'_> =
        values.iter().map(|(name, value)| (name.to_owned(), value.clone())).collect();
    for error in errors {
        match error {
            FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable {
                id,
            })) => {
                values.set(id, FluentValue::None);
            }
            broken => return Err(broken),
        }
    }
    let resolved = resolve(bundle, pattern, &values)?;
    Ok(Resolved { is_missing_any: true, ..resolved })
}

/// A text that says more to those who have values for its variables.
pub(crate) struct VariableText {
    bundles: Arc<Bundles>,
    /// Its message alone: a whole file would be kept for it.
    message: Arc<FluentResource>,
    /// The place of the attribute, `None` for the message's value.
    attribute: Option<usize>,
}

impl VariableText {
    pub(crate) fn new(
        bundles: &Arc<Bundles>,
        message: &Arc<FluentResource>,
        attribute: Option<usize>,
    ) -> Self {
        Self { bundles: Arc::clone(bundles), message: Arc::clone(message), attribute }
    }

    /// `None` where a value is missing.
    pub(crate) fn resolve(&self, values: &FluentArgs<'_>, marks_values: bool) -> Option<String> {
        let Some(Entry::Message(message)) = self.message.get_entry(0) else {
            return None;
        };
        let pattern = match self.attribute {
            None => message.value.as_ref()?,
            Some(place) => &message.attributes.get(place)?.value,
        };
        let bundle = if marks_values { &self.bundles.marking } else { &self.bundles.plain };
        resolve(bundle, pattern, values).ok()?.text
    }
}

#[cfg(feature = "pages")]
pub(crate) fn without_marks(text: String) -> String {
    let marks = [VALUE_START, VALUE_END];
    if text.contains(marks) { text.replace(marks, "") } else { text }
}

/// The values without the characters that could reorder or hide the text around them: bidirectional
/// and other controls. A value with no other characters counts as missing, as does a number
/// that is none, and a number is padded with no more zeros than Fluent can count. `None` where
/// nothing is to be changed, which is nearly always.
pub(crate) fn without_controls<'a>(values: &'a FluentArgs<'a>) -> Option<FluentArgs<'a>> {
    let is_clean = |value: &FluentValue<'_>| match value {
        FluentValue::String(text) => !text.is_empty() && !text.contains(is_unwanted),
        FluentValue::Number(number) => {
            number.value.is_finite()
                && number.options.minimum_fraction_digits.is_none_or(|digits| digits <= MAX_DIGITS)
        }
        _ => true,
    };
    if values.iter().all(|(_, value)| is_clean(value)) {
        return None;
    }
    let clean = |(name, value): (&'a str, &'a FluentValue<'a>)| {
        let value = match value {
            FluentValue::String(text) => Some(text.replace(is_unwanted, ""))
                .filter(|text| !text.is_empty())
                .map_or(FluentValue::None, FluentValue::from),
            FluentValue::Number(number) if !number.value.is_finite() => FluentValue::None,
            FluentValue::Number(number) => {
                let mut number = number.clone();
                let digits = &mut number.options.minimum_fraction_digits;
                *digits = digits.map(|digits| digits.min(MAX_DIGITS));
                FluentValue::Number(number)
            }
            value => value.clone(),
        };
        (name, value)
    };
    Some(values.iter().map(clean).collect())
}

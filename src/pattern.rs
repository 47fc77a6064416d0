//! Fluent patterns laid out for writing, so that no reader is shown a hole.
//!
//! A pattern is laid out once, when a catalogue is built: as a text, or, where it has variables, as
//! the parts to put together. Nothing is looked for by name then but the values. A value is
//! written as Fluent writes it, and a number takes the plural that Fluent's rules say.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::mem;
use std::str::FromStr;
use std::sync::Arc;

use fluent::{FluentArgs, FluentValue};
use fluent_bundle::types::{FluentNumber, FluentNumberType};
use fluent_syntax::ast::{self, Expression, InlineExpression, PatternElement, VariantKey};
use fluent_syntax::unicode::unescape_unicode_to_string;
use intl_memoizer::concurrent::IntlLangMemoizer;
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

use crate::profile::MAX_DIGITS;
use crate::profile::characters::is_unwanted;
use crate::profile::references::References;

type Pattern<'f> = ast::Pattern<&'f str>;

/// What stands before and behind a value that is text, until it is known where the text goes:
/// markup isolates a value with an element, and plain text does without. Unicode keeps these
/// characters out of all text.
pub(crate) const VALUE_START: char = '\u{FDD0}';
pub(crate) const VALUE_END: char = '\u{FDD1}';

/// Room for a text with values, so that writing it seldom asks for more.
const USUAL_LENGTH: usize = 128;

/// What a pattern comes to.
#[derive(Clone, Debug)]
pub(crate) enum Layout {
    /// It says this, whatever the values.
    Text(Arc<str>),
    Parts(Arc<[Part]>),
}

#[derive(Debug)]
pub(crate) enum Part {
    Text(Box<str>),
    /// The value of a variable.
    Value(Box<str>),
    Choice(Choice),
    /// Another text that has variables: it is not copied, for many may refer to it.
    Reference(Arc<[Part]>),
}

/// What to say is chosen by the value of a variable.
#[derive(Debug)]
pub(crate) struct Choice {
    variable: Box<str>,
    variants: Box<[Variant]>,
}

#[derive(Debug)]
struct Variant {
    key: Key,
    is_default: bool,
    parts: Box<[Part]>,
}

#[derive(Debug)]
enum Key {
    /// A text, or the category of a plural.
    Word(Box<str>),
    Number(FluentNumber),
}

impl Layout {
    pub(crate) fn of(pattern: &Pattern<'_>, references: &mut References<'_>) -> Self {
        let mut parts = Parts::default();
        parts.add_pattern(pattern, references);
        if parts.before.is_empty() {
            return Self::Text(parts.text.into());
        }
        Self::Parts(parts.end().into())
    }
}

/// The parts so far, and the text behind them.
#[derive(Default)]
struct Parts<'f> {
    before: Vec<Part>,
    text: Cow<'f, str>,
}

impl<'f> Parts<'f> {
    fn add_pattern(&mut self, pattern: &Pattern<'f>, references: &mut References<'_>) {
        for element in &pattern.elements {
            match element {
                &PatternElement::TextElement { value } => self.add_text(value.into()),
                PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                    self.add_inline(inline, references);
                }
                PatternElement::Placeable {
                    expression: Expression::Select { selector, variants },
                } => self.add_choice(selector, variants, references),
            }
        }
    }

    fn add_text(&mut self, text: Cow<'f, str>) {
        if self.text.is_empty() {
            self.text = text;
        } else {
            self.text.to_mut().push_str(&text);
        }
    }

    fn add(&mut self, part: Part) {
        self.end_text();
        self.before.push(part);
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            self.before.push(Part::Text(mem::take(&mut self.text).into()));
        }
    }

    fn end(mut self) -> Box<[Part]> {
        self.end_text();
        self.before.into()
    }

    fn add_inline(&mut self, inline: &InlineExpression<&'f str>, references: &mut References<'_>) {
        match inline {
            InlineExpression::StringLiteral { value } => {
                self.add_text(unescape_unicode_to_string(value));
            }
            &InlineExpression::NumberLiteral { value } => {
                let number = FluentNumber::from_str(value);
                self.add_text(number.map_or(value.into(), |number| number.as_string()));
            }
            InlineExpression::VariableReference { id } => self.add(Part::Value(id.name.into())),
            reference => match references.layout(reference) {
                Some(Layout::Text(text)) => self.add_text(text.to_string().into()),
                Some(Layout::Parts(parts)) => self.add(Part::Reference(parts)),
                // Nothing that was checked comes here.
                None => {}
            },
        }
    }

    fn add_choice(
        &mut self,
        selector: &InlineExpression<&'f str>,
        variants: &[ast::Variant<&'f str>],
        references: &mut References<'_>,
    ) {
        if let InlineExpression::VariableReference { id } = selector {
            let variants = variants.iter().map(|variant| {
                let mut parts = Parts::default();
                parts.add_pattern(&variant.value, references);
                Variant {
                    key: Key::of(&variant.key),
                    is_default: variant.default,
                    parts: parts.end(),
                }
            });
            let variants = variants.collect();
            return self.add(Part::Choice(Choice { variable: id.name.into(), variants }));
        }
        // The attribute of a term is known already.
        let Some(Layout::Text(word)) = references.layout(selector) else { return };
        let is_chosen = |variant: &&ast::Variant<&str>| match variant.key {
            VariantKey::Identifier { name } => *name == *word,
            VariantKey::NumberLiteral { .. } => false,
        };
        let default = || variants.iter().find(|variant| variant.default);
        if let Some(variant) = variants.iter().find(is_chosen).or_else(default) {
            self.add_pattern(&variant.value, references);
        }
    }
}

impl Key {
    fn of(key: &VariantKey<&str>) -> Self {
        match *key {
            VariantKey::Identifier { name } => Self::Word(name.into()),
            VariantKey::NumberLiteral { value } => {
                FluentNumber::from_str(value).map_or(Self::Word(value.into()), Self::Number)
            }
        }
    }
}

/// How a language writes values, and which plural its numbers take.
pub(crate) struct Language {
    cardinal: Option<PluralRules>,
    ordinal: Option<PluralRules>,
    /// What the values of an application's own types are written with.
    memoizer: IntlLangMemoizer,
}

impl Language {
    pub(crate) fn new(locale: &LanguageIdentifier) -> Self {
        Self {
            cardinal: plural_rules(locale, PluralRuleType::CARDINAL),
            ordinal: plural_rules(locale, PluralRuleType::ORDINAL),
            memoizer: IntlLangMemoizer::new(locale.clone()),
        }
    }

    /// The category of a number, as variants name it. One that is not finite, or padded with more
    /// zeros than can be counted, would panic here: [`without_controls`] leaves none.
    fn plural(&self, number: &FluentNumber) -> Option<&'static str> {
        let rules = match number.options.r#type {
            FluentNumberType::Cardinal => &self.cardinal,
            FluentNumberType::Ordinal => &self.ordinal,
        };
        let category = rules.as_ref()?.select(number).ok()?;
        Some(match category {
            PluralCategory::ZERO => "zero",
            PluralCategory::ONE => "one",
            PluralCategory::TWO => "two",
            PluralCategory::FEW => "few",
            PluralCategory::MANY => "many",
            PluralCategory::OTHER => "other",
        })
    }
}

/// The rules of a locale, or else of its language, or else of English: those that Fluent chooses,
/// which a test holds.
fn plural_rules(locale: &LanguageIdentifier, kind: PluralRuleType) -> Option<PluralRules> {
    let of_language = |language| LanguageIdentifier::from_parts(language, None, None, &[]);
    let english = "en".parse().unwrap_or_default();
    let candidates = [locale.clone(), of_language(locale.language), of_language(english)];
    candidates.into_iter().find_map(|candidate| PluralRules::create(candidate, kind).ok())
}

/// A text that says more to those who have values for its variables.
pub(crate) struct VariableText {
    language: Arc<Language>,
    parts: Arc<[Part]>,
}

impl VariableText {
    pub(crate) fn new(language: &Arc<Language>, parts: Arc<[Part]>) -> Self {
        Self { language: Arc::clone(language), parts }
    }

    /// The text with these values. Where the value to choose by is missing, the default variant is
    /// taken, as in all Fluent; `None` where a value that is to be shown is missing.
    pub(crate) fn resolve(&self, values: &FluentArgs<'_>, marks_values: bool) -> Option<String> {
        let text = String::with_capacity(USUAL_LENGTH);
        let mut writer = Writer { text, values, marks_values, language: &self.language };
        writer.write(&self.parts)?;
        Some(writer.text)
    }
}

struct Writer<'w> {
    text: String,
    values: &'w FluentArgs<'w>,
    marks_values: bool,
    language: &'w Language,
}

impl<'w> Writer<'w> {
    /// `None` where a value is missing.
    fn write(&mut self, parts: &'w [Part]) -> Option<()> {
        for part in parts {
            match part {
                Part::Text(text) => self.text.push_str(text),
                Part::Value(variable) => self.write_value(self.value(variable)?),
                Part::Choice(choice) => self.write(self.choose(choice))?,
                Part::Reference(parts) => self.write(parts)?,
            }
        }
        Some(())
    }

    fn value(&self, variable: &'w str) -> Option<&'w FluentValue<'w>> {
        let value = self.values.get(variable)?;
        (!matches!(value, FluentValue::None | FluentValue::Error)).then_some(value)
    }

    fn write_value(&mut self, value: &FluentValue<'_>) {
        match value {
            FluentValue::String(value) => {
                self.mark(VALUE_START);
                self.text.push_str(value);
                self.mark(VALUE_END);
            }
            FluentValue::Number(number) => self.text.push_str(&number.as_string()),
            FluentValue::Custom(value) => {
                self.text.push_str(&value.as_string_threadsafe(&self.language.memoizer));
            }
            // Missing, for [`Writer::value`].
            FluentValue::None | FluentValue::Error => {}
        }
    }

    fn mark(&mut self, mark: char) {
        if self.marks_values {
            self.text.push(mark);
        }
    }

    fn choose(&self, choice: &'w Choice) -> &'w [Part] {
        let chosen = match self.value(&choice.variable) {
            Some(FluentValue::String(value)) => choice.variant(|key| match key {
                Key::Word(word) => **word == **value,
                Key::Number(_) => false,
            }),
            Some(FluentValue::Number(value)) => {
                let plural = LazyCell::new(|| self.language.plural(value));
                choice.variant(|key| match key {
                    Key::Word(word) => Some(&**word) == *plural,
                    Key::Number(number) => number == value,
                })
            }
            _ => None,
        };
        let default = || choice.variants.iter().find(|variant| variant.is_default);
        chosen.or_else(default).map_or(&[], |variant| &variant.parts)
    }
}

impl Choice {
    fn variant(&self, is_chosen: impl Fn(&Key) -> bool) -> Option<&Variant> {
        self.variants.iter().find(|variant| is_chosen(&variant.key))
    }
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

#[cfg(test)]
mod tests {
    use fluent_bundle::concurrent::FluentBundle;
    use fluent_bundle::resolver::Scope;
    use fluent_bundle::types::FluentNumberOptions;
    use fluent_bundle::{FluentResource, FluentValue};

    use super::*;

    fn numbers() -> Vec<FluentNumber> {
        let whole = (0..=130).chain([1_000, 10_000, 1_000_000, 1_000_001]).map(f64::from);
        let values = whole.chain([0.1, 0.5, 1.1, 1.5, 2.25, -1.0, -0.0, 1e21, 5e-324, f64::MAX]);
        let kinds = [FluentNumberType::Cardinal, FluentNumberType::Ordinal];
        let options = kinds.into_iter().flat_map(|r#type| {
            [None, Some(1), Some(15)].map(|minimum_fraction_digits| FluentNumberOptions {
                r#type,
                minimum_fraction_digits,
                ..FluentNumberOptions::default()
            })
        });
        let options: Vec<_> = options.collect();
        let number = |value| options.iter().map(move |o| FluentNumber::new(value, o.clone()));
        values.flat_map(number).collect()
    }

    #[test]
    fn plurals_are_those_that_fluent_chooses() {
        let kinds = [PluralRuleType::CARDINAL, PluralRuleType::ORDINAL];
        let languages = kinds.into_iter().flat_map(PluralRules::get_locales);
        let mut locales: Vec<String> = languages.map(|locale| locale.to_string()).collect();
        let further = locales.iter().flat_map(|l| [format!("{l}-Latn"), format!("{l}-Hans-CN")]);
        locales.extend(further.collect::<Vec<_>>());
        locales.extend(
            ["pt-AO", "pt-PT-ao1990", "zh-Hant-HK", "qaa", "und", "sr-Latn"].map(str::to_owned),
        );
        for locale in locales {
            let Ok(locale) = locale.parse::<LanguageIdentifier>() else { continue };
            let language = Language::new(&locale);
            let bundle = FluentBundle::<FluentResource>::new_concurrent(vec![locale.clone()]);
            for number in numbers() {
                let plural = language.plural(&number).expect("a plural");
                let matches = FluentValue::from(plural).matches(
                    &FluentValue::Number(number.clone()),
                    &Scope::new(&bundle, None, None),
                );
                assert!(matches, "{locale}, {number:?}: {plural}");
            }
        }
    }
}

//! The variables of a pattern.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

/// Returns the variables of a pattern, including the variables of its select expressions.
pub(super) fn variables<'p>(pattern: &Pattern<&'p str>) -> Vec<&'p str> {
    let mut names = Vec::new();
    add_variables(pattern, &mut names);
    names
}

fn add_variables<'p>(pattern: &Pattern<&'p str>, names: &mut Vec<&'p str>) {
    let mut add = |inline: &InlineExpression<&'p str>| {
        if let InlineExpression::VariableReference { id } = inline {
            names.push(id.name);
        }
    };
    let mut variant_patterns = Vec::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression: Expression::Inline(inline) } => add(inline),
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                add(selector);
                variant_patterns.extend(variants.iter().map(|variant| &variant.value));
            }
        }
    }
    for pattern in variant_patterns {
        add_variables(pattern, names);
    }
}

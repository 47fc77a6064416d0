//! The style sheet in the colours of a site.

use csscolorparser::Color;

use crate::error::Error;

const STYLE: &str = include_str!("page.css");

/// The backgrounds of the page, and what is on them: background, text, text of less weight, lines.
const LIGHT: [&str; 4] = ["#fcfcfa", "#1b1d21", "#585d66", "#dcdee2"];
const DARK: [&str; 4] = ["#15171a", "#e8eaed", "#a2a8b1", "#34383e"];

/// Text must stand out from its background by this ratio ([WCAG 2.2, 1.4.3]).
///
/// [WCAG 2.2, 1.4.3]: https://www.w3.org/TR/WCAG22/#contrast-minimum
const MINIMAL_CONTRAST: f32 = 4.5;

pub(super) fn default_style() -> String {
    with_colors("#2459a9", "#8ab4f0")
}

/// The style sheet with a colour of the application's on a light and on a dark background.
pub(super) fn style(light: &str, dark: &str) -> Result<String, Error> {
    Ok(with_colors(&readable(light, LIGHT[0])?, &readable(dark, DARK[0])?))
}

fn with_colors(light: &str, dark: &str) -> String {
    let variables = |[back, ink, soft, line]: [&str; 4], accent: &str| {
        format!(":root{{--back:{back};--ink:{ink};--soft:{soft};--line:{line};--accent:{accent}}}")
    };
    let (light, dark) = (variables(LIGHT, light), variables(DARK, dark));
    format!(
        ":root{{color-scheme:light dark}}{light}\
         @media (prefers-color-scheme:dark){{{dark}}}\n{STYLE}"
    )
}

/// The colour as it is shown, if it can be read on a background.
fn readable(given: &str, background: &str) -> Result<String, Error> {
    let parse = |text: &str| csscolorparser::parse(text);
    let color = parse(given).map_err(|_| {
        Error::color(given, "is not one: expected a CSS colour, for example `#2459a9`".into())
    })?;
    // A screen cannot show all that CSS can write.
    let shown = color.to_css_hex().to_string();
    let contrast =
        contrast(&parse(&shown).unwrap_or_default(), &parse(background).unwrap_or_default());
    if color.a < 1.0 {
        let problem = "is transparent: expected one that is not, so that its contrast is known";
        return Err(Error::color(given, problem.into()));
    }
    if contrast < MINIMAL_CONTRAST {
        let problem = format!(
            "has a contrast of {contrast:.1} to 1 on `{background}`: expected {MINIMAL_CONTRAST} \
             or more, so that it can be read"
        );
        return Err(Error::color(given, problem));
    }
    Ok(shown)
}

/// The [contrast ratio] of two colours, 1 to 21.
///
/// [contrast ratio]: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
fn contrast(one: &Color, other: &Color) -> f32 {
    let luminance = |color: &Color| {
        let [red, green, blue, _] = color.to_linear_rgba();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_colours_can_be_read() {
        for (accent, [back, ink, soft, _]) in [("#2459a9", LIGHT), ("#8ab4f0", DARK)] {
            for color in [accent, ink, soft] {
                assert!(readable(color, back).is_ok(), "{color} on {back}");
            }
        }
        assert_eq!(style("#2459a9", "#8ab4f0").unwrap(), default_style());
    }

    #[test]
    fn contrasts_are_those_of_the_definition() {
        let contrast =
            |one: &str, other: &str| contrast(&one.parse().unwrap(), &other.parse().unwrap());
        assert!((contrast("black", "white") - 21.0).abs() < 0.01);
        assert!((contrast("white", "white") - 1.0).abs() < 0.01);
        // The greys on either side of the bound, as every checker has them.
        assert!(contrast("#767676", "white") >= 4.5);
        assert!(contrast("#777777", "white") < 4.5);
    }

    #[test]
    fn colours_that_cannot_be_used() {
        for (light, dark, problem) in [
            ("blau", "white", "colour `blau` is not one"),
            ("red;}body{display:none", "white", "colour `red;}body{display:none` is not one"),
            ("gold", "white", "colour `gold` has a contrast of 1.4 to 1 on `#fcfcfa`"),
            ("navy", "navy", "colour `navy` has a contrast of 1.1 to 1 on `#15171a`"),
            ("color(srgb 9 9 9)", "white", "colour `color(srgb 9 9 9)` has a contrast of 1.0 to 1"),
            ("#00000080", "white", "colour `#00000080` is transparent"),
        ] {
            let error = style(light, dark).unwrap_err().to_string();
            assert!(error.starts_with(problem), "{error}");
        }
    }
}

//! The style sheet of the built-in page, in the accent colors of a site.

use std::sync::{Arc, LazyLock};

use csscolorparser::Color;
use http::HeaderValue;

use super::content_security_policy::content_security_policy;
use crate::error::Error;

const STYLE: &str = include_str!("page.css");

/// The colors of the background, of text, of secondary text and of lines.
const LIGHT: [&str; 4] = ["#fcfcfa", "#1b1d21", "#585d66", "#dcdee2"];
const DARK: [&str; 4] = ["#15171a", "#e8eaed", "#a2a8b1", "#34383e"];

/// The accent colors on a light and on a dark background.
const DEFAULT_ACCENT: [&str; 2] = ["#2459a9", "#8ab4f0"];

/// The minimum contrast between text and its background ([WCAG 2.2, 1.4.3]).
///
/// [WCAG 2.2, 1.4.3]: https://www.w3.org/TR/WCAG22/#contrast-minimum
const MINIMUM_CONTRAST: f32 = 4.5;

/// A style sheet and the policy that allows it.
#[derive(Debug)]
pub(super) struct Style {
    pub(super) css: String,
    pub(super) content_security_policy: Option<HeaderValue>,
}

impl Style {
    /// Returns the style sheet with the accent colors on a light and on a dark background.
    pub(super) fn with_accent(light: &str, dark: &str) -> Result<Self, Error> {
        Ok(Self::new([&readable(light, LIGHT[0])?, &readable(dark, DARK[0])?]))
    }

    /// Returns the style sheet with the default accent colors. It is shared, because hashing it takes
    /// longer than rendering a page.
    pub(super) fn shared_default() -> Arc<Self> {
        static DEFAULT: LazyLock<Arc<Style>> =
            LazyLock::new(|| Arc::new(Style::new(DEFAULT_ACCENT)));
        Arc::clone(&DEFAULT)
    }

    fn new([light, dark]: [&str; 2]) -> Self {
        let variables = |[back, ink, soft, line]: [&str; 4], accent: &str| {
            format!(
                ":root{{--back:{back};--ink:{ink};--soft:{soft};--line:{line};--accent:{accent}}}"
            )
        };
        let (light, dark) = (variables(LIGHT, light), variables(DARK, dark));
        let css = format!(
            ":root{{color-scheme:light dark}}{light}\
             @media (prefers-color-scheme:dark){{{dark}}}\n{STYLE}"
        );
        let content_security_policy = content_security_policy([css.as_str()]);
        Self { css, content_security_policy }
    }
}

/// Returns a color as screens show it, or an error if it cannot be read on a background.
fn readable(given: &str, background: &str) -> Result<String, Error> {
    let parse = |text: &str| csscolorparser::parse(text);
    let color = parse(given).map_err(|_| {
        Error::color(given, "is not a CSS color: expected, for example, `#2459a9`".into())
    })?;
    // CSS can describe colors that a screen cannot show.
    let shown = color.to_css_hex().to_string();
    let contrast =
        contrast(&parse(&shown).unwrap_or_default(), &parse(background).unwrap_or_default());
    if color.a < 1.0 {
        let problem = "is transparent: expected an opaque color, so that its contrast is known";
        return Err(Error::color(given, problem.into()));
    }
    if contrast < MINIMUM_CONTRAST {
        let problem = format!(
            "has a contrast of {contrast:.1} to 1 on `{background}`: expected {MINIMUM_CONTRAST} \
             or more, so that it can be read"
        );
        return Err(Error::color(given, problem));
    }
    Ok(shown)
}

/// Returns the [contrast ratio] of two colors, 1 to 21.
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
    fn the_built_in_colors_are_readable() {
        for (accent, [back, ink, soft, _]) in [("#2459a9", LIGHT), ("#8ab4f0", DARK)] {
            for color in [accent, ink, soft] {
                assert!(readable(color, back).is_ok(), "{color} on {back}");
            }
        }
        let style = Style::with_accent("#2459a9", "#8ab4f0").unwrap();
        assert_eq!(style.css, Style::shared_default().css);
    }

    #[test]
    fn contrast_is_computed_as_defined() {
        let contrast =
            |one: &str, other: &str| contrast(&one.parse().unwrap(), &other.parse().unwrap());
        assert!((contrast("black", "white") - 21.0).abs() < 0.01);
        assert!((contrast("white", "white") - 1.0).abs() < 0.01);
        // The grays on both sides of the minimum.
        assert!(contrast("#767676", "white") >= 4.5);
        assert!(contrast("#777777", "white") < 4.5);
    }

    #[test]
    fn unusable_colors_are_rejected() {
        for (light, dark, problem) in [
            ("blau", "white", "color `blau` is not a CSS color"),
            (
                "red;}body{display:none",
                "white",
                "color `red;}body{display:none` is not a CSS color",
            ),
            ("gold", "white", "color `gold` has a contrast of 1.4 to 1 on `#fcfcfa`"),
            ("navy", "navy", "color `navy` has a contrast of 1.1 to 1 on `#15171a`"),
            ("color(srgb 9 9 9)", "white", "color `color(srgb 9 9 9)` has a contrast of 1.0 to 1"),
            ("#00000080", "white", "color `#00000080` is transparent"),
        ] {
            let error = Style::with_accent(light, dark).unwrap_err().to_string();
            assert!(error.starts_with(problem), "{error}");
        }
    }
}

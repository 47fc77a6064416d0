//! The characters that have no place in one of the Chinese scripts, by the dictionaries of OpenCC.

use std::ops::Range;
use std::sync::OnceLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use unic_langid::LanguageIdentifier;

use crate::check::text::places;
use crate::negotiation::cldr;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Simplified,
    Traditional,
}

impl Script {
    /// `None` where the language is not Chinese.
    pub(super) fn of(locale: &LanguageIdentifier) -> Option<Self> {
        if locale.language.as_str() != "zh" {
            return None;
        }
        let likely = cldr::likely(locale);
        match likely.script?.as_str() {
            "Hans" => Some(Self::Simplified),
            "Hant" => Some(Self::Traditional),
            _ => None,
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Simplified => "Simplified",
            Self::Traditional => "Traditional",
        }
    }

    pub(super) const fn other(self) -> Self {
        match self {
            Self::Simplified => Self::Traditional,
            Self::Traditional => Self::Simplified,
        }
    }
}

/// What Taiwan writes otherwise than OpenCC's Traditional.
const RIGHT_IN_TAIWAN: [&str; 2] = ["台", "游標"];

/// The parts of a text that are of the other script, by their characters, and what to write in their
/// stead.
///
/// A character that both scripts have can be the wrong one in its word: 后 in 然后. So the text is
/// converted to the script that it is in, which must leave it alone.
pub(super) fn of_the_other(text: &str, script: Script) -> Vec<(Range<usize>, String, String)> {
    // Forms of its own that a region has are right as well: 群, 裏.
    let (configs, right): (&[BuiltinConfig], &[&str]) = match script {
        Script::Simplified => (&[BuiltinConfig::T2s], &[]),
        Script::Traditional => {
            (&[BuiltinConfig::S2t, BuiltinConfig::S2hk, BuiltinConfig::S2tw], &RIGHT_IN_TAIWAN)
        }
    };
    if configs.iter().any(|config| convert(text, *config) == text) {
        return Vec::new();
    }
    let right: Vec<_> = right.iter().flat_map(|word| places(text, word)).collect();
    let converted: Vec<String> = configs.iter().map(|config| convert(text, *config)).collect();
    let mut converted: Vec<_> = converted.iter().map(|text| text.chars()).collect();
    let mut found: Vec<(Range<usize>, String, String)> = Vec::new();
    for (place, c) in text.chars().enumerate() {
        let forms: Vec<char> = converted.iter_mut().filter_map(Iterator::next).collect();
        let Some(form) = forms.last().filter(|_| !forms.contains(&c)) else { continue };
        if right.iter().any(|right| right.contains(&place)) {
            continue;
        }
        match found.last_mut().filter(|(last, ..)| last.end == place) {
            Some((last, part, better)) => {
                last.end += 1;
                part.push(c);
                better.push(*form);
            }
            None => found.push((place..place + 1, c.to_string(), form.to_string())),
        }
    }
    found
}

/// The dictionaries are read when they are first asked for.
fn convert(text: &str, config: BuiltinConfig) -> String {
    static CONVERTERS: [OnceLock<Option<OpenCC>>; 4] = [const { OnceLock::new() }; 4];
    let place = match config {
        BuiltinConfig::T2s => 0,
        BuiltinConfig::S2t => 1,
        BuiltinConfig::S2hk => 2,
        _ => 3,
    };
    let converter = CONVERTERS.get(place);
    let converter =
        converter.and_then(|c| c.get_or_init(|| OpenCC::from_config(config).ok()).as_ref());
    converter.map_or_else(|| text.to_owned(), |converter| converter.convert(text))
}

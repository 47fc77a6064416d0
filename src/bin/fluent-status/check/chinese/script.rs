//! Characters that belong only to the other Chinese script, by the dictionaries of OpenCC.

use std::ops::Range;
use std::sync::OnceLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use fluent_status::LanguageIdentifier;
use fluent_status::negotiation::Negotiator;

use super::segment::find_all;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    Simplified,
    Traditional,
}

impl Script {
    /// Returns the script of a Chinese locale, and `None` for other languages and scripts.
    pub fn of(locale: &LanguageIdentifier) -> Option<Self> {
        if locale.language.as_str() != "zh" {
            return None;
        }
        let tag = |tag: &str| tag.parse::<LanguageIdentifier>().ok();
        let negotiator = Negotiator::new(tag("zh-Hans")?, [tag("zh-Hant")?]);
        match negotiator.negotiate_requested([locale]).best_match()?.script?.as_str() {
            "Hans" => Some(Self::Simplified),
            "Hant" => Some(Self::Traditional),
            _ => None,
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Simplified => "Simplified",
            Self::Traditional => "Traditional",
        }
    }

    pub const fn other(self) -> Self {
        match self {
            Self::Simplified => Self::Traditional,
            Self::Traditional => Self::Simplified,
        }
    }
}

/// Characters and words that are correct in Taiwan, although OpenCC's Traditional differs.
const CORRECT_IN_TAIWAN: [&str; 2] = ["台", "游標"];

/// Text in the other script, and its replacement.
pub struct WrongScript {
    /// The characters of the text.
    pub range: Range<usize>,
    pub found: String,
    pub replacement: String,
}

/// Returns the parts of a text that are in the other script.
///
/// A character that both scripts have can still be wrong in its word: 后 in 然后. So the text is
/// converted to its own script. A conversion that changes the text reveals the wrong characters.
pub fn find_wrong_script(text: &str, script: Script) -> Vec<WrongScript> {
    // Regional forms are correct too: 群, 裏.
    let (configs, correct): (&[BuiltinConfig], &[&str]) = match script {
        Script::Simplified => (&[BuiltinConfig::T2s], &[]),
        Script::Traditional => {
            (&[BuiltinConfig::S2t, BuiltinConfig::S2hk, BuiltinConfig::S2tw], &CORRECT_IN_TAIWAN)
        }
    };
    if configs.iter().any(|config| convert(text, *config) == text) {
        return Vec::new();
    }
    let correct: Vec<_> = correct.iter().flat_map(|word| find_all(text, word)).collect();
    let converted: Vec<String> = configs.iter().map(|config| convert(text, *config)).collect();
    let mut converted: Vec<_> = converted.iter().map(|text| text.chars()).collect();
    let mut results: Vec<WrongScript> = Vec::new();
    for (index, c) in text.chars().enumerate() {
        let forms: Vec<char> = converted.iter_mut().filter_map(Iterator::next).collect();
        let Some(form) = forms.last().filter(|_| !forms.contains(&c)) else { continue };
        if correct.iter().any(|range| range.contains(&index)) {
            continue;
        }
        match results.last_mut().filter(|last| last.range.end == index) {
            Some(last) => {
                last.range.end += 1;
                last.found.push(c);
                last.replacement.push(*form);
            }
            None => results.push(WrongScript {
                range: index..index + 1,
                found: c.to_string(),
                replacement: form.to_string(),
            }),
        }
    }
    results
}

/// Converts a text. Each dictionary is loaded on first use.
fn convert(text: &str, config: BuiltinConfig) -> String {
    static CONVERTERS: [OnceLock<Option<OpenCC>>; 4] = [const { OnceLock::new() }; 4];
    let index = match config {
        BuiltinConfig::T2s => 0,
        BuiltinConfig::S2t => 1,
        BuiltinConfig::S2hk => 2,
        _ => 3,
    };
    let converter = CONVERTERS.get(index);
    let converter =
        converter.and_then(|c| c.get_or_init(|| OpenCC::from_config(config).ok()).as_ref());
    converter.map_or_else(|| text.to_owned(), |converter| converter.convert(text))
}

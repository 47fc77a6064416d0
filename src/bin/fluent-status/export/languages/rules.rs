//! Regular expressions, for servers that try patterns in order.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Group, LanguageMatches, Languages, ScriptMatch};

/// A pattern for the start of a tag, and the locale for matching tags.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// A regular expression for whole subtags in lower case.
    pub pattern: String,
    pub locale: String,
}

impl Languages {
    /// Returns the first subtags of all tags that match a locale.
    pub fn first_subtags(&self) -> Vec<&str> {
        let languages = self.groups.iter().flat_map(|group| &group.languages);
        let mut subtags: Vec<&str> =
            languages.filter_map(|language| language.split('-').next()).collect();
        subtags.sort_unstable();
        subtags.dedup();
        subtags
    }

    /// Returns the rules in order: the first rule that matches a tag determines its locale.
    pub fn rules(&self) -> Vec<Rule> {
        self.groups.iter().flat_map(Group::rules).collect()
    }
}

impl Group {
    fn rules(&self) -> Vec<Rule> {
        let languages: Vec<String> =
            self.languages.iter().map(|language| language.replace('-', "[-_]")).collect();
        let mut language = alternatives(&languages);
        if !self.macrolanguages.is_empty() {
            language = format!("(?:{}[-_])?{language}", alternatives(&self.macrolanguages));
        }
        let LanguageMatches { without_script, scripts, other_script } = &self.matches;
        let mut rules = Vec::new();
        let mut merged: Vec<(Vec<&str>, &ScriptMatch)> = Vec::new();
        for (script, matched) in scripts {
            match merged.iter_mut().find(|(_, other)| *other == matched) {
                Some((scripts, _)) => scripts.push(script),
                None => merged.push((vec![script], matched)),
            }
        }
        for (scripts, matched) in merged {
            matched.add_rules(&format!("{language}[-_]{}", alternatives(&scripts)), &mut rules);
        }
        let any_script = format!("{language}[-_][a-z][a-z][a-z][a-z]");
        rules.push(Rule { pattern: any_script, locale: other_script.clone() });
        without_script.add_rules(&language, &mut rules);
        // Drop the rules directly before the last one that have the same locale.
        let differs = |rule: &Rule| rule.locale != without_script.locale;
        let last_needed = rules.iter().rposition(differs);
        rules.drain(last_needed.map_or(0, |index| index + 1)..rules.len() - 1);
        rules
    }
}

impl ScriptMatch {
    fn add_rules(&self, tag: &str, rules: &mut Vec<Rule>) {
        let mut by_locale: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (region, locale) in &self.regions {
            by_locale.entry(locale).or_default().push(region);
        }
        for (locale, regions) in by_locale {
            let pattern = format!("{tag}[-_]{}", alternatives(&regions));
            rules.push(Rule { pattern, locale: locale.to_owned() });
        }
        rules.push(Rule { pattern: tag.to_owned(), locale: self.locale.clone() });
    }
}

/// Returns a pattern for any of the subtags: `tw`, or `(?:hk|mo|tw)`.
fn alternatives<S: AsRef<str>>(subtags: &[S]) -> String {
    match subtags {
        [subtag] => subtag.as_ref().to_owned(),
        subtags => {
            let subtags: Vec<&str> = subtags.iter().map(AsRef::as_ref).collect();
            format!("(?:{})", subtags.join("|"))
        }
    }
}

//! Regular expressions, for servers that try one after the other.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Answer, Answers, Group, Languages};

/// A pattern that tags begin with, and the locale that they lead to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// A regular expression for whole subtags, all in lower case.
    pub pattern: String,
    pub locale: String,
}

impl Languages {
    /// The first subtags of all tags that lead anywhere.
    pub fn first_subtags(&self) -> Vec<&str> {
        let codes = self.groups.iter().flat_map(|group| &group.codes);
        let mut subtags: Vec<&str> = codes.filter_map(|code| code.split('-').next()).collect();
        subtags.sort_unstable();
        subtags.dedup();
        subtags
    }

    /// The first rule that fits a tag decides.
    pub fn rules(&self) -> Vec<Rule> {
        self.groups.iter().flat_map(Group::rules).collect()
    }
}

impl Group {
    fn rules(&self) -> Vec<Rule> {
        let codes: Vec<String> = self.codes.iter().map(|code| code.replace('-', "[-_]")).collect();
        let mut language = alternatives(&codes);
        if !self.prefixes.is_empty() {
            language = format!("(?:{}[-_])?{language}", alternatives(&self.prefixes));
        }
        let Answers { plain, scripts, other_script } = &self.answers;
        let mut rules = Vec::new();
        let mut alike: Vec<(Vec<&str>, &Answer)> = Vec::new();
        for (script, answer) in scripts {
            match alike.iter_mut().find(|(_, other)| *other == answer) {
                Some((scripts, _)) => scripts.push(script),
                None => alike.push((vec![script], answer)),
            }
        }
        for (scripts, answer) in alike {
            answer.add_rules(&format!("{language}[-_]{}", alternatives(&scripts)), &mut rules);
        }
        let any_script = format!("{language}[-_][a-z][a-z][a-z][a-z]");
        rules.push(Rule { pattern: any_script, locale: other_script.clone() });
        plain.add_rules(&language, &mut rules);
        // What says the same as all that follows need not be said.
        let is_like_the_last = |rule: &Rule| rule.locale == plain.locale;
        let needed = rules.iter().rposition(|rule| !is_like_the_last(rule));
        rules.drain(needed.map_or(0, |place| place + 1)..rules.len() - 1);
        rules
    }
}

impl Answer {
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

/// `tw`, or `(?:hk|mo|tw)`
fn alternatives<S: AsRef<str>>(words: &[S]) -> String {
    match words {
        [word] => word.as_ref().to_owned(),
        words => {
            let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
            format!("(?:{})", words.join("|"))
        }
    }
}

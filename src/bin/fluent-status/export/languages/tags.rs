//! Lists of tags, for servers and hosts that compare whole ones.

use serde::Serialize;

use super::{Answer, Answers, Group, Languages, REGIONS};

/// For languages that are written in more than one way, the countries where they are sure to be
/// read as the negotiator says. For most it cannot be told from a reader's address.
const HOMES: &[(&str, &str)] = &[("en", "gb us"), ("pt", "br pt"), ("zh", "cn hk mo sg tw")];

/// A tag in lower case, and the locale that it leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tag {
    pub tag: String,
    pub locale: String,
}

/// A language, a country where it matters, and the locale that they lead to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Home {
    pub language: String,
    pub country: Option<&'static str>,
    pub locale: String,
}

impl Languages {
    /// The tags that lead elsewhere than what they begin with, before that. What follows a script is
    /// left out.
    pub fn tags(&self) -> Vec<Tag> {
        self.groups
            .iter()
            .flat_map(|group| group.codes.iter().flat_map(|code| group.tags(code)))
            .collect()
    }

    /// All tags: also those with a region that leads nowhere else, and `zh-yue` for `yue`.
    pub fn all_tags(&self) -> Vec<Tag> {
        let mut tags = self.tags();
        for group in &self.groups {
            for code in &group.codes {
                for prefix in &group.prefixes {
                    tags.extend(group.tags(&format!("{prefix}-{code}")));
                }
                if code.len() == 2 {
                    group.add_tags_with_regions(code, &mut tags);
                }
            }
        }
        tags
    }

    /// What stands before another language, as in `zh-yue`, and what stands behind it.
    pub fn extended(&self) -> (Vec<&str>, Vec<&str>) {
        let groups = || self.groups.iter().filter(|group| !group.prefixes.is_empty());
        let mut prefixes: Vec<&str> =
            groups().flat_map(|group| &group.prefixes).map(String::as_str).collect();
        prefixes.sort_unstable();
        prefixes.dedup();
        (prefixes, groups().flat_map(|group| &group.codes).map(String::as_str).collect())
    }

    /// The locales behind the default one, with those first that a language leads to by itself, and
    /// then those that it leads to by its script alone.
    pub fn by_priority(&self, locales: &[String]) -> Vec<String> {
        let is_plain =
            |locale: &String| self.groups.iter().any(|group| group.answers.plain.locale == *locale);
        let scripts = || self.groups.iter().flat_map(|group| group.answers.scripts.values());
        let is_of_script = |locale: &String| scripts().any(|answer| answer.locale == *locale);
        let mut sorted = locales.to_vec();
        if let Some((_default, others)) = sorted.split_first_mut() {
            others.sort_by_key(|locale| (!is_plain(locale), !is_of_script(locale)));
        }
        sorted
    }

    /// For a host that compares no more than a language and a country. A language that is written
    /// in more than one way is left out, save in a few countries.
    pub fn homes(&self) -> Vec<Home> {
        let mut homes = Vec::new();
        for Group { codes, answers: Answers { plain, .. }, .. } in &self.groups {
            for code in codes.iter().filter(|code| code.len() == 2) {
                let home = |country, locale: &str| Home {
                    language: code.clone(),
                    country,
                    locale: locale.to_owned(),
                };
                if plain.regions.is_empty() {
                    homes.push(home(None, &plain.locale));
                } else {
                    let locale = |country| plain.regions.get(country).unwrap_or(&plain.locale);
                    let countries = HOMES.iter().filter(|(language, _)| language == code);
                    let countries = countries.flat_map(|(_, countries)| countries.split(' '));
                    homes.extend(countries.map(|country| home(Some(country), locale(country))));
                }
            }
        }
        homes
    }
}

impl Group {
    /// The tags of a language of this group that lead elsewhere than what they begin with.
    fn tags(&self, code: &str) -> Vec<Tag> {
        let Answers { plain, scripts, .. } = &self.answers;
        let scripts = scripts.iter().map(|(script, answer)| (script, &answer.locale));
        let subtags = scripts.chain(&plain.regions);
        let tag = |tag, locale: &String| Tag { tag, locale: locale.clone() };
        let longer = subtags.map(|(subtag, locale)| tag(format!("{code}-{subtag}"), locale));
        longer.chain([tag(code.to_owned(), &plain.locale)]).collect()
    }

    /// Those with a region that does not, and those with a script and a region.
    fn add_tags_with_regions(&self, code: &str, tags: &mut Vec<Tag>) {
        let Answers { plain, scripts, .. } = &self.answers;
        let mut add = |tag: &str, answer: &Answer, is_new: &dyn Fn(&str) -> bool| {
            let regions = REGIONS.split(' ').filter(|region| is_new(region));
            tags.extend(regions.map(|region| Tag {
                tag: format!("{tag}-{region}"),
                locale: answer.regions.get(region).unwrap_or(&answer.locale).clone(),
            }));
        };
        add(code, plain, &|region| !plain.regions.contains_key(region));
        for (script, answer) in scripts.iter().filter(|(_, answer)| answer.locale != plain.locale) {
            add(&format!("{code}-{script}"), answer, &|_| true);
        }
    }
}

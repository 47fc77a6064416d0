//! Lists of tags, for servers and hosts that compare whole tags.

use serde::Serialize;

use super::{Group, LanguageMatches, Languages, REGIONS, ScriptMatch};

/// For languages with several locales, the countries in which users almost certainly read the
/// negotiated locale. An IP address in another country does not determine it.
const COUNTRIES: &[(&str, &str)] = &[("en", "gb us"), ("pt", "br pt"), ("zh", "cn hk mo sg tw")];

/// A tag in lower case, and its locale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tag {
    pub tag: String,
    pub locale: String,
}

/// A language, a country if the locale depends on it, and the locale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CountryTag {
    pub language: String,
    pub country: Option<&'static str>,
    pub locale: String,
}

impl Languages {
    /// Returns the tags whose locale differs from the locale of their prefix, each before its
    /// prefix. Subtags after a script are omitted.
    pub fn tags(&self) -> Vec<Tag> {
        self.groups
            .iter()
            .flat_map(|group| group.languages.iter().flat_map(|language| group.tags(language)))
            .collect()
    }

    /// Returns all tags, including those with a redundant region and those with a macrolanguage,
    /// such as `zh-yue` for `yue`.
    pub fn all_tags(&self) -> Vec<Tag> {
        let mut tags = self.tags();
        for group in &self.groups {
            for language in &group.languages {
                for macrolanguage in &group.macrolanguages {
                    tags.extend(group.tags(&format!("{macrolanguage}-{language}")));
                }
                if language.len() == 2 {
                    group.add_tags_with_regions(language, &mut tags);
                }
            }
        }
        tags
    }

    /// Returns the macrolanguages that can precede another language, as in `zh-yue`, and those
    /// other languages.
    pub fn extended(&self) -> (Vec<&str>, Vec<&str>) {
        let groups = || self.groups.iter().filter(|group| !group.macrolanguages.is_empty());
        let mut macrolanguages: Vec<&str> =
            groups().flat_map(|group| &group.macrolanguages).map(String::as_str).collect();
        macrolanguages.sort_unstable();
        macrolanguages.dedup();
        let languages = groups().flat_map(|group| &group.languages).map(String::as_str);
        (macrolanguages, languages.collect())
    }

    /// Sorts the locales after the default: first the locales of a language without a script, then
    /// the locales of a language with a script.
    pub fn by_priority(&self, locales: &[String]) -> Vec<String> {
        let needs_no_script = |locale: &String| {
            self.groups.iter().any(|group| group.matches.without_script.locale == *locale)
        };
        let scripts = || self.groups.iter().flat_map(|group| group.matches.scripts.values());
        let has_script = |locale: &String| scripts().any(|matched| matched.locale == *locale);
        let mut sorted = locales.to_vec();
        if let Some((_default, others)) = sorted.split_first_mut() {
            others.sort_by_key(|locale| (!needs_no_script(locale), !has_script(locale)));
        }
        sorted
    }

    /// Returns tags for a host that compares only a language and a country. A language whose
    /// locale depends on the country is listed only with the countries in [`COUNTRIES`].
    pub fn country_tags(&self) -> Vec<CountryTag> {
        let mut tags = Vec::new();
        for Group { languages, matches, .. } in &self.groups {
            let LanguageMatches { without_script, .. } = matches;
            for language in languages.iter().filter(|language| language.len() == 2) {
                let tag = |country, locale: &str| CountryTag {
                    language: language.clone(),
                    country,
                    locale: locale.to_owned(),
                };
                if without_script.regions.is_empty() {
                    tags.push(tag(None, &without_script.locale));
                } else {
                    let locale = |country| {
                        without_script.regions.get(country).unwrap_or(&without_script.locale)
                    };
                    let countries = COUNTRIES.iter().filter(|(listed, _)| listed == language);
                    let countries = countries.flat_map(|(_, countries)| countries.split(' '));
                    tags.extend(countries.map(|country| tag(Some(country), locale(country))));
                }
            }
        }
        tags
    }
}

impl Group {
    /// Returns the tags of a language whose locale differs from the locale of their prefix.
    fn tags(&self, language: &str) -> Vec<Tag> {
        let LanguageMatches { without_script, scripts, .. } = &self.matches;
        let scripts = scripts.iter().map(|(script, matched)| (script, &matched.locale));
        let subtags = scripts.chain(&without_script.regions);
        let tag = |tag, locale: &String| Tag { tag, locale: locale.clone() };
        let longer = subtags.map(|(subtag, locale)| tag(format!("{language}-{subtag}"), locale));
        longer.chain([tag(language.to_owned(), &without_script.locale)]).collect()
    }

    /// Adds the tags with a redundant region, and the tags with a script and a region.
    fn add_tags_with_regions(&self, language: &str, tags: &mut Vec<Tag>) {
        let LanguageMatches { without_script, scripts, .. } = &self.matches;
        let mut add = |tag: &str, matched: &ScriptMatch, is_new: &dyn Fn(&str) -> bool| {
            let regions = REGIONS.split(' ').filter(|region| is_new(region));
            tags.extend(regions.map(|region| Tag {
                tag: format!("{tag}-{region}"),
                locale: matched.regions.get(region).unwrap_or(&matched.locale).clone(),
            }));
        };
        add(language, without_script, &|region| !without_script.regions.contains_key(region));
        for (script, matched) in
            scripts.iter().filter(|(_, matched)| matched.locale != without_script.locale)
        {
            add(&format!("{language}-{script}"), matched, &|_| true);
        }
    }
}

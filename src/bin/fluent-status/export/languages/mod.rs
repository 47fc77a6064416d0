//! The locale for each language tag, for servers that cannot call the negotiator.
//!
//! The negotiator resolves every tag that can matter, so that a server and the library agree for any
//! set of locales.

mod rules;
mod tags;

use std::collections::BTreeMap;

use fluent_status::negotiation::Negotiator;

pub use self::tags::{CountryTag, Tag};

/// The scripts that languages are written in (ISO 15924).
const SCRIPTS: &str = "adlm arab armn beng bopo cans cher cyrl deva ethi geor grek gujr guru hang \
    hans hant hebr java jpan khmr knda kore laoo latn mlym mong mtei mymr nkoo olck orya sinh syrc \
    tale taml telu tfng thaa thai tibt yiii";

/// A private-use script. Its result applies to every script that is not in [`SCRIPTS`].
const PRIVATE_USE_SCRIPT: &str = "qaaa";

/// The regions of ISO 3166-1, and the UN M.49 areas in tags for English and Spanish.
const REGIONS: &str = "ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj \
    bl bm bn bo bq br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz \
    de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp \
    gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki \
    km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp \
    mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm \
    pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx \
    sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu \
    wf ws ye yt za zm zw 001 150 419";

/// The tag that old Windows software sends for Traditional Chinese. It has no region and no script
/// subtag.
const OLD_WINDOWS_TAG: &str = "zh-cht";

pub struct Languages {
    groups: Vec<Group>,
}

/// Languages for which the negotiator returns the same results.
struct Group {
    languages: Vec<String>,
    /// The macrolanguages that can precede these languages: `zh-yue` is an old form of `yue`.
    macrolanguages: Vec<String>,
    matches: LanguageMatches,
}

/// The locales for all tags of a language.
#[derive(PartialEq, Eq)]
struct LanguageMatches {
    /// The result for tags without a script.
    without_script: ScriptMatch,
    scripts: BTreeMap<&'static str, ScriptMatch>,
    /// The locale for tags with a script that is not in `scripts`.
    other_script: String,
}

/// The locales for a language in one script.
#[derive(PartialEq, Eq)]
struct ScriptMatch {
    locale: String,
    /// The regions with another locale.
    regions: BTreeMap<&'static str, String>,
}

impl Languages {
    pub fn new(negotiator: &Negotiator) -> Self {
        let matcher = Matcher(negotiator);
        let matched = |letters| language_codes(letters).filter(|code| matcher.has_match(code));
        let mut groups: Vec<Group> = Vec::new();
        let mut add = |language: String, macrolanguages, matches| {
            let is_equal = |group: &&mut Group| {
                group.macrolanguages == macrolanguages && group.matches == matches
            };
            match groups.iter_mut().find(is_equal) {
                Some(group) => group.languages.push(language),
                None => groups.push(Group { languages: vec![language], macrolanguages, matches }),
            }
        };
        let two_letter: Vec<(String, LanguageMatches)> =
            matched(2).map(|code| (code.clone(), matcher.language_matches(&code))).collect();
        // Longer patterns come first, because `zh-yue` starts with `zh`.
        if matcher.has_match(OLD_WINDOWS_TAG) {
            let matches = matcher.language_matches(OLD_WINDOWS_TAG);
            add(OLD_WINDOWS_TAG.to_owned(), Vec::new(), matches);
        }
        for code in matched(3) {
            let matches = matcher.language_matches(&code);
            // `cmn` is a synonym of `zh`.
            let synonym = two_letter.iter().find(|(_, other)| *other == matches);
            let synonym = synonym.map(|(synonym, _)| synonym);
            let is_macrolanguage = |language: &&String| {
                let extended = format!("{language}-{code}");
                synonym.is_none_or(|synonym| synonym == *language)
                    && matcher.has_match(&extended)
                    && matcher.language_matches(&extended) == matches
            };
            let macrolanguages = two_letter.iter().map(|(language, _)| language);
            let macrolanguages = macrolanguages.filter(is_macrolanguage).cloned().collect();
            add(code, macrolanguages, matches);
        }
        for (code, matches) in two_letter {
            add(code, Vec::new(), matches);
        }
        Self { groups }
    }
}

/// The results of a negotiator for single tags.
struct Matcher<'n>(&'n Negotiator);

impl Matcher<'_> {
    fn has_match(&self, tag: &str) -> bool {
        self.0.negotiate(tag).best_match().is_some()
    }

    /// Returns the best locale, or the default locale if no locale matches.
    fn locale(&self, tag: &str) -> String {
        self.0.negotiate(tag).iter().next().map(ToString::to_string).unwrap_or_default()
    }

    fn language_matches(&self, language: &str) -> LanguageMatches {
        let other_script = self.locale(&format!("{language}-{PRIVATE_USE_SCRIPT}"));
        let tags = SCRIPTS.split(' ').map(|script| (script, format!("{language}-{script}")));
        let scripts = tags
            .filter(|(_, tag)| self.locale(tag) != other_script)
            .map(|(script, tag)| (script, self.script_match(&tag)))
            .collect();
        LanguageMatches { without_script: self.script_match(language), scripts, other_script }
    }

    fn script_match(&self, tag: &str) -> ScriptMatch {
        let locale = self.locale(tag);
        let regions = REGIONS
            .split(' ')
            .map(|region| (region, self.locale(&format!("{tag}-{region}"))))
            .filter(|(_, other)| *other != locale);
        ScriptMatch { regions: regions.collect(), locale }
    }
}

/// Returns all codes with a number of letters: `aa` to `zz` for two.
fn language_codes(letters: u32) -> impl Iterator<Item = String> {
    let letter = |number: u32| char::from(b'a' + u8::try_from(number % 26).unwrap_or_default());
    (0..26_u32.pow(letters)).map(move |number| {
        (0..letters).rev().map(|digit| letter(number / 26_u32.pow(digit))).collect()
    })
}

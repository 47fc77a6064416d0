//! Which language tags lead to which locale, in the words of a server that cannot ask us.
//!
//! The negotiator is asked about every tag that could matter, so that a server and the library
//! agree, whatever the locales.

mod rules;
mod tags;

use std::collections::BTreeMap;

use fluent_status::negotiation::Negotiator;

pub use self::tags::{Home, Tag};

/// The scripts that languages are written in (ISO 15924).
const SCRIPTS: &str = "adlm arab armn beng bopo cans cher cyrl deva ethi geor grek gujr guru hang \
    hans hant hebr java jpan khmr knda kore laoo latn mlym mong mtei mymr nkoo olck orya sinh syrc \
    tale taml telu tfng thaa thai tibt yiii";

/// A script that nobody's language is written in: what is said of it holds for every other one.
const NO_SCRIPT: &str = "qaaa";

/// The regions of ISO 3166-1, and the areas that tags carry for English and Spanish.
const REGIONS: &str = "ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj \
    bl bm bn bo bq br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz \
    de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp \
    gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki \
    km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp \
    mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm \
    pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx \
    sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu \
    wf ws ye yt za zm zw 001 150 419";

/// What old Windows software sends for Traditional Chinese. It has no region, and no script.
const OLD_TAG: &str = "zh-cht";

pub struct Languages {
    groups: Vec<Group>,
}

/// Languages of which the negotiator says the same.
struct Group {
    codes: Vec<String>,
    /// The languages that can stand before these: `zh-yue` is an old way to write `yue`.
    prefixes: Vec<String>,
    answers: Answers,
}

/// Where the tags of a language lead.
#[derive(PartialEq, Eq)]
struct Answers {
    /// Those without a script.
    plain: Answer,
    scripts: BTreeMap<&'static str, Answer>,
    /// Those with a script that is not among these.
    other_script: String,
}

#[derive(PartialEq, Eq)]
struct Answer {
    locale: String,
    /// The regions that lead elsewhere.
    regions: BTreeMap<&'static str, String>,
}

impl Languages {
    pub fn of(negotiator: &Negotiator) -> Self {
        let asked = Asked(negotiator);
        let reached = |letters| codes_of(letters).filter(|code| asked.reaches(code));
        let mut groups: Vec<Group> = Vec::new();
        let mut add = |code: String, prefixes, answers| {
            let is_alike =
                |group: &&mut Group| group.prefixes == prefixes && group.answers == answers;
            match groups.iter_mut().find(is_alike) {
                Some(group) => group.codes.push(code),
                None => groups.push(Group { codes: vec![code], prefixes, answers }),
            }
        };
        let short: Vec<(String, Answers)> =
            reached(2).map(|code| (code.clone(), asked.answers(&code))).collect();
        // The longer patterns first: `zh-yue` begins like `zh`.
        if asked.reaches(OLD_TAG) {
            add(OLD_TAG.to_owned(), Vec::new(), asked.answers(OLD_TAG));
        }
        for code in reached(3) {
            let answers = asked.answers(&code);
            // `cmn` is another name of `zh`.
            let twin = short.iter().find(|(_, other)| *other == answers).map(|(twin, _)| twin);
            let is_prefix = |language: &&String| {
                let extended = format!("{language}-{code}");
                twin.is_none_or(|twin| twin == *language)
                    && asked.reaches(&extended)
                    && asked.answers(&extended) == answers
            };
            let prefixes = short.iter().map(|(language, _)| language).filter(is_prefix);
            let prefixes = prefixes.cloned().collect();
            add(code, prefixes, answers);
        }
        for (code, answers) in short {
            add(code, Vec::new(), answers);
        }
        Self { groups }
    }
}

/// What the negotiator says.
struct Asked<'n>(&'n Negotiator);

impl Asked<'_> {
    fn reaches(&self, tag: &str) -> bool {
        self.0.negotiate(tag).best_match().is_some()
    }

    /// The default locale, where nothing better is there.
    fn locale(&self, tag: &str) -> String {
        self.0.negotiate(tag).iter().next().map(ToString::to_string).unwrap_or_default()
    }

    fn answers(&self, language: &str) -> Answers {
        let other_script = self.locale(&format!("{language}-{NO_SCRIPT}"));
        let tags = SCRIPTS.split(' ').map(|script| (script, format!("{language}-{script}")));
        let scripts = tags
            .filter(|(_, tag)| self.locale(tag) != other_script)
            .map(|(script, tag)| (script, self.answer(&tag)));
        Answers { plain: self.answer(language), scripts: scripts.collect(), other_script }
    }

    fn answer(&self, tag: &str) -> Answer {
        let locale = self.locale(tag);
        let regions = REGIONS
            .split(' ')
            .map(|region| (region, self.locale(&format!("{tag}-{region}"))))
            .filter(|(_, other)| *other != locale);
        Answer { regions: regions.collect(), locale }
    }
}

/// All codes of some letters: `aa` to `zz`.
fn codes_of(letters: u32) -> impl Iterator<Item = String> {
    let letter = |number: u32| char::from(b'a' + u8::try_from(number % 26).unwrap_or_default());
    (0..26_u32.pow(letters)).map(move |number| {
        (0..letters).rev().map(|place| letter(number / 26_u32.pow(place))).collect()
    })
}

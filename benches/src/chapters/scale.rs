//! How cost grows.

use std::cell::RefCell;

use fluent_status::Catalog;

use super::Chapter;
use crate::contest::{Contest, Side, side};
use crate::growth::{Growth, SIZES};
use crate::texts::{self, keep, mix};

const CHROME: &str = "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7";

pub fn chapter() -> Chapter {
    let mut contests = Vec::new();
    for [small, larger @ ..] in SIZES {
        for large in larger {
            contests.extend(grown(small, large));
        }
    }
    let embedded = Catalog::embedded();
    let negotiate = |header: String| embedded.negotiate(header);
    let hostile = RefCell::new(hostile_headers(texts::random()));
    contests.push(Contest::new(
        "a hostile header of 8 kB to a chain, each another",
        side(move || hostile.borrow_mut().by_ref().take(200).collect(), negotiate),
        "an honest one of 32 languages",
        side(|| vec![honest_header(); 200], negotiate),
    ));
    Chapter {
        title: "Growth",
        about: "A catalogue with overlays against one with the texts of the crate alone. Each \
                further locale has a whole `messages.ftl`, each further phrasing a description \
                for every registered code; further codes are described in English. The header is \
                Chrome's for `zh-TW`.",
        contests,
    }
}

/// The work of a start and of a request, in a larger catalogue and in a small one.
fn grown(small: Growth, large: Growth) -> [Contest; 3] {
    let (of_small, of_large) = (keep(small.folder()), keep(large.folder()));
    let (small_one, large_one) = (keep(Growth::build(of_small)), keep(Growth::build(of_large)));
    let reference = keep(small.name()).as_str();
    let build = |folder| side(|| vec![(); 2], move |()| Growth::build(folder));
    let negotiate =
        |catalog: &'static Catalog| side(|| vec![CHROME; 500], |header| catalog.negotiate(header));
    let describe = |catalog: &'static Catalog| -> Side {
        let lookup = keep(catalog.lookup(keep(catalog.negotiate(CHROME))));
        side(mix, |code| lookup.description(code))
    };
    [
        ("reading and building", build(of_large), build(of_small)),
        ("a header to a chain", negotiate(large_one), negotiate(small_one)),
        ("a description, mix of codes", describe(large_one), describe(small_one)),
    ]
    .map(|(work, ours, theirs)| {
        Contest::new(format!("{work}, {}", large.name()), ours, reference, theirs)
    })
}

/// Fields that no cache has seen, as long as servers take them, full of tags that might be aliases.
pub fn hostile_headers(mut random: impl FnMut() -> usize) -> impl Iterator<Item = String> {
    std::iter::repeat_with(move || {
        let mut header = String::with_capacity(8192);
        while header.len() < 8192 - 24 {
            let number = random();
            let letter = |place: usize| char::from(b'a' + ((number >> place) % 26) as u8);
            header.extend([letter(0), letter(8), letter(16)]);
            header.push_str("-Hant-XX;q=0.");
            header.push_str(&(number >> 24 & 0xFF).to_string());
            header.push(',');
        }
        header
    })
}

/// What an app sends for someone who lists as many languages as are read, each in full.
fn honest_header() -> String {
    let languages = "zh-Hant-TW zh-Hant-HK zh-Hans-CN yue-Hant-HK nan-Hant-TW en-TW en-US ja-JP \
                     ko-KR fil-PH haw-US ceb-PH vi-VN th-TH id-ID ms-MY sr-Latn-RS sr-Cyrl-RS \
                     uz-Latn-UZ az-Latn-AZ pa-Guru-IN hi-IN fr-FR de-DE es-419 pt-BR it-IT nl-NL \
                     pl-PL ru-RU uk-UA ar-EG";
    let element = |(place, language): (usize, &str)| match place {
        0 => language.to_owned(),
        _ => format!("{language};q={:.2}", 1.0 - 0.03 * place as f64),
    };
    languages.split(' ').enumerate().map(element).collect::<Vec<_>>().join(", ")
}

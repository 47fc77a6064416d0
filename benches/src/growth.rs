//! Catalogues that overlays make larger.

use fluent_status::Catalog;
use tempfile::TempDir;

use crate::texts::{self, REGISTRY};

/// What there is more of, and how much with the texts of the crate alone.
#[derive(Clone, Copy)]
pub enum Growth {
    Locales(usize),
    Phrasings(usize),
    Codes(usize),
}

use Growth::{Codes, Locales, Phrasings};

/// The first of each kind is the catalogue without an overlay.
pub const SIZES: [[Growth; 3]; 3] = [
    [Locales(3), Locales(30), Locales(300)],
    [Phrasings(4), Phrasings(12), Phrasings(36)],
    [Codes(64), Codes(200), Codes(600)],
];

impl Growth {
    pub fn name(self) -> String {
        match self {
            Locales(size) => format!("{size} locales"),
            Phrasings(size) => format!("{size} phrasings"),
            Codes(size) => format!("{size} codes"),
        }
    }

    /// The files that bring a catalogue to this size.
    pub fn folder(self) -> TempDir {
        let registered: Vec<u16> = Catalog::embedded().codes().map(|code| code.as_u16()).collect();
        let folder = texts::folder([]);
        match self {
            Locales(size) => {
                for tag in tags().take(size - Catalog::embedded().locales().len()) {
                    texts::write(folder.path(), &format!("{tag}/messages.ftl"), REGISTRY);
                }
            }
            Phrasings(size) => {
                for number in Catalog::embedded().phrasings().len()..size {
                    let text = descriptions(registered.iter().copied());
                    texts::write(folder.path(), &format!("en/own-{number}.ftl"), &text);
                }
            }
            Codes(size) => {
                let others = (100..=999).filter(|code| !registered.contains(code));
                let text = descriptions(others.take(size - registered.len()));
                if !text.is_empty() {
                    texts::write(folder.path(), "en/concise.ftl", &text);
                }
            }
        }
        folder
    }

    pub fn build(folder: &TempDir) -> Catalog {
        Catalog::builder().overlay(folder.path()).build().expect("texts")
    }
}

fn descriptions(codes: impl Iterator<Item = u16>) -> String {
    codes.map(|code| format!("status-{code} = This text is about {code}.\n")).collect()
}

/// Tags of languages, by their form: it does not matter here whether anyone speaks them.
fn tags() -> impl Iterator<Item = String> {
    let letters = || ('a'..='z').rev();
    letters().flat_map(move |a| letters().map(move |b| format!("{a}{b}"))).filter(|tag| tag != "zh")
}

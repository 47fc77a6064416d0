//! Catalogs that overlays make larger.

use fluent_status::Catalog;
use tempfile::TempDir;

use crate::fixtures::{self, ENGLISH_MESSAGES};

/// The size of a catalog in one dimension.
#[derive(Clone, Copy)]
pub enum Growth {
    Locales(usize),
    Phrasings(usize),
    Codes(usize),
}

use Growth::{Codes, Locales, Phrasings};

pub const SIZES: [Growth; 3] = [Locales(300), Phrasings(36), Codes(600)];

impl Growth {
    pub fn name(self) -> String {
        match self {
            Locales(size) => format!("{size} locales"),
            Phrasings(size) => format!("{size} phrasings"),
            Codes(size) => format!("{size} status codes"),
        }
    }

    /// Creates an overlay directory that brings a catalog to this size.
    pub fn overlay_directory(self) -> TempDir {
        let builtin = Catalog::builtin();
        let described: Vec<u16> = builtin.status_codes().map(|code| code.as_u16()).collect();
        let directory = fixtures::directory([]);
        match self {
            Locales(size) => {
                for tag in tags().take(size - builtin.locales().len()) {
                    let path = format!("{tag}/messages.ftl");
                    fixtures::write(directory.path(), &path, ENGLISH_MESSAGES);
                }
            }
            Phrasings(size) => {
                for number in builtin.phrasings().len()..size {
                    let source = descriptions(described.iter().copied());
                    let path = format!("en/custom-{number}.ftl");
                    fixtures::write(directory.path(), &path, &source);
                }
            }
            Codes(size) => {
                let others = (100..=999).filter(|code| !described.contains(code));
                let source = descriptions(others.take(size - described.len()));
                fixtures::write(directory.path(), "en/concise.ftl", &source);
            }
        }
        directory
    }

    pub fn build(overlay: &TempDir) -> Catalog {
        Catalog::builder().overlay_dir(overlay.path()).build().expect("a catalog")
    }
}

fn descriptions(codes: impl Iterator<Item = u16>) -> String {
    codes.map(|code| format!("status-{code} = This text is about {code}.\n")).collect()
}

/// Returns valid language subtags, whether they are registered or not.
fn tags() -> impl Iterator<Item = String> {
    let letters = || ('a'..='z').rev();
    letters().flat_map(move |a| letters().map(move |b| format!("{a}{b}"))).filter(|tag| tag != "zh")
}

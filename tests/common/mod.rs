//! Fixtures of several test files.

use std::fmt;

/// A row of `descriptions.csv`: one description in a vendor document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quoted {
    pub(crate) document: String,
    pub(crate) locale: String,
    pub(crate) phrasing: String,
    pub(crate) section: String,
    pub(crate) code: String,
    pub(crate) label: String,
    pub(crate) kind: String,
    pub(crate) description: String,
}

impl fmt::Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { document, locale, phrasing, section, code, label, kind, description } = self;
        write!(
            f,
            "{document} {locale}/{phrasing}: {section} {code} {label:?} {kind:?} {description:?}"
        )
    }
}

pub(crate) fn quoted() -> Vec<Quoted> {
    let mut rows = csv::Reader::from_path("tests/data/descriptions.csv").unwrap();
    let columns = "document,locale,phrasing,section,code,label,type,description";
    assert_eq!(rows.headers().unwrap().iter().collect::<Vec<_>>().join(","), columns);
    let quoted = rows.records().map(|row| {
        let mut fields = row.as_ref().unwrap().iter().map(str::to_owned);
        let mut next = || fields.next().unwrap();
        Quoted {
            document: next(),
            locale: next(),
            phrasing: next(),
            section: next(),
            code: next(),
            label: next(),
            kind: next(),
            description: next(),
        }
    });
    quoted.collect()
}

/// Fails with all failures, so that one run shows them all.
#[track_caller]
pub(crate) fn assert_none(failures: &[String]) {
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

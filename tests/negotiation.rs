//! Negotiation, case by case.

use fluent_status::negotiation::{Negotiator, language_identifier};

/// The cases of other projects' suites, and of ours. `(default)`: nothing the reader lists is
/// available, and the first locale answers. `(absent)`: there is no such field.
#[test]
fn vectors() {
    let mut failures = Vec::new();
    let mut cases = csv::Reader::from_path("tests/data/accept-language.csv").unwrap();
    for (row, case) in cases.records().enumerate() {
        let case = case.unwrap();
        let (header, tags, expected, source) = (&case[0], &case[1], &case[2], &case[3]);
        let tags: Vec<&str> = tags.split(' ').collect();
        let mut locales = tags.iter().map(|tag| language_identifier(tag).unwrap());
        let negotiator = Negotiator::new(locales.next().unwrap(), locales);

        let chain = match header {
            "(absent)" => negotiator.negotiate_lines::<str>([]),
            header => negotiator.negotiate(header),
        };
        let place = chain.matched().map(|matched| {
            negotiator.available().iter().position(|locale| locale == matched).unwrap()
        });
        let matched = place.map_or("(default)", |place| tags[place]);
        if matched != expected {
            let line = row + 2;
            failures.push(format!(
                "line {line} ({source}): {header:?} on {tags:?}: expected {expected}, got {matched}"
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

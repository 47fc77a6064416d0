//! The quoted texts are those of the vendor documents, character for character.

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::{Quoted, assert_none, quoted};
use fluent_status::{Catalog, FluentArgs, StatusCode};
use scraper::{ElementRef, Html, Selector};

/// This document is about tasks: what it says of 200 is the other wording of the message.
const ABOUT_TASKS: &str = "001_16889abb37167f0a.txt";

#[test]
fn every_row_comes_back_from_the_library() {
    let rows = quoted();
    assert_eq!(rows.len(), 74);

    let catalog = Catalog::builtin();
    let mut operation = FluentArgs::new();
    operation.set("operation", "task");
    let none = FluentArgs::new();
    let mut findings = Vec::new();
    for (line, row) in (2..).zip(&rows) {
        let chain = catalog.negotiate(&row.locale);
        let values =
            if row.document == ABOUT_TASKS && row.code == "200" { &operation } else { &none };
        let lookup = catalog.lookup(&chain).phrasing(&row.phrasing.parse().unwrap()).args(values);
        let code: StatusCode = row.code.parse().unwrap();
        let message = lookup.message(code);

        let description = message.description();
        let said = (
            description.as_str(),
            description.locale().to_string(),
            message.phrasing().unwrap().as_str(),
        );
        let expected = (row.description.as_str(), row.locale.clone(), row.phrasing.as_str());
        if said != expected || !message.is_exact() {
            let exact = message.is_exact();
            findings.push(format!("line {line}, {row}:\n    said {said:?}, exact: {exact}"));
        }
        if lookup.description(code) != *description {
            findings.push(format!("line {line}, {row}: `description` and `message` differ"));
        }
    }
    assert_none(&findings);
}

#[test]
fn the_fixture_is_what_the_documents_say() {
    let mut findings = Vec::new();
    let rows = quoted();
    let mut documents: Vec<_> =
        fs::read_dir("tests/data/documents").unwrap().map(|entry| entry.unwrap().path()).collect();
    documents.sort();
    for path in &documents {
        let name = path.file_name().unwrap().to_str().unwrap();
        let text = fs::read_to_string(path).unwrap();
        let in_document = read(&text);
        let in_fixture: Vec<Row> =
            rows.iter().filter(|row| row.document == name).map(Row::from).collect();
        if in_document.len() != in_fixture.len() {
            let (document, fixture) = (in_document.len(), in_fixture.len());
            findings.push(format!("{name}: {document} rows, {fixture} in the fixture"));
        }
        for (document, fixture) in in_document.iter().zip(&in_fixture) {
            if document != fixture {
                findings.push(format!("{name}:\n    says {document:?}\n    not  {fixture:?}"));
            }
        }
    }
    let names = documents.iter().map(|path| path.file_name().unwrap().to_str().unwrap());
    let quoted: BTreeSet<&str> = rows.iter().map(|row| row.document.as_str()).collect();
    assert_eq!(names.collect::<BTreeSet<_>>(), quoted);
    assert_none(&findings);
}

/// What a document itself says in one row. Locale and phrasing are this project's words for it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Row {
    section: &'static str,
    code: String,
    label: String,
    kind: String,
    description: String,
}

impl From<&Quoted> for Row {
    fn from(row: &Quoted) -> Self {
        Self {
            section: if row.section == "normal" { "normal" } else { "abnormal" },
            code: row.code.clone(),
            label: row.label.clone(),
            kind: row.kind.clone(),
            description: row.description.clone(),
        }
    }
}

/// A table of a document: what stands before it, and its rows, the header first.
struct Table<'t> {
    caption: &'t str,
    rows: Vec<Vec<String>>,
}

fn read(document: &str) -> Vec<Row> {
    let tables = if document.contains("<table>") { html(document) } else { grid(document) };
    let mut rows = Vec::new();
    for (place, table) in tables.iter().enumerate() {
        let header = &table.rows[0];
        // Two tables a document. The second of 003 is the only one without a word about what it
        // holds.
        let section = match format!("{} {}", table.caption, header.join(" ")) {
            marked if marked.contains("Abnormal") || marked.contains("异常") => "abnormal",
            marked if marked.contains("Normal") || marked.contains("正常") => "normal",
            unmarked => ["", "abnormal"].get(place).expect(&unmarked),
        };
        for cells in &table.rows[1..] {
            assert_eq!(cells.len(), header.len(), "{cells:?}");
            let mut row = Row { section, ..Row::default() };
            for (column, cell) in header.iter().zip(cells) {
                match column.as_str() {
                    "Returned Value" | "返回值" | "Normal Response Code" => {
                        let (code, label) = cell.split_once(' ').unwrap_or((cell, ""));
                        (row.code, row.label) = (code.to_owned(), label.to_owned());
                    }
                    "Type" => row.kind.clone_from(cell),
                    "Description" | "说明" => row.description.clone_from(cell),
                    other => panic!("a column of which the fixture has nothing: {other:?}"),
                }
            }
            rows.push(row);
        }
    }
    let sections: Vec<&str> = rows.iter().map(|row| row.section).collect();
    assert!(sections.is_sorted_by(|a, b| a >= b), "normal, then abnormal: {sections:?}");
    rows
}

/// The HTML tables in a Markdown document. Markdown takes them as they are, however indented.
fn html(document: &str) -> Vec<Table<'_>> {
    let (row, cell) = (Selector::parse("tr").unwrap(), Selector::parse("th, td").unwrap());
    let text = |cell: ElementRef<'_>| cell.text().collect::<String>().trim().to_owned();
    let mut tables = Vec::new();
    let mut rest = document;
    while let Some((caption, after)) = rest.split_once("<table>") {
        let (table, after) = after.split_once("</table>").unwrap();
        let table = Html::parse_fragment(&format!("<table>{table}</table>"));
        let rows = table.select(&row).map(|row| row.select(&cell).map(text).collect()).collect();
        tables.push(Table { caption, rows });
        rest = after;
    }
    tables
}

/// The grid tables of a reStructuredText document, in as far as this document uses them: a line is
/// a row, and no cell spans others.
fn grid(document: &str) -> Vec<Table<'_>> {
    let mut tables: Vec<Table<'_>> = Vec::new();
    let mut caption = "";
    let mut in_table = false;
    for line in document.lines().map(str::trim) {
        if let Some(cells) = line.strip_prefix('|').and_then(|cells| cells.strip_suffix('|')) {
            let cells = cells.split('|').map(|cell| cell.trim().to_owned()).collect();
            tables.last_mut().unwrap().rows.push(cells);
        } else if line.starts_with('+') {
            if !in_table {
                tables.push(Table { caption, rows: Vec::new() });
            }
            in_table = true;
        } else if !line.is_empty() {
            (caption, in_table) = (line, false);
        }
    }
    tables
}

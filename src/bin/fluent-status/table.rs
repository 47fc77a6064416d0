//! `fluent-status table`

use std::io::{self, Write};

use comfy_table::{LineStyle, TableStyle, presets};
use fluent_status::{Catalog, Localized, Lookup, StatusClass, StatusMessage};
use unic_langid::LanguageIdentifier;

use crate::Failure;
use crate::arguments::{Table, TableFormat};

pub fn run(arguments: &Table, out: &mut impl Write) -> Result<(), Failure> {
    let catalog = Catalog::embedded();
    let chain = arguments.reader.chain(catalog);
    let mut lookup = catalog.lookup(&chain);
    let phrasing = arguments.reader.wording.phrasing(catalog)?;
    if let Some(phrasing) = phrasing {
        lookup = lookup.phrasing(phrasing);
    }
    // With a phrasing, the codes that it words: that is what a page for one API lists.
    let messages = catalog.codes().map(|code| lookup.message(code));
    let messages: Vec<StatusMessage<'_>> =
        messages.filter(|message| phrasing.is_none_or(|p| message.phrasing() == p)).collect();
    match arguments.format {
        TableFormat::Text => text(&lookup, &messages, out),
        TableFormat::Markdown => markdown(&lookup, &messages, out),
        TableFormat::Csv => csv(&messages, out),
        TableFormat::Json => json(&messages, out),
    }
}

/// The columns: the code with its registered reason, as it goes over the wire; the reason in the
/// reader's language where that is not English; the description.
fn new_table(lookup: &Lookup<'_, '_>, style: TableStyle) -> comfy_table::Table {
    let headings: &[&str] = match language(lookup).to_string().as_str() {
        "zh-Hans" => &["状态码", "原因", "说明"],
        "zh-Hant" => &["狀態碼", "原因", "說明"],
        _ if is_bilingual(lookup) => &["Code", "Reason", "Description"],
        _ => &["Code", "Description"],
    };
    let mut table = comfy_table::Table::new();
    table.load_style(style).set_header(headings);
    table
}

fn row(lookup: &Lookup<'_, '_>, message: &StatusMessage<'_>) -> Vec<String> {
    let catalog = Catalog::embedded();
    let english = catalog.message(message.code(), &catalog.negotiate("en"));
    let mut cells = vec![format!("{} {}", message.code().as_str(), english.reason())];
    if is_bilingual(lookup) {
        cells.push(message.reason().to_string());
    }
    cells.push(message.description().to_string());
    cells
}

fn is_bilingual(lookup: &Lookup<'_, '_>) -> bool {
    language(lookup).language.as_str() != "en"
}

/// The language that a whole table is in: that of a text which every locale has.
fn language<'c>(lookup: &Lookup<'c, '_>) -> &'c LanguageIdentifier {
    lookup.class_reason(StatusClass::Unknown).locale()
}

/// Runs of messages of one class.
fn by_class<'m, 'c>(
    messages: &'m [StatusMessage<'c>],
) -> impl Iterator<Item = (StatusClass, &'m [StatusMessage<'c>])> {
    let runs = messages.chunk_by(|one, next| one.class() == next.class());
    runs.filter_map(|run| Some((run.first()?.class(), run)))
}

/// "4xx Client Error"
fn class_heading(
    lookup: &Lookup<'_, '_>,
    messages: &[StatusMessage<'_>],
    class: StatusClass,
) -> String {
    let digit = messages.first().map_or(0, |message| message.code().as_u16() / 100);
    format!("{digit}xx {}", lookup.class_reason(class))
}

fn text(
    lookup: &Lookup<'_, '_>,
    messages: &[StatusMessage<'_>],
    out: &mut impl Write,
) -> Result<(), Failure> {
    let style = presets::NOTHING.header_separator(LineStyle::none().fill('─'));
    let mut table = new_table(lookup, style);
    for (class, messages) in by_class(messages) {
        table.add_row([""]).add_row([class_heading(lookup, messages, class)]);
        table.add_rows(messages.iter().map(|message| row(lookup, message)));
    }
    if let Some((terminal_size::Width(width), _)) = terminal_size::terminal_size_of(io::stdout()) {
        wrap_last_column(&mut table, usize::from(width));
    }
    writeln!(out, "{}", table.trim_fmt())?;
    Ok(())
}

/// Breaks the descriptions where their language allows it: not before a Chinese full stop, which
/// the table itself would do.
fn wrap_last_column(table: &mut comfy_table::Table, width: usize) {
    const PADDING: usize = 2;
    let widths = table.column_max_content_widths();
    let Some((_, others)) = widths.split_last() else { return };
    let others: usize = others.iter().map(|&width| usize::from(width) + PADDING).sum();
    let room = width.saturating_sub(others + PADDING).max(20);
    for row in table.row_iter_mut() {
        let cells: Vec<String> = row.cell_iter().map(|cell| cell.content()).collect();
        if let Some((description, others)) =
            cells.split_last().filter(|_| cells.len() == widths.len())
        {
            let wrapped = textwrap::fill(description, room);
            *row = others.iter().chain([&wrapped]).into();
        }
    }
}

/// A heading and a table for each class: ready to stand in a page of documentation.
fn markdown(
    lookup: &Lookup<'_, '_>,
    messages: &[StatusMessage<'_>],
    out: &mut impl Write,
) -> Result<(), Failure> {
    for (place, (class, messages)) in by_class(messages).enumerate() {
        let mut table = new_table(lookup, presets::ASCII_MARKDOWN);
        let cells = |message| row(lookup, message).into_iter().map(|cell| cell.replace('|', r"\|"));
        table.add_rows(messages.iter().map(cells));
        let gap = if place == 0 { "" } else { "\n" };
        writeln!(out, "{gap}## {}\n\n{table}", class_heading(lookup, messages, class))?;
    }
    Ok(())
}

fn csv(messages: &[StatusMessage<'_>], out: &mut impl Write) -> Result<(), Failure> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["code", "reason", "description", "advice", "locale", "phrasing"])?;
    for message in messages {
        let description = message.description();
        csv.write_record([
            message.code().as_str(),
            message.reason().text(),
            description.text(),
            message.advice().map_or("", Localized::text),
            description.locale().to_string().as_str(),
            message.phrasing().as_str(),
        ])?;
    }
    Ok(out.write_all(&csv.into_inner()?)?)
}

fn json(messages: &[StatusMessage<'_>], out: &mut impl Write) -> Result<(), Failure> {
    for message in messages {
        writeln!(out, "{}", serde_json::to_string(message)?)?;
    }
    Ok(())
}

//! `fluent-status table`

use std::io::{self, Write};

use comfy_table::{LineStyle, TableStyle, presets};
use fluent_status::{
    Catalog, LanguageIdentifier, Localized, Lookup, Message, Phrasing, StatusClass, StatusCode,
};

use crate::Failure;
use crate::arguments::{Table, TableFormat};

pub fn run(arguments: &Table, out: &mut impl Write) -> Result<(), Failure> {
    let catalog = arguments.overlays.catalog()?;
    let chain = arguments.preferences.chain(&catalog);
    let mut lookup = catalog.lookup(&chain);
    let phrasing = arguments.preferences.phrasing.find(&catalog)?;
    if let Some(phrasing) = phrasing {
        lookup = lookup.phrasing(phrasing);
    }
    // With --phrasing, only the codes that have a description in this phrasing.
    let messages = catalog.status_codes().map(|code| lookup.message(code));
    let messages = messages
        .filter(|message| phrasing.is_none_or(|name| message.phrasing() == Some(name)))
        .collect();
    let table = StatusTable { catalog: &catalog, lookup, messages };
    match arguments.format {
        TableFormat::Text => table.print_text(out),
        TableFormat::Markdown => table.print_markdown(out),
        TableFormat::Csv => print_csv(&table.messages, out),
        TableFormat::Json => print_json(&table.messages, out),
    }
}

struct StatusTable<'c, 'a> {
    catalog: &'c Catalog,
    lookup: Lookup<'c, 'a>,
    messages: Vec<Message<'c>>,
}

impl<'c> StatusTable<'c, '_> {
    /// Returns a table with the columns code and English reason, localized reason (unless it is
    /// English), and description.
    fn new_table(&self, style: TableStyle) -> comfy_table::Table {
        let headings: &[&str] = match self.language().to_string().as_str() {
            "zh-Hans" => &["状态码", "原因", "说明"],
            "zh-Hant" => &["狀態碼", "原因", "說明"],
            _ if self.is_bilingual() => &["Code", "Reason", "Description"],
            _ => &["Code", "Description"],
        };
        let mut table = comfy_table::Table::new();
        table.load_style(style).set_header(headings);
        table
    }

    fn row(&self, message: &Message<'_>) -> Vec<String> {
        let code = status_code(message);
        let mut cells = vec![format!("{} {}", code.as_str(), self.english_reason(code))];
        if self.is_bilingual() {
            cells.push(message.reason().to_string());
        }
        cells.push(message.description().to_string());
        cells
    }

    /// Returns the registered reason of a code, or the English reason of an overlay if the code is
    /// not registered.
    fn english_reason(&self, code: StatusCode) -> String {
        let english = |catalog: &Catalog| {
            let message = catalog.message(code, &catalog.negotiate("en"));
            message.is_exact().then(|| message.reason().to_string())
        };
        english(Catalog::builtin()).or_else(|| english(self.catalog)).unwrap_or_default()
    }

    fn is_bilingual(&self) -> bool {
        self.language().language.as_str() != "en"
    }

    /// Returns the language of the table: the first locale with a reason for unknown codes, which
    /// every complete locale has.
    fn language(&self) -> LanguageIdentifier {
        self.lookup.class_reason(StatusClass::Unknown).locale().clone()
    }

    /// Splits the messages by class, each with a heading such as "4xx Client Error".
    fn by_class(&self) -> impl Iterator<Item = (String, &[Message<'c>])> {
        let chunks = self.messages.chunk_by(|a, b| a.class() == b.class());
        chunks.filter_map(|chunk| {
            let first = chunk.first()?;
            let digit = status_code(first).as_u16() / 100;
            Some((
                format!("{digit}xx {}", self.lookup.class_reason(status_code(first).into())),
                chunk,
            ))
        })
    }

    fn print_text(&self, out: &mut impl Write) -> Result<(), Failure> {
        let style = presets::NOTHING.header_separator(LineStyle::none().fill('─'));
        let mut table = self.new_table(style);
        for (heading, messages) in self.by_class() {
            table.add_row([""]).add_row([heading]);
            table.add_rows(messages.iter().map(|message| self.row(message)));
        }
        if let Some((terminal_size::Width(width), _)) =
            terminal_size::terminal_size_of(io::stdout())
        {
            wrap_last_column(&mut table, usize::from(width));
        }
        writeln!(out, "{}", table.trim_fmt())?;
        Ok(())
    }

    /// Prints a heading and a table for each class, ready for a page of documentation.
    fn print_markdown(&self, out: &mut impl Write) -> Result<(), Failure> {
        for (index, (heading, messages)) in self.by_class().enumerate() {
            let mut table = self.new_table(presets::ASCII_MARKDOWN);
            let cells =
                |message| self.row(message).into_iter().map(|cell| cell.replace('|', r"\|"));
            table.add_rows(messages.iter().map(cells));
            let gap = if index == 0 { "" } else { "\n" };
            writeln!(out, "{gap}## {heading}\n\n{table}")?;
        }
        Ok(())
    }
}

/// Returns the status code of a message: every message of the table has one.
fn status_code(message: &Message<'_>) -> StatusCode {
    message.status().unwrap_or_default()
}

/// Wraps the descriptions by the line breaking rules of Unicode. `comfy_table` itself would break
/// before a Chinese full stop.
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

fn print_csv(messages: &[Message<'_>], out: &mut impl Write) -> Result<(), Failure> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["code", "reason", "description", "advice", "locale", "phrasing"])?;
    for message in messages {
        let description = message.description();
        csv.write_record([
            status_code(message).as_str(),
            message.reason().as_str(),
            description.as_str(),
            message.advice().map_or("", Localized::as_str),
            description.locale().to_string().as_str(),
            message.phrasing().map_or("", Phrasing::as_str),
        ])?;
    }
    Ok(out.write_all(&csv.into_inner()?)?)
}

fn print_json(messages: &[Message<'_>], out: &mut impl Write) -> Result<(), Failure> {
    for message in messages {
        writeln!(out, "{}", serde_json::to_string(message)?)?;
    }
    Ok(())
}

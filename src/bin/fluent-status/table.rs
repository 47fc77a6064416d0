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
    let rows = catalog.status_codes().map(|code| Row { code, message: lookup.message(code) });
    let has_phrasing =
        |row: &Row<'_>| phrasing.is_none_or(|name| row.message.phrasing() == Some(name));
    let rows = rows.filter(has_phrasing).collect();
    let table = StatusTable { catalog: &catalog, lookup, rows };
    match arguments.format {
        TableFormat::Text => table.print_text(out),
        TableFormat::Markdown => table.print_markdown(out),
        TableFormat::Csv => print_csv(&table.rows, out),
        TableFormat::Json => print_json(&table.rows, out),
    }
}

struct StatusTable<'c, 'a> {
    catalog: &'c Catalog,
    lookup: Lookup<'c, 'a>,
    rows: Vec<Row<'c>>,
}

struct Row<'c> {
    code: StatusCode,
    message: Message<'c>,
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

    fn cells(&self, Row { code, message }: &Row<'_>) -> Vec<String> {
        let mut cells = vec![format!("{} {}", code.as_str(), self.english_reason(*code))];
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

    /// Splits the rows by class, each with a heading such as "4xx Client Error".
    fn by_class(&self) -> impl Iterator<Item = (String, &[Row<'c>])> {
        let class = |row: &Row<'_>| StatusClass::from(row.code);
        let chunks = self.rows.chunk_by(move |a, b| class(a) == class(b));
        chunks.filter_map(move |chunk| {
            let first = chunk.first()?;
            let digit = first.code.as_u16() / 100;
            Some((format!("{digit}xx {}", self.lookup.class_reason(class(first))), chunk))
        })
    }

    fn print_text(&self, out: &mut impl Write) -> Result<(), Failure> {
        let style = presets::NOTHING.header_separator(LineStyle::none().fill('─'));
        let mut table = self.new_table(style);
        for (heading, rows) in self.by_class() {
            table.add_row([""]).add_row([heading]);
            table.add_rows(rows.iter().map(|row| self.cells(row)));
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
        for (index, (heading, rows)) in self.by_class().enumerate() {
            let mut table = self.new_table(presets::ASCII_MARKDOWN);
            let cells = |row| self.cells(row).into_iter().map(|cell| cell.replace('|', r"\|"));
            table.add_rows(rows.iter().map(cells));
            let gap = if index == 0 { "" } else { "\n" };
            writeln!(out, "{gap}## {heading}\n\n{table}")?;
        }
        Ok(())
    }
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

fn print_csv(rows: &[Row<'_>], out: &mut impl Write) -> Result<(), Failure> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["code", "reason", "description", "advice", "locale", "phrasing"])?;
    for Row { code, message } in rows {
        let description = message.description();
        csv.write_record([
            code.as_str(),
            message.reason().as_str(),
            description.as_str(),
            message.advice().map_or("", Localized::as_str),
            description.locale().to_string().as_str(),
            message.phrasing().map_or("", Phrasing::as_str),
        ])?;
    }
    Ok(out.write_all(&csv.into_inner()?)?)
}

fn print_json(rows: &[Row<'_>], out: &mut impl Write) -> Result<(), Failure> {
    for row in rows {
        writeln!(out, "{}", serde_json::to_string(&row.message)?)?;
    }
    Ok(())
}

//! The addresses of pages: `/404`, or `/404.json` for a format whatever is accepted.

use fluent_status::StatusCode;
use fluent_status::pages::Format;

/// The names of the formats in an address.
pub const EXTENSIONS: [(&str, Format); 5] = [
    ("html", Format::Html),
    ("problem.json", Format::ProblemJson),
    ("json", Format::Json),
    ("xml", Format::ProblemXml),
    ("txt", Format::Text),
];

pub fn code_and_format(page: &str) -> Option<(StatusCode, Option<Format>)> {
    let Some((code, extension)) = page.split_once('.') else {
        return Some((page.parse().ok()?, None));
    };
    let (_, format) = EXTENSIONS.into_iter().find(|(name, _)| *name == extension)?;
    Some((code.parse().ok()?, Some(format)))
}

/// The status to show a page with: its own, unless a response with that has no content.
pub fn status(code: StatusCode) -> StatusCode {
    match code.as_u16() {
        100..=199 | 204 | 205 | 304 => StatusCode::OK,
        number => StatusCode::from_u16(number).unwrap_or_default(),
    }
}

//! The paths of pages: `/404`, or `/404.json` for a fixed format.

use fluent_status::StatusCode;
use fluent_status::pages::Format;

/// The file extension of each format.
pub const EXTENSIONS: [(&str, Format); 5] = [
    ("html", Format::Html),
    ("problem.json", Format::ProblemJson),
    ("json", Format::Json),
    ("xml", Format::ProblemXml),
    ("txt", Format::Text),
];

/// Parses the path of a page.
pub fn parse(path: &str) -> Option<(StatusCode, Option<Format>)> {
    let Some((code, extension)) = path.split_once('.') else {
        return Some((path.parse().ok()?, None));
    };
    let (_, format) = EXTENSIONS.into_iter().find(|(name, _)| *name == extension)?;
    Some((code.parse().ok()?, Some(format)))
}

/// Returns the status code of the response with a page: the code of the page, or 200 if responses
/// with that code have no body.
pub fn response_status(code: StatusCode) -> StatusCode {
    match code.as_u16() {
        100..=199 | 204 | 205 | 304 => StatusCode::OK,
        _ => code,
    }
}

//! The steps from the bytes of a message file to its syntax tree.

use std::path::Path;
use std::str;

use fluent::FluentResource;

use crate::diagnostic::Diagnostic;
use crate::ftl::limits::{MAX_DIAGNOSTICS, MAX_FILE_BYTES};
use crate::ftl::source_text::SourceText;
use crate::ftl::{characters, scanner, validate};

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// A parsed message file.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) resource: FluentResource,
    /// The number of bytes before the text: the length of the byte order mark.
    pub(super) start: usize,
}

/// Validates and parses the bytes of a file.
pub(super) fn parse_untrusted(path: &Path, bytes: &[u8]) -> Result<Parsed, Vec<Diagnostic>> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(vec![validate::too_large(path, bytes.len())]);
    }
    let text =
        str::from_utf8(bytes).map_err(|error| vec![validate::not_utf_8(path, bytes, error)])?;
    // Some editors start a file with a byte order mark.
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let source = SourceText { path, text, start: bytes.len() - text.len() };
    // Do not report anything else about an incomplete file, because the missing part may be the
    // cause.
    if !text.ends_with('\n') {
        return Err(vec![validate::incomplete(&source)]);
    }
    let mut diagnostics = characters::check(&source);
    diagnostics.extend(scanner::check(&source));
    diagnostics.sort_by_key(Diagnostic::start);
    diagnostics.truncate(MAX_DIAGNOSTICS);
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    parse(&source)
}

/// Parses the text of a file that tests have validated.
pub(super) fn parse_trusted(path: &Path, text: &str) -> Result<Parsed, Vec<Diagnostic>> {
    parse(&SourceText { path, text, start: 0 })
}

fn parse(source: &SourceText<'_>) -> Result<Parsed, Vec<Diagnostic>> {
    match FluentResource::try_new(source.text.to_owned()) {
        Ok(resource) => Ok(Parsed { resource, start: source.start }),
        // A validated file has no syntax errors. If it had one, it should not be lost.
        Err((_, errors)) => {
            let diagnostics = errors.into_iter().take(MAX_DIAGNOSTICS).map(|error| {
                // Messages of `fluent-syntax` may have line breaks.
                let message = format!("invalid Fluent: {}", error.kind).replace('\n', "\\n");
                source.error(error.pos, "syntax", message)
            });
            Err(diagnostics.collect())
        }
    }
}

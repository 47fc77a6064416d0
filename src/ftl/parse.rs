//! The steps from the bytes of a message file to its syntax tree.

use std::borrow::Cow;
use std::path::Path;
use std::str;

use fluent::FluentResource;

use crate::diagnostic::Diagnostic;
use crate::ftl::identity::Kind;
use crate::ftl::limits::MAX_FILE_BYTES;
use crate::ftl::source_text::SourceText;
use crate::ftl::{characters, guard, raw_diagnostic, syntax_error, validate};

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// A parsed message file.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) resource: FluentResource,
    /// The number of bytes before the text: the length of the byte order mark.
    pub(super) start: usize,
}

/// Validates and parses the bytes of a file.
pub(super) fn parse_untrusted(
    path: &Path,
    kind: &Kind,
    bytes: &[u8],
) -> Result<Parsed, Vec<Diagnostic>> {
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
    let mut problems = characters::check(text);
    let mut guarded = guard::guard(text);
    let (resource, errors) = match FluentResource::try_new(guarded.safe.to_string()) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    problems.extend(syntax_error::explain(&mut guarded, &errors));
    problems.append(&mut guarded.problems);
    problems.extend(validate::check_entries(&resource, kind));
    if !problems.is_empty() {
        return Err(raw_diagnostic::into_diagnostics(problems, &source));
    }
    Ok(match guarded.safe {
        Cow::Borrowed(_) => Parsed { resource, start: source.start },
        // The parser reads the original text in the same way, because it has no problems.
        Cow::Owned(_) => Parsed { start: source.start, ..parse_trusted(text) },
    })
}

/// Parses the text of a built-in file. Tests validate it.
pub(super) fn parse_trusted(text: &str) -> Parsed {
    let resource = FluentResource::try_new(text.to_owned());
    Parsed { resource: resource.unwrap_or_else(|(resource, _)| resource), start: 0 }
}

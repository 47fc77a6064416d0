//! The subset of Fluent that is taken, checked before Fluent's parser sees a file.
//!
//! Fluent's own parser and resolver trust what they are given: `m = {"\u中"}` panics the one,
//! `{ $n -> …` a few hundred levels deep overflows the stack of both, and a message that repeats
//! another a hundred times, which repeats another a hundred times, fills the memory. A file that
//! was laid over the texts of the crate is not trusted. So its bytes are read here first, once and
//! without recursion that the file decides on, and what is not in the subset is refused with its
//! place and with what to write instead.
//!
//! The subset is Fluent without functions, without arguments, without a placeable directly in a
//! placeable and without a choice that is already made, within the bounds below. Terms and
//! references are in it: [`references`] checks them once all the files of a phrasing are there.

use std::path::Path;
use std::str;
use std::sync::Arc;

use fluent::FluentResource;

use crate::diagnostic::{Diagnostic, Source};

pub(crate) mod characters;
pub(crate) mod references;
mod scanner;

/// How large a file may be: over 20 times the largest of the crate.
pub(crate) const MAX_FILE_BYTES: usize = 1 << 20;
/// How much text a message may come to, its longest variants and all that it refers to included.
const MAX_TEXT_BYTES: usize = 4096;
/// How many placeables a text may come to in the same way. Fluent itself gives up at 100.
const MAX_PLACEABLES: usize = 64;
/// How deep a choice may stand in variants of others.
const MAX_DEPTH: usize = 8;
/// A number of more digits is not written as it stands in the file.
pub(crate) const MAX_DIGITS: usize = 15;
/// How many findings are told about a file: a file of nothing else would fill the memory with them.
pub(crate) const MAX_FINDINGS: usize = 100;

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// What was read from a file.
#[derive(Debug)]
pub(crate) struct Texts {
    pub(crate) fluent: Arc<FluentResource>,
    /// How many bytes of the file stand before the text: those of a byte order mark.
    pub(crate) start: usize,
}

/// Reads the bytes of a file if they keep to the subset.
pub(crate) fn read(path: &Path, bytes: &[u8]) -> Result<Texts, Vec<Diagnostic>> {
    let too_large = || vec![too_large(path, bytes.len())];
    if bytes.len() > MAX_FILE_BYTES {
        return Err(too_large());
    }
    let text = str::from_utf8(bytes).map_err(|error| vec![not_utf_8(path, bytes, error)])?;
    // Some editors begin a file with a byte order mark.
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let source = Source { path, text, start: bytes.len() - text.len() };
    // Nothing else is told about a file that is not all there: it would be about the missing half.
    if !text.ends_with('\n') {
        return Err(vec![incomplete(&source)]);
    }
    let mut findings = characters::check(&source);
    findings.extend(scanner::check(&source));
    findings.sort_by_key(|finding| finding.span().start);
    findings.truncate(MAX_FINDINGS);
    if !findings.is_empty() {
        return Err(findings);
    }
    parse(&source)
}

/// Reads a file that is known to keep to the subset.
pub(crate) fn read_trusted(path: &Path, bytes: &[u8]) -> Result<Texts, Vec<Diagnostic>> {
    let text = str::from_utf8(bytes).map_err(|error| vec![not_utf_8(path, bytes, error)])?;
    parse(&Source { path, text, start: 0 })
}

fn parse(source: &Source<'_>) -> Result<Texts, Vec<Diagnostic>> {
    match FluentResource::try_new(source.text.to_owned()) {
        Ok(fluent) => Ok(Texts { fluent: Arc::new(fluent), start: source.start }),
        // Nothing that was checked comes here, and if it did it would not be lost.
        Err((_, errors)) => {
            let findings = errors.into_iter().take(MAX_FINDINGS).map(|error| {
                // Fluent's own messages have line breaks in them.
                let message = format!("not Fluent: {}", error.kind).replace('\n', "\\n");
                source.finding(error.pos, "syntax", message)
            });
            Err(findings.collect())
        }
    }
}

/// Says how large a file is, and how large it may be.
pub(crate) fn too_large(path: &Path, bytes: usize) -> Diagnostic {
    let reason = format!(
        "it has {bytes} bytes, and no more than {MAX_FILE_BYTES} are taken: split it into phrasings"
    );
    Diagnostic::refused(path, "too-large", &reason)
}

fn not_utf_8(path: &Path, bytes: &[u8], error: str::Utf8Error) -> Diagnostic {
    let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
    let text = String::from_utf8_lossy(before);
    let source = Source { path, text: &text, start: 0 };
    let end = text.len() + error.error_len().unwrap_or(bytes.len() - text.len());
    source.finding(text.len()..end, "not-utf-8", "not valid UTF-8: save the file as UTF-8")
}

fn incomplete(source: &Source<'_>) -> Diagnostic {
    let end = source.text.len();
    let message = "the file does not end in a line end, so the rest of it may be missing: end the \
                   last line, and put a finished file in the place of the old one";
    source.finding(end..end, "incomplete", message)
}

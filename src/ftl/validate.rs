//! Checks of a whole message file, and of the entries that its kind may have.

use std::path::Path;
use std::str;

use fluent_syntax::ast::Entry;

use crate::diagnostic::Diagnostic;
use crate::ftl::MessageFile;
use crate::ftl::limits::{MAX_DIAGNOSTICS, MAX_FILE_BYTES};
use crate::ftl::message_file::MESSAGES_FILE;
use crate::ftl::source_text::SourceText;
use crate::message_id::MessageId;

/// Creates an error about a message file whose path is not an identity.
pub(super) fn misplaced_file(path: &Path) -> Diagnostic {
    let message = format!(
        "unexpected file `{}`: expected `<language identifier>/<phrasing>.ftl`, for example \
         `zh-Hant/{MESSAGES_FILE}`",
        path.display()
    );
    Diagnostic::of_file(path, "misplaced", message)
}

/// Creates an error about a file that exceeds the maximum size.
pub(super) fn too_large(path: &Path, bytes: usize) -> Diagnostic {
    let reason = format!(
        "it has {bytes} bytes, more than the maximum of {MAX_FILE_BYTES}: split it into phrasings"
    );
    Diagnostic::rejected(path, "too-large", &reason)
}

/// Creates an error about the first bytes of a file that are not UTF-8.
pub(super) fn not_utf_8(path: &Path, bytes: &[u8], error: str::Utf8Error) -> Diagnostic {
    let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
    let text = String::from_utf8_lossy(before);
    let source = SourceText { path, text: &text, start: 0 };
    let end = text.len() + error.error_len().unwrap_or(bytes.len() - text.len());
    source.error(text.len()..end, "not-utf-8", "not valid UTF-8: save the file as UTF-8")
}

/// Creates an error about a file whose last line has no line end.
pub(super) fn incomplete(source: &SourceText<'_>) -> Diagnostic {
    let end = source.text.len();
    let message = "the file does not end in a line end, so it may be incomplete: end the last \
                   line, or write a new file and rename it to this path";
    source.error(end..end, "incomplete", message)
}

/// Returns an error for each part of a phrasing file that belongs in the messages file.
pub(super) fn misplaced_parts(file: &MessageFile) -> Vec<Diagnostic> {
    if file.is_messages() {
        return Vec::new();
    }
    let misplaced = file.entries().flat_map(|entry| match entry {
        Entry::Message(message) if is_status_code(message.id.name) => {
            let attributes = message.attributes.iter().map(|attribute| attribute.id.name);
            attributes.map(|name| ("misplaced-attribute", name, belongs(".", name))).collect()
        }
        Entry::Message(message) => vec![misplaced_id(message.id.name)],
        Entry::Term(term) => {
            vec![("misplaced-term", term.id.name, belongs("-", term.id.name))]
        }
        _ => Vec::new(),
    });
    let errors = misplaced.map(|(code, name, message)| file.error(name, code, message));
    errors.take(MAX_DIAGNOSTICS).collect()
}

fn is_status_code(id: &str) -> bool {
    matches!(MessageId::parse(id), Some(MessageId::Status(_)))
}

fn misplaced_id(id: &str) -> (&'static str, &str, String) {
    let is_for_messages_file = MessageId::parse(id).is_some()
        || ["page-", "problem-", "transport-"].iter().any(|prefix| id.starts_with(prefix));
    let message = match is_for_messages_file {
        true => belongs("", id),
        // It may be misspelled, or a message that other messages refer to.
        false => format!(
            "`{id}` is not the ID of a status code: write an ID such as `status-404`, or move the \
             message to `{MESSAGES_FILE}`"
        ),
    };
    ("misplaced-id", id, message)
}

fn belongs(sigil: &str, name: &str) -> String {
    format!("`{sigil}{name}` belongs in `{MESSAGES_FILE}`: move it there")
}

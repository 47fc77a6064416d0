//! The text of a message file, for diagnostics about parts of it.

use std::ops::Range;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Location};

/// The text of a message file without its byte order mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SourceText<'t> {
    pub(crate) path: &'t Path,
    pub(crate) text: &'t str,
    /// The number of bytes before the text: the length of the byte order mark.
    pub(crate) start: usize,
}

impl SourceText<'_> {
    /// Creates an error about a byte range of the text.
    pub(crate) fn error(
        &self,
        span: Range<usize>,
        code: &'static str,
        message: impl Into<String>,
    ) -> Diagnostic {
        let (line, column) = self.line_and_column(span.start);
        let span = span.start + self.start..span.end + self.start;
        Diagnostic::at(self.path, Location::new(span, line, column), code, message)
    }

    /// Returns the line and the column of a byte. A column is a character.
    pub(crate) fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or(before).chars().count() + 1;
        (line, column)
    }

    /// Returns the index of the first byte of a slice of the text.
    pub(crate) fn index_of(&self, slice: &str) -> usize {
        slice.as_ptr().addr().saturating_sub(self.text.as_ptr().addr())
    }
}

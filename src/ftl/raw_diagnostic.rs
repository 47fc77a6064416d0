//! Diagnostics about the text of a message file, before their lines are known.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Location};
use crate::ftl::limits::MAX_DIAGNOSTICS;
use crate::ftl::source_text::SourceText;

/// A diagnostic about a byte range of the text.
#[derive(Debug)]
pub(super) struct RawDiagnostic {
    span: Range<usize>,
    code: &'static str,
    message: Cow<'static, str>,
}

impl RawDiagnostic {
    pub(super) fn new(
        span: Range<usize>,
        code: &'static str,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { span, code, message: message.into() }
    }

    /// Returns the index of the first byte.
    pub(super) fn start(&self) -> usize {
        self.span.start
    }
}

/// Returns the first diagnostics of a text, in the order of their locations.
pub(super) fn into_diagnostics(
    mut problems: Vec<RawDiagnostic>,
    source: &SourceText<'_>,
) -> Vec<Diagnostic> {
    problems.sort_by_key(|problem| problem.span.start);
    problems.truncate(MAX_DIAGNOSTICS);
    // Count lines once for all diagnostics, because a long file has many lines.
    let (mut counted, mut line, mut column) = (0, 1, 1);
    let locate = |problem: RawDiagnostic| {
        for c in source.text.get(counted..problem.span.start).unwrap_or_default().chars() {
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        counted = problem.span.start;
        let span = problem.span.start + source.start..problem.span.end + source.start;
        let location = Location::new(span, line, column);
        Diagnostic::at(source.path, location, problem.code, problem.message)
    };
    problems.into_iter().map(locate).collect()
}

//! The output of `check`: annotated lines, or JSON.

use std::borrow::Cow;
use std::io::Write;
use std::ops::Range;

use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};
use fluent_status::Severity;
use fluent_status::lint::Report;
use serde::Serialize;

use super::diagnostic::Diagnostic;
use crate::{Failure, escape_controls};

#[derive(Serialize)]
struct JsonDiagnostic<'d> {
    path: Cow<'d, str>,
    line: usize,
    column: usize,
    code: &'d str,
    message: &'d str,
    severity: &'static str,
}

pub fn print_json(diagnostics: &[Diagnostic], out: &mut impl Write) -> Result<(), Failure> {
    for diagnostic in diagnostics {
        let location = diagnostic.location.as_ref();
        let json = JsonDiagnostic {
            path: diagnostic.path.to_string_lossy(),
            line: location.map_or(1, |location| location.line),
            column: location.map_or(1, |location| location.column),
            code: diagnostic.code,
            message: &diagnostic.message,
            severity: diagnostic.severity.as_str(),
        };
        writeln!(out, "{}", serde_json::to_string(&json)?)?;
    }
    Ok(())
}

pub fn print_text(
    report: &Report,
    diagnostics: &[Diagnostic],
    out: &mut impl Write,
) -> Result<(), Failure> {
    let renderer = Renderer::styled();
    for diagnostic in diagnostics {
        writeln!(out, "{}\n", renderer.render(&[group(report, diagnostic)]))?;
    }
    writeln!(out, "{}", summary(report, diagnostics))?;
    Ok(())
}

fn group<'r>(report: &'r Report, diagnostic: &'r Diagnostic) -> Group<'r> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(escape_controls(&diagnostic.message)).id(diagnostic.code);
    let path = escape_controls(&diagnostic.path.display().to_string());
    let path = normalize_untrusted_str(&path);
    let snippet = diagnostic.location.as_ref().and_then(|location| {
        let files = report.files();
        let index = files.binary_search_by(|file| file.path().cmp(&diagnostic.path)).ok()?;
        let (line, span) = line(files.get(index)?.source()?, &location.span)?;
        Some((location.line, line, span))
    });
    match snippet {
        Some((number, line, span)) => {
            let annotation = AnnotationKind::Primary.span(span);
            let snippet = Snippet::source(line).line_start(number).path(path);
            title.element(snippet.annotation(annotation))
        }
        None => title.element(Origin::path(path)),
    }
}

/// Returns the line with the first byte of a span, and the span in that line.
fn line<'s>(source: &'s str, span: &Range<usize>) -> Option<(&'s str, Range<usize>)> {
    let before = source.get(..span.start)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = source.get(start..)?.split('\n').next()?.trim_end_matches('\r');
    // Replaced invalid UTF-8 shifts the offsets, so that they may not be between two characters.
    let boundary = |offset: usize| {
        let offset = offset.saturating_sub(start);
        (offset..line.len()).find(|offset| line.is_char_boundary(*offset)).unwrap_or(line.len())
    };
    Some((line, boundary(span.start)..boundary(span.end.max(span.start))))
}

/// Returns a summary such as `3 errors, 2 warnings in 12 files`.
fn summary(report: &Report, diagnostics: &[Diagnostic]) -> String {
    let count = |number: usize, noun: &str| {
        let plural = if number == 1 { "" } else { "s" };
        (number > 0).then(|| format!("{number} {noun}{plural}"))
    };
    let with_severity =
        |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let files = count(report.files().len(), "file").unwrap_or_default();
    let counts = [
        count(with_severity(Severity::Error), "error"),
        count(with_severity(Severity::Warning), "warning"),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if counts.is_empty() {
        return format!("{files}, no problems found");
    }
    format!("{} in {files}", counts.join(", "))
}

//! A message file with its syntax tree.

use std::ops::Range;
use std::path::Path;

use fluent_status::lint::CheckedFile;
use fluent_status::{LanguageIdentifier, Severity};
use fluent_syntax::ast::{Entry, Message, Pattern, Resource};
use fluent_syntax::parser;

use crate::check::diagnostic::{Diagnostic, Location};

const BYTE_ORDER_MARK: char = '\u{feff}';

pub struct ParsedFile<'f> {
    path: &'f Path,
    pub locale: LanguageIdentifier,
    /// The file name without `.ftl`: a phrasing, or `messages`.
    pub name: &'f str,
    source: &'f str,
    resource: Resource<&'f str>,
}

impl<'f> ParsedFile<'f> {
    /// Returns `None` for an invalid file, because `fluent-syntax` can panic on it.
    pub fn parse(file: &'f CheckedFile) -> Option<Self> {
        let source = file.source().filter(|_| file.is_valid())?;
        let text = source.strip_prefix(BYTE_ORDER_MARK).unwrap_or(source);
        let path = file.path();
        Some(Self {
            path,
            locale: path.parent()?.file_name()?.to_str()?.parse().ok()?,
            name: path.file_stem()?.to_str()?,
            source,
            resource: parser::parse(text).ok()?,
        })
    }

    pub fn messages(&self) -> impl Iterator<Item = &Message<&'f str>> {
        self.resource.body.iter().filter_map(|entry| match entry {
            Entry::Message(message) => Some(message),
            _ => None,
        })
    }

    /// Returns the byte offset of a slice of the file.
    pub fn offset_of(&self, slice: &str) -> usize {
        slice.as_ptr().addr().saturating_sub(self.source.as_ptr().addr())
    }

    pub fn warning(&self, span: Range<usize>, code: &'static str, message: String) -> Diagnostic {
        let before = self.source.get(..span.start).unwrap_or(self.source);
        let start_of_line = before.rsplit('\n').next().unwrap_or(before);
        let location = Location {
            line: before.matches('\n').count() + 1,
            column: start_of_line.trim_start_matches(BYTE_ORDER_MARK).chars().count() + 1,
            span,
        };
        Diagnostic {
            path: self.path.to_owned(),
            location: Some(location),
            severity: Severity::Warning,
            code,
            message,
        }
    }
}

/// A field of a message: the value, which has no name, or an attribute.
#[derive(Clone, Copy)]
pub struct Field<'m> {
    pub attribute: Option<&'m str>,
    pub pattern: &'m Pattern<&'m str>,
}

/// Returns the fields of a message.
pub fn fields<'m>(message: &'m Message<&'m str>) -> impl Iterator<Item = Field<'m>> {
    let value = message.value.iter().map(|pattern| Field { attribute: None, pattern });
    let attributes = message.attributes.iter();
    value.chain(
        attributes.map(|attribute| Field {
            attribute: Some(attribute.id.name),
            pattern: &attribute.value,
        }),
    )
}

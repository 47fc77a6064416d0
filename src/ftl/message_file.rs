//! One message file, identified by its path.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fluent::FluentResource;
use fluent_syntax::ast::{Entry, Message};
use unic_langid::LanguageIdentifier;

use crate::diagnostic::Diagnostic;
use crate::ftl::identity::{Identity, Kind};
use crate::ftl::parse::{self, Parsed};
use crate::ftl::source_text::SourceText;
use crate::phrasing::Phrasing;

/// A message file. Its path gives its locale and its phrasing.
#[derive(Clone, Debug)]
pub(crate) struct MessageFile {
    path: PathBuf,
    identity: Identity,
    resource: Arc<FluentResource>,
    /// The number of bytes before the text: the length of the byte order mark.
    start: usize,
    is_trusted: bool,
}

impl MessageFile {
    /// Parses a built-in file.
    pub(super) fn trusted(path: &Path, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let identity = Identity::of_path(path).map_err(|diagnostic| vec![diagnostic])?;
        Ok(Self::new(path, identity, parse::parse_trusted(text), true))
    }

    /// Validates and parses a file of an overlay.
    pub(super) fn untrusted(path: &Path, bytes: &[u8]) -> Result<Self, Vec<Diagnostic>> {
        let identity = Identity::of_path(path).map_err(|diagnostic| vec![diagnostic])?;
        Self::with_identity(path, identity, bytes)
    }

    /// Validates and parses a file of an overlay whose path is already validated.
    pub(super) fn with_identity(
        path: &Path,
        identity: Identity,
        bytes: &[u8],
    ) -> Result<Self, Vec<Diagnostic>> {
        let parsed = parse::parse_untrusted(path, &identity.kind, bytes)?;
        Ok(Self::new(path, identity, parsed, false))
    }

    fn new(path: &Path, identity: Identity, parsed: Parsed, is_trusted: bool) -> Self {
        let Parsed { resource, start } = parsed;
        Self { path: path.to_owned(), identity, resource: Arc::new(resource), start, is_trusted }
    }

    /// Returns the path, as in diagnostics.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the locale.
    pub(crate) fn locale(&self) -> &LanguageIdentifier {
        &self.identity.locale
    }

    /// Returns the phrasing of the descriptions of status codes.
    pub(crate) fn phrasing(&self) -> &Phrasing {
        match &self.identity.kind {
            Kind::Messages => &Phrasing::PLAIN,
            Kind::Phrasing(phrasing) => phrasing,
        }
    }

    /// Returns `true` if the file is `messages.ftl`, which may have more than descriptions of status
    /// codes.
    pub(crate) fn is_messages(&self) -> bool {
        self.identity.kind == Kind::Messages
    }

    /// Returns `true` if the file is built-in. Built-in files are validated by tests only.
    pub(crate) fn is_trusted(&self) -> bool {
        self.is_trusted
    }

    /// Iterates over the entries.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry<&str>> {
        self.resource.entries()
    }

    /// Iterates over the messages.
    pub(crate) fn messages(&self) -> impl Iterator<Item = &Message<&str>> {
        self.entries().filter_map(|entry| match entry {
            Entry::Message(message) => Some(message),
            _ => None,
        })
    }

    /// Creates an error about a slice of the text of this file.
    pub(crate) fn error(&self, slice: &str, code: &'static str, message: String) -> Diagnostic {
        let start = self.index_of(slice);
        self.error_at(start..start + slice.len(), code, message)
    }

    /// Creates an error about a byte range of the text of this file.
    pub(crate) fn error_at(
        &self,
        span: Range<usize>,
        code: &'static str,
        message: String,
    ) -> Diagnostic {
        self.source().error(span, code, message)
    }

    /// Returns the index of the first byte of a slice of the text of this file.
    pub(crate) fn index_of(&self, slice: &str) -> usize {
        self.source().index_of(slice)
    }

    fn source(&self) -> SourceText<'_> {
        SourceText { path: &self.path, text: self.resource.source(), start: self.start }
    }
}

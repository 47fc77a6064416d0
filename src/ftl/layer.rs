//! The message files of one source.

use crate::diagnostic::Diagnostic;
use crate::ftl::MessageFile;

/// The message files of one source, or of several sources in the order in which they apply.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layer {
    /// A complete-locale file comes before the phrasing files of its layer.
    pub(crate) files: Vec<MessageFile>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Layer {
    /// Creates the layer of one source.
    pub(super) fn of_source(
        files: impl IntoIterator<Item = Result<MessageFile, Vec<Diagnostic>>>,
    ) -> Self {
        let mut layer = Self::default();
        for file in files {
            match file {
                Ok(file) => layer.files.push(file),
                Err(diagnostics) => layer.diagnostics.extend(diagnostics),
            }
        }
        layer.files.sort_by_key(|file| !file.is_messages());
        layer
    }

    /// Appends a layer that applies after this one.
    pub(crate) fn extend(&mut self, later: Self) {
        self.files.extend(later.files);
        self.diagnostics.extend(later.diagnostics);
    }
}

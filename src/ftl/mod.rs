//! Message files: find them, guard the parser, parse, validate, and merge the layers of a locale.
//!
//! The path of a [`MessageFile`] is its identity. This module does not depend on a catalog.

mod builtin;
pub(crate) mod characters;
mod directory;
mod embedded;
mod guard;
mod identity;
mod layer;
pub(crate) mod limits;
mod merged_locale;
mod message_file;
mod parse;
mod raw_diagnostic;
pub(crate) mod references;
mod source_text;
mod syntax_error;
mod validate;

pub(crate) use builtin::read_builtin;
#[cfg(feature = "lint")]
pub(crate) use builtin::read_builtin_untrusted;
#[cfg(feature = "watch")]
pub(crate) use directory::list_message_files;
pub(crate) use directory::{has_message_file_extension, read_directory};
pub(crate) use embedded::read_embedded;
pub(crate) use layer::Layer;
pub(crate) use merged_locale::{MergedEntry, MergedLocale, MergedPattern, Replaced};
pub(crate) use message_file::MessageFile;

/// Reads a file that is in memory.
#[cfg(fuzzing)]
pub(crate) fn read_file(path: &std::path::Path, bytes: &[u8]) -> Layer {
    Layer::of_source([MessageFile::untrusted(path, bytes)])
}

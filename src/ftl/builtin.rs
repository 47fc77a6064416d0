//! The built-in message files.

use std::path::Path;

use crate::ftl::{Layer, MessageFile};

// The paths and contents of `locales/*/*.ftl`, written by `build.rs`. They are not embedded with
// rust-embed, because its features would change how an application's own assets behave.
include!(concat!(env!("OUT_DIR"), "/builtin_message_files.rs"));

/// Reads the built-in files. They are not validated, because that takes longer than parsing, at
/// each program start. Tests validate them.
pub(crate) fn read_builtin() -> Layer {
    Layer::of_source(
        BUILTIN_MESSAGE_FILES
            .iter()
            .map(|(path, text)| MessageFile::trusted(Path::new(path), text)),
    )
}

/// Reads and validates the built-in files. Calls `inspect` with each of them.
#[cfg(feature = "lint")]
pub(crate) fn read_builtin_untrusted(mut inspect: impl FnMut(&Path, &[u8])) -> Layer {
    Layer::of_source(BUILTIN_MESSAGE_FILES.iter().map(|(path, text)| {
        inspect(Path::new(path), text.as_bytes());
        MessageFile::untrusted(Path::new(path), text.as_bytes())
    }))
}

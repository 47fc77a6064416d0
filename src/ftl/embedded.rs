//! Message files that an application embeds with rust-embed.

use std::path::Path;

use rust_embed::RustEmbed;

use crate::ftl::{Layer, MessageFile, has_message_file_extension, identity};

/// Reads the message files that an application embeds.
pub(crate) fn read_embedded<E: RustEmbed>() -> Layer {
    Layer::of_source(E::iter().filter_map(|name| {
        let path = Path::new(name.as_ref());
        let file = E::get(&name).filter(|_| has_message_file_extension(path))?;
        Some(match path.components().count() {
            2 => MessageFile::untrusted(path, &file.data),
            _ => Err(vec![identity::misplaced_file(path)]),
        })
    }))
}

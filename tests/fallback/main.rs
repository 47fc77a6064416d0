//! Which message a client gets.
//!
//! Cases that need a locale without built-in messages use `qaa`, a code for private use, with French
//! messages. Expected built-in messages are quoted descriptions, which never change; the exceptions
//! are reasons and the English plural forms.

mod arguments;
mod builder;
mod classes;
mod locales;
mod output;
#[path = "../common/overlay_dir.rs"]
mod overlay_dir;
mod overlays;
mod phrasings;
mod support;

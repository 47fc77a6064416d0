//! Limits for message files.

/// The maximum size of a message file: over 20 times the largest built-in one.
pub(crate) const MAX_FILE_BYTES: usize = 1 << 20;
/// The maximum number of message files in a directory: a thousand locales.
pub(super) const MAX_FILES: usize = 4096;
/// The maximum size of all message files in a directory: a thousand times the largest built-in one.
pub(super) const MAX_DIRECTORY_BYTES: usize = 32 << 20;
/// The maximum number of names in a directory and its subdirectories.
pub(super) const MAX_NAMES: usize = 1 << 16;
/// The maximum depth at which a misplaced message file is looked for.
pub(super) const MAX_DIRECTORY_DEPTH: usize = 8;
/// The maximum size of a formatted pattern without arguments. Counts the longest variants and all
/// references.
pub(super) const MAX_PATTERN_BYTES: usize = 4096;
/// The maximum number of placeables of a pattern, counted in the same way. Fluent itself stops at
/// 100.
pub(super) const MAX_PLACEABLES: usize = 64;
/// The maximum depth of nested select expressions.
pub(super) const MAX_NESTING: usize = 8;
/// The maximum length of an ID.
pub(super) const MAX_ID_BYTES: usize = 100;
/// The maximum number of digits of a number, because Fluent does not keep more.
pub(crate) const MAX_DIGITS: usize = 15;
/// The maximum number of diagnostics of a file, because a file could have one for each byte.
pub(crate) const MAX_DIAGNOSTICS: usize = 100;

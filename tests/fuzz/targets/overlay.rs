//! Any bytes as a message file.

#![no_main]

mod file;
mod values;

use fluent_bundle::{FluentArgs, FluentValue};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // The arguments are parts of the file, so they are arbitrary too.
    let (head, tail) = bytes.split_at(bytes.len().min(24));
    let head = String::from_utf8_lossy(head);
    let number = tail.first_chunk().map_or(2.0, |bytes| f64::from_le_bytes(*bytes));
    let args: FluentArgs<'_> = [
        ("a", FluentValue::from(head.as_ref())),
        ("b", FluentValue::from(number)),
        ("c", FluentValue::try_number(head.trim())),
        ("seconds", FluentValue::from(head.len())),
    ]
    .into_iter()
    .collect();
    file::check(bytes, &args);
});

//! Any bytes as a file of texts.

#![no_main]

mod file;
mod values;

use fluent_bundle::{FluentArgs, FluentValue};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // The values for the variables are as odd as the file is, for they are parts of it.
    let (head, tail) = bytes.split_at(bytes.len().min(24));
    let head = String::from_utf8_lossy(head);
    let number = tail.first_chunk().map_or(2.0, |bytes| f64::from_le_bytes(*bytes));
    let values: FluentArgs<'_> = [
        ("a", FluentValue::from(head.as_ref())),
        ("b", FluentValue::from(number)),
        ("c", FluentValue::try_number(head.trim())),
        ("seconds", FluentValue::from(head.len())),
    ]
    .into_iter()
    .collect();
    file::check(bytes, &values);
});

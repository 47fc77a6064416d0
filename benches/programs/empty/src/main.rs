//! What starting any Rust process costs.

fn main() {}

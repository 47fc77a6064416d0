//! An empty program, for the size of a binary and the start of a process.

fn main() {}

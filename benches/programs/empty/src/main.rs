//! An empty program: the minimum size of a binary, and the minimum time of a process.

fn main() {}

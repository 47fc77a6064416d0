//! Rebuilds the crate when a text changes, or when a new file of texts appears.

fn main() {
    println!("cargo::rerun-if-changed=locales");
}

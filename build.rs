//! Lists the built-in message files, so that the crate can include them.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    // A directory is scanned with everything in it, so a new file is seen too.
    println!("cargo::rerun-if-changed=locales");
    let mut list = String::from("const BUILTIN_MESSAGE_FILES: &[(&str, &str)] = &[\n");
    for directory in sorted_entries(Path::new("locales"))? {
        if !directory.is_dir() {
            continue;
        }
        for file in sorted_entries(&directory)? {
            let (Some(locale), Some(name)) = (file_name(&directory), file_name(&file)) else {
                continue;
            };
            // Editors keep their own files beside the one that they edit.
            if name.ends_with(".ftl") && !name.starts_with('.') {
                let path = format!("{locale}/{name}");
                list += &format!(
                    "    ({path:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \
                     \"/locales/\", {path:?}))),\n"
                );
            }
        }
    }
    list += "];\n";
    let out_dir = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(out_dir.join("builtin_message_files.rs"), list)
}

fn sorted_entries(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(directory)?.map(|entry| entry.map(|entry| entry.path()));
    let mut paths = entries.collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn file_name(path: &Path) -> Option<&str> {
    path.file_name()?.to_str()
}

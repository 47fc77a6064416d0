//! The machine and the versions of the peers.

use std::process::Command;
use std::{fs, thread};

const LOCK: &str = include_str!("../../Cargo.lock");

const PEERS: [&str; 13] = [
    "http",
    "fluent-bundle",
    "fluent-fallback",
    "fluent-templates",
    "i18n-embed",
    "rust-i18n",
    "fluent-langneg",
    "accept-language",
    "icu_locale",
    "askama",
    "maud",
    "axum",
    "tower",
];

pub fn describe() -> String {
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor =
        processor.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let processor = processor.map_or("an unknown processor", |(_, name)| name.trim());
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let rustc = Command::new("rustc").arg("--version").output().map(|output| output.stdout);
    let rustc = String::from_utf8(rustc.unwrap_or_default()).unwrap_or_default();
    let rustc: String = rustc.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let peers: Vec<String> =
        PEERS.iter().map(|name| format!("`{name}` {}", versions(name))).collect();
    format!(
        "Machine: {processor}, {cores} cores, shared with other work; {} {}; {rustc}, \
         `--release`. Versions: {}.\n",
        std::env::consts::OS,
        std::env::consts::ARCH,
        peers.join(", "),
    )
}

/// Returns the versions of a package in the lock file.
fn versions(package: &str) -> String {
    let name = format!("name = \"{package}\"");
    let entries = LOCK.split("[[package]]").filter(|entry| entry.lines().any(|line| line == name));
    let version = |entry: &'static str| {
        entry
            .lines()
            .find_map(|line| line.strip_prefix("version = "))
            .unwrap_or_default()
            .trim_matches('"')
    };
    entries.map(version).collect::<Vec<_>>().join(" and ")
}

//! An application that depends on this crate and embeds assets with rust-embed: its assets behave as
//! without the crate, and its binary contains the built-in messages.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The application. `crate` is a copy of this crate, so that it can be removed after the build.
const CARGO_TOML: &str = r#"
[package]
name = "application"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
fluent-status = { path = "../crate" }
rust-embed = "8"

[profile.dev]
debug = false
"#;

const MAIN_RS: &str = r#"
use fluent_status::{Catalog, StatusCode};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "assets"]
struct Assets;

fn main() {
    let asset = Assets::get("asset.txt").unwrap();
    println!("{}", String::from_utf8_lossy(&asset.data).trim());
    println!("{}", asset.metadata.last_modified().unwrap());
    let catalog = Catalog::builder().overlay_embedded::<Assets>().build().unwrap();
    for locale in ["zh-TW", "en", "fr"] {
        let message = catalog.message(StatusCode::from_u16(404).unwrap(), &catalog.negotiate(locale));
        println!("{}", message.description());
    }
}
"#;

#[test]
fn assets_of_an_application_behave_as_without_the_crate() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("embedded-assets");
    let application = root.join("application");
    let assets = application.join("assets");
    // The target directory stays, so that the dependencies are built once.
    remove_directory(&root.join("crate"));
    remove_directory(&application);
    copy_crate(&root.join("crate"));
    write(&application.join("Cargo.toml"), CARGO_TOML);
    write(&application.join("src/main.rs"), MAIN_RS);
    write(&assets.join("asset.txt"), "first\n");
    write(&assets.join("en/concise.ftl"), "status-404 = First.\n");
    // The versions of this crate's dependencies.
    fs::copy("Cargo.lock", application.join("Cargo.lock")).unwrap();

    let binary = build(&application, &root.join("target"));
    let [asset, modified, built_in, overlaid, _] = run(&binary);
    assert_eq!((&*asset, &*overlaid), ("first", "First."));
    // The year is not 1970.
    assert!(modified.parse::<u64>().unwrap() > 1_000_000_000, "{modified}");
    assert_eq!(built_in, "所請求的資源不存在。");

    // A debug build reads changed and new assets without being rebuilt.
    write(&assets.join("asset.txt"), "second\n");
    write(&assets.join("en/concise.ftl"), "status-404 = Second.\n");
    write(&assets.join("fr/concise.ftl"), "status-404 = Introuvable.\n");
    let [asset, _, built_in, overlaid, added] = run(&binary);
    assert_eq!((&*asset, &*overlaid, &*added), ("second", "Second.", "Introuvable."));
    assert_eq!(built_in, "所請求的資源不存在。");

    // A debug build that is moved still contains the built-in messages.
    fs::remove_dir_all(root.join("crate")).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let moved = elsewhere.path().join(binary.file_name().unwrap());
    fs::copy(&binary, &moved).unwrap();
    fs::remove_file(&binary).unwrap();
    let [.., built_in, _, _] = run(&moved);
    assert_eq!(built_in, "所請求的資源不存在。");
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn remove_directory(path: &Path) {
    if path.exists() {
        fs::remove_dir_all(path).unwrap();
    }
}

/// Copies the parts of this crate that a dependent package builds.
fn copy_crate(to: &Path) {
    fs::create_dir_all(to).unwrap();
    for name in ["Cargo.toml", "build.rs", "examples", "locales", "src"] {
        copy(Path::new(name), &to.join(name));
    }
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}

/// Builds an application and returns the path of its binary.
fn build(application: &Path, target: &Path) -> PathBuf {
    let mut command = Command::new(env!("CARGO"));
    command.args(["build", "--quiet", "--offline", "--target-dir"]).arg(target);
    let output = command.current_dir(application).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    target.join("debug").join(format!("application{}", env::consts::EXE_SUFFIX))
}

/// Returns the lines that an application prints.
fn run(binary: &Path) -> [String; 5] {
    let output = Command::new(binary).current_dir(env::temp_dir()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(str::to_owned).collect::<Vec<_>>().try_into().unwrap()
}

//! `fluent-status export`: the written files, and that other files stay unchanged even after a
//! failure.

#![cfg(feature = "cli")]

#[path = "common/folder.rs"]
mod folder;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use flate2::read::GzDecoder;
use fluent_status::{Catalog, Phrasing, StatusCode};
use folder::folder;
use scraper::{Html, Selector};
use serde_json::Value;
use tempfile::TempDir;

const FORMATS: [&str; 5] = ["static", "nginx", "apache", "caddy", "haproxy"];

/// Creates a command line from arguments separated by spaces.
fn export(args: &str, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fluent-status"));
    command.arg("export").args(args.split_whitespace()).arg("--out").arg(out);
    command.stdin(Stdio::null());
    command
}

#[track_caller]
fn succeeds(mut command: Command) -> String {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let stderr = String::from_utf8_lossy(&stderr);
    assert_eq!((status.code(), &*stderr), (Some(0), ""), "{command:?}");
    String::from_utf8(stdout).unwrap()
}

/// Returns the error message, which is a single sentence.
#[track_caller]
fn error(mut command: Command) -> String {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let stderr = String::from_utf8(stderr).unwrap();
    assert_eq!((status.code(), stdout.is_empty()), (Some(2), true), "{command:?}: {stderr}");
    let line = stderr.strip_suffix('\n').filter(|line| !line.contains('\n'));
    let sentence = line.and_then(|line| line.strip_prefix("error: "));
    sentence.unwrap_or_else(|| panic!("not one sentence: {stderr}")).to_owned()
}

/// The files of a directory, by path.
type Tree = BTreeMap<String, Vec<u8>>;

fn tree(dir: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut dirs = vec![dir.to_owned()];
    while let Some(next) = dirs.pop() {
        for entry in fs::read_dir(next).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if entry.file_type().unwrap().is_dir() {
                dirs.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_str().unwrap().to_owned();
                tree.insert(name, fs::read(path).unwrap());
            }
        }
    }
    tree
}

fn names(tree: &Tree) -> String {
    tree.keys().map(String::as_str).collect::<Vec<_>>().join("\n")
}

fn text<'t>(tree: &'t Tree, path: &str) -> &'t str {
    std::str::from_utf8(&tree[path]).unwrap()
}

/// Exports to a new directory.
fn exported(args: &str) -> (TempDir, Tree) {
    let dir = tempfile::tempdir().unwrap();
    succeeds(export(args, dir.path()));
    let tree = tree(dir.path());
    (dir, tree)
}

#[test]
fn the_files_of_each_format() {
    let pages = "pages/404.en.html
pages/404.en.html.gz
pages/404.en.json
pages/404.en.json.gz
pages/404.en.txt
pages/404.en.txt.gz
pages/404.html
pages/404.html.gz
pages/404.zh-Hans.html
pages/404.zh-Hans.html.gz
pages/404.zh-Hans.json
pages/404.zh-Hans.json.gz
pages/404.zh-Hans.txt
pages/404.zh-Hans.txt.gz
pages/404.zh-Hant.html
pages/404.zh-Hant.html.gz
pages/404.zh-Hant.json
pages/404.zh-Hant.json.gz
pages/404.zh-Hant.txt
pages/404.zh-Hant.txt.gz";
    let of = |format: &str| {
        let (_, mut tree) = exported(&format!("--codes 404 --format {format}"));
        let (of_pages, of_server): (Vec<_>, Vec<_>) = tree
            .keys()
            .cloned()
            .partition(|name| name.starts_with("pages/") && !name.ends_with(".var"));
        assert_eq!(of_pages.join("\n"), pages, "{format}");
        tree.retain(|name, _| of_server.contains(name));
        names(&tree)
    };
    insta::assert_snapshot!(of("nginx"), @"
    README.md
    fluent-status.sha256
    http.conf
    server.conf
    ");
    insta::assert_snapshot!(of("apache"), @"
    README.md
    fluent-status.sha256
    pages/404.html.var
    pages/404.json.var
    pages/404.txt.var
    status-pages.conf
    ");
    insta::assert_snapshot!(of("caddy"), @"
    README.md
    fluent-status.sha256
    status-pages.caddy
    ");
    insta::assert_snapshot!(of("haproxy"), @"
    README.md
    backend.cfg
    fluent-status.sha256
    http-errors.cfg
    languages.map
    responses/404.en.http
    responses/404.http
    responses/404.zh-Hans.http
    responses/404.zh-Hant.http
    ");
    insta::assert_snapshot!(of("static"), @"
    README.md
    bucket/404.html
    cloudflare-pages/404.html
    firebase/404.html
    firebase/firebase.json
    firebase/localized-files/en_ALL/404.html
    firebase/localized-files/zh_cn/404.html
    firebase/localized-files/zh_hk/404.html
    firebase/localized-files/zh_mo/404.html
    firebase/localized-files/zh_sg/404.html
    firebase/localized-files/zh_tw/404.html
    fluent-status.sha256
    netlify/404.html
    netlify/404/en.html
    netlify/404/zh-Hans.html
    netlify/404/zh-Hant.html
    netlify/_redirects
    ");
}

#[test]
fn pages_have_the_messages_of_the_catalog() {
    let (_, tree) = exported("--format nginx");
    let catalog = Catalog::builtin();
    let codes = catalog.status_codes().filter(|code| (400..600).contains(&code.as_u16()));
    let mut count = 0;
    for (code, locale) in codes.flat_map(|code| ["en", "zh-Hans", "zh-Hant"].map(|l| (code, l))) {
        let chain = catalog.negotiate(locale);
        let (number, digits) = (code.as_u16(), code.as_str());
        let page = |format: &str| text(&tree, &format!("pages/{digits}.{locale}.{format}"));

        // HTML pages are in plain language, other formats in the order of the catalog.
        let message = catalog.lookup(&chain).phrasing(&Phrasing::PLAIN).message(code);
        let (reason, description) = (message.reason().as_str(), message.description().as_str());
        let html = Html::parse_document(page("html"));
        assert_eq!(html.errors, [""; 0], "{code} {locale}");
        assert_eq!(html.root_element().attr("lang"), Some(locale));
        let shown = html.root_element().text().collect::<String>();
        assert!(shown.contains(reason) && shown.contains(description), "{code} {locale}");

        let message = catalog.message(code, &chain);
        let json: Value = serde_json::from_str(page("json")).unwrap();
        assert_eq!(json["status"], number);
        assert_eq!(json["title"], message.reason().as_str());
        assert_eq!(json["detail"], message.description().as_str());
        assert_eq!(json["language"], locale);

        assert_eq!(page("txt").lines().next(), Some(message.to_string().as_str()));
        count += 1;
    }
    assert!(count > 100, "{count}");
}

#[test]
fn the_multilingual_page_has_a_section_for_each_language() {
    let (_, tree) = exported("--format static --codes 404,429,503 --site-name Acme --home /");
    for code in [404, 429, 503] {
        let page = text(&tree, &format!("pages/{code}.html"));
        let html = Html::parse_document(page);
        assert_eq!(html.errors, [""; 0], "{page}");
        let selector = Selector::parse("main > section").unwrap();
        let sections: Vec<_> = html.select(&selector).collect();
        let languages: Vec<_> = sections.iter().map(|section| section.attr("lang")).collect();
        assert_eq!(languages, [Some("en"), Some("zh-Hans"), Some("zh-Hant")]);
        for section in sections {
            let catalog = Catalog::builtin();
            let chain = catalog.negotiate(section.attr("lang").unwrap());
            let lookup = catalog.lookup(&chain).phrasing(&Phrasing::PLAIN);
            let message = lookup.message(StatusCode::from_u16(code).unwrap());
            let shown = section.text().collect::<String>();
            assert!(shown.contains(message.description().as_str()), "{shown}");
            assert!(section.select(&Selector::parse("a[href='/']").unwrap()).next().is_some());
        }
        let header = html.select(&Selector::parse("header").unwrap()).next().unwrap();
        assert_eq!(header.text().collect::<String>().trim(), "Acme");
    }
}

#[test]
fn compressed_files_have_the_same_content() {
    let (_, tree) = exported("--format nginx --codes 404");
    let mut count = 0;
    for (name, compressed) in &tree {
        let Some(plain) = name.strip_suffix(".gz") else { continue };
        let mut content = Vec::new();
        GzDecoder::new(compressed.as_slice()).read_to_end(&mut content).unwrap();
        assert_eq!(content, tree[plain], "{name}");
        count += 1;
    }
    assert_eq!(count, 10);
}

#[test]
fn sha256sum_accepts_the_manifest() {
    let (dir, tree) = exported("--format nginx --codes 404");
    let list = text(&tree, "fluent-status.sha256");
    let listed: Vec<&str> = list.lines().map(|line| &line[66..]).collect();
    let all: Vec<&str> =
        tree.keys().map(String::as_str).filter(|name| *name != "fluent-status.sha256").collect();
    assert_eq!(listed, all);
    if cfg!(target_os = "linux") {
        let mut check = Command::new("sha256sum");
        check.args(["--check", "--strict", "fluent-status.sha256"]).current_dir(dir.path());
        assert!(check.output().unwrap().status.success());
    }
}

#[test]
fn two_exports_are_identical() {
    for format in FORMATS {
        let (dir, first) = exported(&format!("--format {format} --site-name Acme --codes 404,503"));
        fs::remove_dir_all(dir.path()).unwrap();
        succeeds(export(
            &format!("--format {format} --site-name Acme --codes 404,503"),
            dir.path(),
        ));
        assert!(tree(dir.path()) == first, "{format}");
    }
}

#[test]
fn ranges_select_the_codes_with_messages() {
    for (codes, expected) in [
        ("404", "404"),
        ("503,404,404", "404 503"),
        ("500-504", "500 501 502 503 504"),
        ("430-450,599", "431 599"),
    ] {
        let (_, tree) = exported(&format!("--format nginx --codes {codes}"));
        let pages =
            tree.keys().filter_map(|name| name.strip_prefix("pages/")?.strip_suffix(".html"));
        let codes: Vec<&str> = pages.filter(|name| !name.contains('.')).collect();
        assert_eq!(codes.join(" "), expected);
    }
}

#[test]
fn an_overlay_locale_has_pages_for_its_messages() {
    let texts = folder(&[("ja/messages.ftl", "status-404 = ページが見つかりません。")]);
    let args = format!("--format nginx --codes 404,503 --locales-dir {}", texts.path().display());
    let (_, tree) = exported(&args);
    assert!(text(&tree, "pages/404.ja.html").contains("<html lang=\"ja\""));
    assert!(text(&tree, "pages/404.html").contains("<section lang=\"ja\""));
    assert!(!tree.contains_key("pages/503.ja.html"));
    assert!(!text(&tree, "pages/503.html").contains("lang=\"ja\""));
    let map = text(&tree, "http.conf");
    assert!(map.contains("\"503 ja\" en;") && !map.contains("\"404 ja\""), "{map}");
}

#[test]
fn configurations_contain_only_exported_codes() {
    for format in FORMATS {
        let (_, tree) = exported(&format!("--format {format} --codes 413"));
        let texts = tree.iter().filter(|(name, _)| !name.starts_with("pages/"));
        // A checksum may contain any digits.
        let no_configurations = ["README.md", "fluent-status.sha256"];
        for (name, text) in texts.filter(|(name, _)| !no_configurations.contains(&name.as_str())) {
            let text = String::from_utf8_lossy(text);
            assert!(!text.contains("404 ") && !text.contains("503"), "{format} {name}: {text}");
        }
    }
}

#[test]
fn an_export_uses_the_phrasing_and_the_template() {
    let own = folder(&[("own.html", "<p lang={{ lang }}>Mine: {{ description.text }}</p>")]);
    let template = own.path().join("own.html");
    let args = format!("--format static --codes 200,404 --template {}", template.display());
    assert!(error(export(&args, own.path())).starts_with("invalid codes `200`"));
    let args = args.replace("200,", "");
    let (_, tree) = exported(&format!("{args} -p general"));
    let description = "The server cannot find the page requested.";
    let page = text(&tree, "pages/404.en.html");
    assert_eq!(page, format!("<p lang=en>Mine: {description}</p>"));
}

#[test]
fn an_export_replaces_the_one_before_it() {
    let (dir, all) = exported("--format nginx");
    assert!(all.contains_key("pages/503.en.html"));
    fs::write(dir.path().join("pages/notes.txt"), "Mine.").unwrap();
    succeeds(export("--format static --codes 404", dir.path()));
    let mut after = tree(dir.path());
    // A file of another program stays.
    assert_eq!(after.remove("pages/notes.txt").as_deref(), Some(&b"Mine."[..]));
    assert!(after == exported("--format static --codes 404").1, "{}", names(&after));
    assert!(!dir.path().join("http.conf").exists());
    // Empty directories are removed at any depth.
    succeeds(export("--format nginx --codes 404", dir.path()));
    assert!(!dir.path().join("firebase").exists());
}

#[test]
fn a_file_of_another_program_is_not_overwritten() {
    let out = folder(&[("README.md", "My notes.\n"), ("other.txt", "Other.\n")]);
    let place = out.path().join("README.md");
    let expected = format!(
        "cannot write `{}`: the existing file is not from this program, or it was edited: move it, \
         or overwrite it with --force",
        place.display()
    );
    assert_eq!(error(export("--format nginx --codes 404", out.path())), expected);
    assert_eq!(names(&tree(out.path())), "README.md\nother.txt");
    assert_eq!(fs::read_to_string(&place).unwrap(), "My notes.\n");

    succeeds(export("--format nginx --codes 404 --force", out.path()));
    assert!(fs::read_to_string(&place).unwrap().starts_with("# Error pages for nginx"));
    assert_eq!(fs::read_to_string(out.path().join("other.txt")).unwrap(), "Other.\n");
}

#[test]
fn an_edited_file_is_neither_overwritten_nor_removed() {
    let (out, _) = exported("--format nginx --codes 404");
    let edited = out.path().join("server.conf");
    fs::write(&edited, "# Mine now.\n").unwrap();
    let before = tree(out.path());
    let sentence = error(export("--format nginx --codes 404", out.path()));
    assert!(sentence.contains("server.conf") && sentence.contains("--force"), "{sentence}");
    assert!(tree(out.path()) == before);
    // The next export does not contain the edited file.
    let stdout = succeeds(export("--format static --codes 404", out.path()));
    assert!(stdout.contains("Removed files of an earlier export: 1\n"), "{stdout}");
    assert_eq!(fs::read_to_string(&edited).unwrap(), "# Mine now.\n");
    assert!(!out.path().join("http.conf").exists());
}

#[test]
fn an_interrupted_export_can_be_repeated() {
    let (out, whole) = exported("--format nginx --codes 404");
    fs::remove_file(out.path().join("fluent-status.sha256")).unwrap();
    fs::remove_file(out.path().join("http.conf")).unwrap();
    succeeds(export("--format nginx --codes 404", out.path()));
    assert!(tree(out.path()) == whole);
}

#[test]
fn a_manifest_with_outside_paths_removes_nothing() {
    let around = folder(&[("outside.txt", "a")]);
    let hash = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
    let out = around.path().join("out");
    fs::create_dir(&out).unwrap();
    let outside = around.path().join("outside.txt");
    let list = format!("{hash}  ../outside.txt\n{hash}  {}\n", outside.display());
    fs::write(out.join("fluent-status.sha256"), list).unwrap();
    succeeds(export("--format nginx --codes 404", &out));
    assert_eq!(fs::read_to_string(outside).unwrap(), "a");
}

#[test]
fn a_directory_with_the_name_of_a_file_is_an_error() {
    let out = folder(&[("README.md/mine.txt", "Mine.\n")]);
    for args in ["--format nginx --codes 404", "--format nginx --codes 404 --force"] {
        assert!(error(export(args, out.path())).contains("README.md"));
        assert_eq!(names(&tree(out.path())), "README.md/mine.txt");
    }
}

#[test]
fn wrong_arguments_are_rejected_with_the_fix() {
    let out = tempfile::tempdir().unwrap();
    let of_codes = |codes: &str| {
        format!("invalid codes `{codes}`: expected codes from 400 to 599, for example 404,500-504")
    };
    for (args, sentence) in [
        ("--codes 4", of_codes("4")),
        ("--codes 200", of_codes("200")),
        ("--codes 404,nope", of_codes("nope")),
        ("--codes 400-600", of_codes("400-600")),
        ("--codes 599-400", of_codes("599-400")),
        ("--codes 404-", of_codes("404-")),
        // No code in this range has a message.
        ("--codes 520-530", of_codes("520-530")),
        (
            "-p nope",
            "unknown phrasing `nope`: expected one of concise, general, common, plain".into(),
        ),
    ] {
        assert_eq!(error(export(&format!("--format nginx {args}"), out.path())), sentence);
    }
    for (format, code) in [("apache", "418"), ("haproxy", "451"), ("nginx", "499")] {
        let args = format!("--format {format} --codes 404,{code}");
        let sentence =
            format!("the server does not support a page for `{code}`: remove it from --codes");
        assert_eq!(error(export(&args, out.path())), sentence);
    }
    assert_eq!(names(&tree(out.path())), "");
}

#[test]
fn a_directory_name_unsafe_in_a_configuration_is_rejected() {
    let around = tempfile::tempdir().unwrap();
    for name in ["a$b", "a\"b", "a;b", "a{b}", "a#b", "a\nb"] {
        let out = around.path().join(name);
        let sentence = error(export("--format nginx --codes 404", &out));
        assert!(sentence.ends_with("letters, digits, spaces and . _ - + = @ , :"), "{sentence}");
    }
    assert_eq!(names(&tree(around.path())), "");
    succeeds(export("--format nginx --codes 404", &around.path().join("a b/网页")));
}

#[test]
fn a_template_that_fails_stops_the_export() {
    let own = folder(&[("own.html", "<p>\n{{ no_such_variable }}")]);
    let template = own.path().join("own.html");
    let out = own.path().join("out");
    let args = format!("--codes 404 --template {} --format", template.display());
    for format in FORMATS {
        let sentence = error(export(&format!("{args} {format}"), &out));
        assert!(sentence.starts_with(&format!("{}:2: ", template.display())), "{sentence}");
        assert!(!out.exists());
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::os::unix::process::CommandExt;

    use super::*;

    #[test]
    fn a_symbolic_link_is_not_followed() {
        let around = folder(&[("mine.txt", "Mine.\n"), ("out/other.txt", "")]);
        let (mine, out) = (around.path().join("mine.txt"), around.path().join("out"));
        symlink(&mine, out.join("README.md")).unwrap();
        assert!(error(export("--format nginx --codes 404", &out)).contains("README.md"));
        succeeds(export("--format nginx --codes 404 --force", &out));
        assert_eq!(fs::read_to_string(mine).unwrap(), "Mine.\n");
        assert!(fs::symlink_metadata(out.join("README.md")).unwrap().is_file());
    }

    #[test]
    fn files_are_readable_by_the_server() {
        let around = tempfile::tempdir().unwrap();
        let out = around.path().join("new/out");
        // Administrators often have a strict umask.
        succeeds(after("umask 077", &export("--format nginx --codes 404", &out)));
        let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o777;
        for name in tree(&out).keys() {
            assert_eq!(mode(&out.join(name)), 0o644, "{name}");
        }
        for dir in [&out, &out.join("pages"), &around.path().join("new")] {
            assert_eq!(mode(dir), 0o755, "{}", dir.display());
        }
    }

    /// Runs a command line in a shell after another command.
    fn after(shell: &str, command: &Command) -> Command {
        let mut after = Command::new("sh");
        after.args(["-c", &format!("{shell}; exec \"$0\" \"$@\"")]);
        after.arg(command.get_program()).args(command.get_args()).stdin(Stdio::null());
        after
    }

    #[test]
    fn a_write_that_fails_leaves_the_old_export_whole() {
        let (out, before) = exported("--format nginx --codes 404");
        // Writing a file of more than 2 or 4 KiB fails: `http.conf`, after other files.
        let limited = "trap '' XFSZ; ulimit -f 4";
        let command = export("--format nginx --codes 404 --site-name Acme", out.path());
        let sentence = error(after(limited, &command));
        assert!(sentence.starts_with("cannot write"), "{sentence}");
        assert!(tree(out.path()) == before, "{}", names(&tree(out.path())));
    }

    #[test]
    fn few_files_are_open_at_a_time() {
        let out = tempfile::tempdir().unwrap();
        succeeds(after("ulimit -n 32", &export("--format nginx", out.path())));
    }

    #[test]
    #[ignore = "needs to mount a file system"]
    fn a_full_disk_leaves_the_old_export_whole() {
        let around = tempfile::tempdir().unwrap();
        let out = around.path().join("disk/out");
        let program = env!("CARGO_BIN_EXE_fluent-status");
        let out = out.display();
        let disk = around.path().join("disk");
        fs::create_dir(&disk).unwrap();
        // Space for one code, but not for all. Only this shell sees the mount.
        let script = format!(
            "set -e
            mount -t tmpfs -o size=400k none {}
            {program} export --format nginx --codes 404 --out {out} >/dev/null
            cp -r {out} {around}/before
            ! {program} export --format nginx --site-name Acme --out {out} 2>{around}/error
            diff -r {out} {around}/before
            ",
            disk.display(),
            around = around.path().display(),
        );
        let mut command = Command::new("unshare");
        let output = command.args(["--mount", "sh", "-c", &script]).output().unwrap();
        let error = fs::read_to_string(around.path().join("error")).unwrap_or_default();
        assert!(output.status.success(), "{output:?} {error}");
        assert!(error.contains("No space left on device"), "{error}");
    }

    #[test]
    fn an_unwritable_directory_leaves_the_old_export_whole() {
        let programs = tempfile::tempdir().unwrap();
        let set_mode = |path: &Path, mode| {
            fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
        };
        set_mode(programs.path(), 0o755);
        // Other users may have no access to the build directory.
        let program = programs.path().join("fluent-status");
        fs::copy(env!("CARGO_BIN_EXE_fluent-status"), &program).unwrap();
        let is_root = fs::metadata(&program).unwrap().uid() == 0;
        for (unwritable, writable) in [("", "pages"), ("pages", "")] {
            let (out, before) = exported("--format nginx --codes 404");
            set_mode(&out.path().join(writable), 0o777);
            set_mode(&out.path().join(unwritable), 0o555);
            let mut command = Command::new(&program);
            let given = export("--format nginx --codes 404 --site-name Acme", out.path());
            command.args(given.get_args()).stdin(Stdio::null());
            // Root can write everywhere.
            if is_root {
                command.uid(65534).gid(65534);
            }
            let sentence = error(command);
            assert!(sentence.starts_with("cannot write"), "{sentence}");
            assert!(sentence.contains("(os error 13)"), "{sentence}");
            assert!(tree(out.path()) == before, "{unwritable}");
            set_mode(&out.path().join(unwritable), 0o755);
        }
    }
}

//! The output in the READMEs is the output of the crate.

use fluent_status::{Catalog, StatusCode};

const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];

/// Table rows that begin with a code: the code, then its description in three locales.
#[test]
fn tables_of_descriptions() {
    let catalog = Catalog::builtin();
    for readme in READMES {
        let text = std::fs::read_to_string(readme).unwrap();
        let mut rows = 0;
        for row in text.lines().filter(|line| line.starts_with('|')) {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            let Ok(code) = cells[0].parse::<StatusCode>() else { continue };
            for (accept_language, cell) in ["en", "zh-Hans", "zh-Hant"].iter().zip(&cells[1..]) {
                let chain = catalog.negotiate(accept_language);
                assert_eq!(catalog.message(code, &chain).description().as_str(), *cell, "{readme}");
            }
            rows += 1;
        }
        assert_eq!(rows, 5, "{readme}");
    }
}

/// In a `console` block, `$` starts a command, followed by its output.
#[test]
#[cfg(all(feature = "cli", unix))]
fn consoles() {
    use std::process::Command;

    let program = std::path::Path::new(env!("CARGO_BIN_EXE_fluent-status"));
    for readme in READMES {
        let text = std::fs::read_to_string(readme).unwrap();
        let consoles =
            text.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap());
        let commands: Vec<_> = consoles.flat_map(|console| console.split("$ ").skip(1)).collect();
        assert_eq!(commands.len(), 2, "{readme}");
        for command in commands {
            let (command, expected) = command.split_once('\n').unwrap();
            let path = program.parent().unwrap();
            let run =
                Command::new("/bin/sh").arg("-c").arg(command).env("PATH", path).output().unwrap();
            assert_eq!(String::from_utf8(run.stdout).unwrap(), expected, "{readme}: {command}");
        }
    }
}

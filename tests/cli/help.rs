//! Help, version and completions.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command::fluent_status;
use crate::table::markdown_rows;

#[test]
fn help() {
    insta::assert_snapshot!(fluent_status("--help").stdout(), @"
    Localized messages for HTTP status codes and other errors

    Usage: fluent-status <COMMAND>

    Commands:
      describe     Print the messages of status codes, problem types and transport failures
      negotiate    Print the locales for an Accept-Language header
      table        Print the messages of all status codes as a table
      check        Find problems in message files
      serve        Serve all error pages, in a browser or as the error backend of a proxy
      export       Write error pages for nginx, Apache, Caddy, HAProxy or a static host
      completions  Print a completion script for a shell
      help         Print this message or the help of the given subcommand(s)

    Options:
      -h, --help     Print help
      -V, --version  Print version

    Exit status: 0 done, 1 `check` found problems, 2 wrong usage or unreadable input.

    Without --accept-language the language comes from LC_ALL, LC_MESSAGES or LANG.
    ");
    insta::assert_snapshot!(fluent_status("describe --help").stdout(), @"
    Print the messages of status codes, problem types and transport failures

    Usage: fluent-status describe [OPTIONS] <CODE|problem-NAME|transport-NAME>...

    Arguments:
      <CODE|problem-NAME|transport-NAME>...
              Status codes from 100 to 999, problem types, transport failures

    Options:
      -l, --accept-language <HEADER>  The preferred languages, in the syntax of an Accept-Language
                                      header
      -p, --phrasing <NAME>           The preferred phrasing: concise, general, common, plain
          --arg <NAME=VALUE>          Set a variable of the messages: seconds, methods, limit, operation
          --locales-dir <DIR>         Read message files that override the built-in ones; a later
                                      directory overrides an earlier one
          --format <FORMAT>           The output format: text, or one JSON object a line [default: text]
                                      [possible values: text, json]
      -h, --help                      Print help

    Examples:
      fluent-status describe 404 -l zh-CN
      fluent-status describe 404 500 -l 'zh-TW,zh;q=0.9,en;q=0.8' --format json
      fluent-status describe 503 --arg seconds=30
      fluent-status describe 200 -p general --arg operation=task -l en
    ");
    insta::assert_snapshot!(fluent_status("negotiate --help").stdout(), @"
    Print the locales for an Accept-Language header

    Usage: fluent-status negotiate [OPTIONS] <HEADER>

    Arguments:
      <HEADER>  The value of an Accept-Language header; '' for no header

    Options:
          --available <TAG,TAG,...>  The available locales, with the default locale first, instead of
                                     the locales with messages
          --locales-dir <DIR>        Read message files that override the built-in ones; a later
                                     directory overrides an earlier one
          --format <FORMAT>          The output format: text, or one JSON object [default: text]
                                     [possible values: text, json]
      -h, --help                     Print help

    Examples:
      fluent-status negotiate 'zh-TW,zh;q=0.9,en;q=0.8'
      fluent-status negotiate 'pt-AO' --available en,pt-BR,pt-PT --format json
    ");
    insta::assert_snapshot!(fluent_status("table --help").stdout(), @"
    Print the messages of all status codes as a table

    Usage: fluent-status table [OPTIONS]

    Options:
      -l, --accept-language <HEADER>  The preferred languages, in the syntax of an Accept-Language
                                      header
      -p, --phrasing <NAME>           The preferred phrasing: concise, general, common, plain
          --locales-dir <DIR>         Read message files that override the built-in ones; a later
                                      directory overrides an earlier one
          --format <FORMAT>           The output format; JSON is one object a line [default: text]
                                      [possible values: text, markdown, csv, json]
      -h, --help                      Print help

    Examples:
      fluent-status table -l zh-Hant
      fluent-status table -p concise -l zh-Hans --format markdown > codes.md
    ");
    insta::assert_snapshot!(fluent_status("check --help").stdout(), @"
    Find problems in message files

    Usage: fluent-status check [OPTIONS] [DIR]...

    Arguments:
      [DIR]...  Directories with message files, <language identifier>/messages.ftl and <language
                identifier>/<phrasing>.ftl; a later one overrides an earlier one [default: the built-in
                message files]

    Options:
          --deny-warnings    Count warnings as problems
          --format <FORMAT>  The output format: text, or one JSON object a line [default: text]
                             [possible values: text, json]
      -h, --help             Print help

    Examples:
      fluent-status check
      fluent-status check locales --deny-warnings
      fluent-status check /etc/fluent-status/locales --format json

    An error makes the program reject the file, or ignore a part of it. Warnings are about messages
    that work, but may surprise: differences from the reference file, overrides that other locales
    lack, advice that may no longer fit, and the style of Chinese messages.

    Exit status: 0 no problems, or only warnings; 1 problems found; 2 wrong usage or unreadable input.
    ");
    insta::assert_snapshot!(fluent_status("serve --help").stdout(), @"
    Serve all error pages, in a browser or as the error backend of a proxy

    Usage: fluent-status serve [OPTIONS]

    Options:
          --bind <ADDR>            The address to listen on [default: 127.0.0.1:8080]
          --locales-dir <DIR>      Read message files that override the built-in ones; a later directory
                                   overrides an earlier one
          --template <FILE>        Replace the HTML page with a MiniJinja template
          --site-name <NAME>       The name of the site, at the top of each page
          --logo <FILE>            An image for the top of each page
          --accent <LIGHT> <DARK>  The color of links and of the status code, on a light and on a dark
                                   background
          --home <URL>             The address of the home page
          --contact <URL>          The address for questions to the site
      -h, --help                   Print help

    Examples:
      fluent-status serve
      fluent-status serve --bind 0.0.0.0:8080 --site-name Acme --home https://acme.example/

    As the error backend of a proxy, the server reads X-Code, X-Format and X-Request-ID, and responds
    with the status in X-Code. /healthz reports that the server is up. RUST_LOG configures the log.

    The server watches --locales-dir. To change a file, replace it with a complete one. If a file has an
    error, the server logs it, reports it at /healthz, and keeps the last valid messages.
    ");
    insta::assert_snapshot!(fluent_status("export --help").stdout(), @"
    Write error pages for nginx, Apache, Caddy, HAProxy or a static host

    Usage: fluent-status export [OPTIONS] --format <FORMAT> --out <DIR>

    Options:
          --format <FORMAT>        The server, or static files for a host [possible values: static,
                                   nginx, apache, caddy, haproxy]
          --out <DIR>              The output directory, a different one for each server
          --codes <CODES>          Status codes and ranges; a range selects the codes that have a
                                   message [default: 400-599]
      -p, --phrasing <NAME>        The preferred phrasing: concise, general, common, plain
          --locales-dir <DIR>      Read message files that override the built-in ones; a later directory
                                   overrides an earlier one
          --template <FILE>        Replace the HTML page with a MiniJinja template
          --site-name <NAME>       The name of the site, at the top of each page
          --logo <FILE>            An image for the top of each page
          --accent <LIGHT> <DARK>  The color of links and of the status code, on a light and on a dark
                                   background
          --home <URL>             The address of the home page
          --contact <URL>          The address for questions to the site
          --force                  Overwrite edited files, and files of other programs
      -h, --help                   Print help

    Examples:
      fluent-status export --format nginx --out /etc/nginx/status-pages --site-name Acme
      fluent-status export --format static --out error-pages --codes 404

    The output directory gets the pages, the configuration of the server, and a README.md with
    instructions.
    ");
    insta::assert_snapshot!(fluent_status("completions --help").stdout(), @"
    Print a completion script for a shell

    Usage: fluent-status completions <SHELL>

    Arguments:
      <SHELL>  The shell [possible values: bash, elvish, fish, powershell, zsh]

    Options:
      -h, --help  Print help
    ");
    for command in ["describe", "negotiate", "table", "check", "serve", "export", "completions"] {
        let help = |args: String| fluent_status(&args).stdout();
        assert_eq!(help(format!("help {command}")), help(format!("{command} --help")));
    }
}

#[test]
fn version() {
    let expected = concat!("fluent-status ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(fluent_status("--version").stdout(), expected);
    assert_eq!(fluent_status("-V").stdout(), expected);
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = fluent_status("completions").arg(shell).stdout();
        for word in ["fluent-status", "describe", "negotiate", "table", "check", "deny-warnings"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

#[cfg(unix)]
#[test]
fn examples_of_the_help_work() {
    let dir = tempfile::tempdir().unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_fluent-status")).parent().unwrap();
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([program.to_owned()].into_iter().chain(env::split_paths(&path)));
    let path = path.unwrap();
    let mut examples = 0;
    for command in ["describe", "negotiate", "table"] {
        let help = fluent_status(command).arg("--help").stdout();
        let (_, lines) = help.split_once("Examples:\n").unwrap();
        for line in lines.lines() {
            let mut shell = Command::new("sh");
            shell.args(["-c", line]).env("PATH", &path).current_dir(&dir);
            let output = shell.output().unwrap();
            assert!(output.status.success() && output.stderr.is_empty(), "{line}: {output:?}");
            examples += 1;
        }
    }
    assert!(examples >= 8, "{examples}");
    let page = fs::read_to_string(dir.path().join("codes.md")).unwrap();
    assert_eq!(markdown_rows(&page).len(), 11);
}

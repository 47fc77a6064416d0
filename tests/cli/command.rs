//! Runs the command line and checks the result.

use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The environment variables that the program reads. A test sets only the ones it needs.
const ENVIRONMENT: [&str; 8] =
    ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM"];

/// A command line.
pub(crate) struct CommandLine(Command);

/// Creates a command line from arguments separated by spaces. `arg` adds one with any content.
pub(crate) fn fluent_status(args: &str) -> CommandLine {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fluent-status"));
    command.args(args.split_whitespace()).stdin(Stdio::null());
    ENVIRONMENT.iter().for_each(|name| _ = command.env_remove(name));
    CommandLine(command)
}

impl CommandLine {
    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.0.arg(arg);
        self
    }

    pub(crate) fn args<W: ToString>(mut self, args: impl IntoIterator<Item = W>) -> Self {
        self.0.args(args.into_iter().map(|arg| arg.to_string()));
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    pub(crate) fn overlay(self, dir: &TempDir) -> Self {
        self.arg("--locales-dir").arg(dir.path())
    }

    /// Returns the exit status, standard output and standard error.
    #[track_caller]
    pub(crate) fn output(&mut self) -> (Option<i32>, String, String) {
        let Output { status, stdout, stderr } = self.0.output().unwrap();
        let stderr = String::from_utf8_lossy(&stderr).into_owned();
        assert!(!stderr.contains("panicked"), "{:?}:\n{stderr}", self.0);
        (status.code(), String::from_utf8(stdout).unwrap(), stderr)
    }

    /// Returns standard output of a command that succeeds.
    #[track_caller]
    pub(crate) fn stdout(mut self) -> String {
        let (status, stdout, stderr) = self.output();
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{:?}", self.0);
        stdout
    }

    /// Returns the only JSON object on standard output.
    #[track_caller]
    pub(crate) fn json(self) -> Value {
        let text = self.stdout();
        assert!(text.ends_with('\n') && text.lines().count() == 1, "{text}");
        serde_json::from_str(&text).unwrap()
    }

    /// Returns standard error of a command that fails with exit status 2.
    #[track_caller]
    pub(crate) fn stderr(mut self) -> String {
        let (status, stdout, stderr) = self.output();
        assert_eq!((status, stdout.as_str()), (Some(2), ""), "{:?}", self.0);
        stderr
    }

    /// Returns the error message, which is a single sentence.
    #[track_caller]
    pub(crate) fn error(self) -> String {
        let stderr = self.stderr();
        let line = stderr.strip_suffix('\n').filter(|line| !line.contains('\n'));
        let sentence = line.and_then(|line| line.strip_prefix("error: "));
        sentence.unwrap_or_else(|| panic!("not one sentence:\n{stderr}")).to_owned()
    }

    #[track_caller]
    pub(crate) fn fails_with(self, sentence: &str) {
        assert_eq!(self.error(), sentence);
    }

    /// Checks an error of clap: after the first line it prints the usage.
    #[track_caller]
    pub(crate) fn fails_with_usage(self, sentence: &str) {
        let stderr = self.stderr();
        assert_eq!(stderr.lines().next(), Some(format!("error: {sentence}").as_str()));
        assert_eq!(stderr.matches("error: ").count(), 1, "{stderr}");
    }

    /// Checks that the command ends quietly with 0 if standard output is closed.
    #[track_caller]
    pub(crate) fn ends_quietly_with_closed_pipe(mut self) {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let child = self.0.stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        self.ended_quietly(child.wait_with_output().unwrap());
    }

    /// Checks the same if standard output is closed after one line, as by `head -n 1`.
    #[track_caller]
    pub(crate) fn ends_quietly_after(mut self, line: &str) {
        let mut child = self.0.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut read = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut read).unwrap();
        assert_eq!(read.trim(), line);
        self.ended_quietly(child.wait_with_output().unwrap());
    }

    #[track_caller]
    fn ended_quietly(&self, output: Output) {
        let ended = (output.status.code(), String::from_utf8_lossy(&output.stderr));
        assert_eq!(ended, (Some(0), "".into()), "{:?}", self.0);
    }
}

/// Parses one JSON object a line.
pub(crate) fn objects(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Returns the keys of an object, sorted.
pub(crate) fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// Returns the string at a JSON pointer: `text(&message, "/reason/text")`.
#[track_caller]
pub(crate) fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).unwrap().as_str().unwrap()
}

pub(crate) fn code(message: &Value) -> String {
    message["status"].to_string()
}

/// Returns the locale of the description of the only message.
#[track_caller]
pub(crate) fn locale(command: CommandLine) -> String {
    text(&command.json(), "/description/locale").to_owned()
}

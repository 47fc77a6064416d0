//! A running `fluent-status serve`.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A server on a free port, killed on drop.
pub(crate) struct Serving {
    pub(crate) process: Child,
    /// `127.0.0.1:40123`
    pub(crate) address: String,
}

impl Serving {
    pub(crate) fn start<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fluent-status"));
        command.args(["serve", "--bind", "127.0.0.1:0"]).args(arguments);
        command.env("RUST_LOG", "warn").stdin(Stdio::null()).stdout(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let address = address(&mut process);
        Self { process, address }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

/// Returns the address on which the process listens.
pub(crate) fn address(process: &mut Child) -> String {
    let mut line = String::new();
    BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim_end().strip_prefix("Listening on http://");
    address.unwrap_or_else(|| panic!("{line:?}")).to_owned()
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

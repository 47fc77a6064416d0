//! nginx, with all its files in one directory.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::daemon::program;

/// Writes the configuration, with `http` in the block of this name.
pub(crate) fn configure(dir: &Path, http: &str) {
    // A single process ends with the test, and reads files as the user of the tests.
    let configuration = format!(
        "daemon off;
        master_process off;
        pid pid;
        error_log log;
        events {{ worker_connections 64; }}
        http {{
            access_log off;
            client_body_temp_path body;
            proxy_temp_path proxy;
            fastcgi_temp_path fastcgi;
            uwsgi_temp_path uwsgi;
            scgi_temp_path scgi;
            {http}
        }}"
    );
    fs::write(dir.join("nginx.conf"), configuration).unwrap();
}

/// Creates the command that runs nginx.
pub(crate) fn command(dir: &Path) -> Command {
    let mut command = program("nginx");
    command.arg("-p").arg(dir).args(["-c", "nginx.conf", "-e", "log"]);
    command
}

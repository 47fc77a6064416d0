//! nginx, with all of its files in a folder of its own.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::daemon::program;

/// Writes its configuration, with `http` in the block of that name.
pub(crate) fn configure(folder: &Path, http: &str) {
    // One process: nothing outlives it, and it reads as whoever runs the tests.
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
    fs::write(folder.join("nginx.conf"), configuration).unwrap();
}

/// What runs it.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = program("nginx");
    command.arg("-p").arg(folder).args(["-c", "nginx.conf", "-e", "log"]);
    command
}

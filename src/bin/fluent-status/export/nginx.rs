//! nginx.

use super::Template;

pub const TEMPLATES: &[Template] = &[
    ("http.conf", include_str!("nginx/http.conf")),
    ("server.conf", include_str!("nginx/server.conf")),
    ("README.md", include_str!("nginx/README.md")),
];

/// Whether `error_page` takes a code: 499 is what it logs for a client that went away.
pub fn knows(code: u16) -> bool {
    code != 499
}

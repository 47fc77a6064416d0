//! nginx.

use super::Template;

pub const TEMPLATES: &[Template] = &[
    ("http.conf", include_str!("nginx/http.conf")),
    ("server.conf", include_str!("nginx/server.conf")),
    ("README.md", include_str!("nginx/README.md")),
];

/// Returns `true` if `error_page` supports a code. nginx only logs 499, if a client disconnects.
pub fn supports(code: u16) -> bool {
    code != 499
}

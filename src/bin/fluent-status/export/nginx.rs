//! nginx.

use super::Template;

pub const TEMPLATES: &[Template] = &[
    ("http.conf", include_str!("nginx/http.conf")),
    ("server.conf", include_str!("nginx/server.conf")),
    ("README.md", include_str!("nginx/README.md")),
];

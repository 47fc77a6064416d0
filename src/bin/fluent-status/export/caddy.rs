//! Caddy.

use super::Template;

pub const TEMPLATES: &[Template] = &[
    ("status-pages.caddy", include_str!("caddy/status-pages.caddy")),
    ("README.md", include_str!("caddy/README.md")),
];

//! Accepted message files, and the diagnostics of rejected ones.
//!
//! Each test puts files into a directory and builds a catalog with it as an overlay, as an
//! application does.

mod accepted;
mod characters;
mod layers;
mod limits;
mod misplaced;
mod properties;
mod references;
mod support;
mod syntax_errors;

//! The command line: standard output, standard error, and the exit status.

#![cfg(feature = "cli")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/folder.rs"]
mod folder;

mod check;
mod color;
mod command;
mod describe;
mod errors;
mod help;
mod language;
mod negotiate;
mod pipes;
mod table;

//! An app that shows an error message in the language of its user.
//!
//! `cargo run --example ui_message -- 404 zh-TW general`

use std::env;
use std::error::Error;

use fluent_status::{Catalog, Phrasing, StatusCode};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let code: StatusCode = arguments.next().as_deref().unwrap_or("404").parse()?;
    let language = arguments.next().unwrap_or_else(|| "zh-CN".to_owned());
    let phrasing: Phrasing = arguments.next().as_deref().unwrap_or("concise").parse()?;

    let catalog = Catalog::builtin();
    let chain = catalog.negotiate(&language); // once per user
    let message = catalog.lookup(&chain).phrasing(&phrasing).message(code); // once per error

    println!("{message}");
    if let Some(advice) = message.advice() {
        println!("{advice}");
    }
    Ok(())
}

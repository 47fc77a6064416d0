//! An app that shows what went wrong in the language of its user.
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

    let catalog = Catalog::embedded();
    let chain = catalog.negotiate(&language); // once for a user
    let message = catalog.lookup(&chain).phrasing(&phrasing).message(code); // once for a code

    println!("{code}: {}", message.description());
    if let Some(advice) = message.advice() {
        println!("{advice}");
    }
    Ok(())
}

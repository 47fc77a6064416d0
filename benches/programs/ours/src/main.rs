//! Prints a description with this crate.

use fluent_status::{Catalog, StatusCode};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let locale = arguments.next().unwrap_or_else(|| "zh-Hans".to_owned());
    let code = arguments.next().unwrap_or_else(|| "404".to_owned());
    let catalog = Catalog::builtin();
    let chain = catalog.negotiate(&locale);
    let code: StatusCode = code.parse().expect("a status code");
    println!("{}", catalog.lookup(&chain).description(code));
}

//! A web service whose error pages speak the language of whoever reads them.
//!
//! `cargo run --example axum --features axum`, then open <http://127.0.0.1:3000/orders/2>.

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::get;
use fluent_status::axum::Problem;
use fluent_status::pages::{Context, Pages};
use fluent_status::tower::{Replace, StatusPagesLayer};

async fn order(Path(id): Path<u32>) -> Result<String, Problem> {
    match id {
        1 => Ok("One pair of shoes".to_owned()),
        2 => Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, Context::new().retry_after(30))),
        _ => Err(StatusCode::NOT_FOUND)?,
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let pages =
        Pages::new().site_name("Acme").home("/orders/1").contact("mailto:help@acme.example");
    let app = Router::new()
        .route("/orders/{id}", get(order))
        // Around everything else, so that no error passes it by. What extractors say in English,
        // to `/orders/x` for example, is replaced too.
        .layer(StatusPagesLayer::new().pages(pages).replace(Replace::PlainText));

    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    axum::serve(listener, app).await
}

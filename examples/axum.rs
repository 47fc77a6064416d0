//! A web service with error pages in the language of the user.
//!
//! Run `cargo run --example axum --features axum`, then open <http://127.0.0.1:3000/orders/2>.

use std::time::Duration;

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::get;
use fluent_status::pages::{PageRenderer, Problem, ReplaceBody};
use fluent_status::tower::StatusPagesLayer;

async fn order(Path(id): Path<u32>) -> Result<String, Problem> {
    match id {
        1 => Ok("One pair of shoes".to_owned()),
        2 => Err(Problem::new(StatusCode::TOO_MANY_REQUESTS).retry_after(Duration::from_secs(30))),
        _ => Err(StatusCode::NOT_FOUND)?,
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let renderer =
        PageRenderer::new().site_name("Acme").home("/orders/1").contact("mailto:help@acme.example");
    let app = Router::new()
        .route("/orders/{id}", get(order))
        // Add the layer last, so that it sees every error. It also replaces the English bodies of
        // extractors, for example for `/orders/x`.
        .layer(StatusPagesLayer::new().pages(renderer).replace_body(ReplaceBody::PlainText));

    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    axum::serve(listener, app).await
}

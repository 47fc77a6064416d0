//! A middleware that gives error responses a page in the language of the user.
//!
//! ```
//! use axum::Router;
//! use axum::routing::get;
//! use fluent_status::tower::StatusPagesLayer;
//!
//! let app: Router = Router::new()
//!     .route("/", get(|| async { "Hello" }))
//!     .layer(StatusPagesLayer::new());
//! ```
//!
//! An `axum` router adds `Allow` to a 405 outside its layers. If the advice should list the methods,
//! put the layer around the whole router:
//!
//! ```
//! use axum::Router;
//! use fluent_status::tower::StatusPagesLayer;
//! use tower_layer::Layer;
//!
//! # let app: Router = Router::new();
//! let app: Router = Router::new().fallback_service(StatusPagesLayer::new().layer(app));
//! ```
//!
//! # Which responses
//!
//! Responses with status 400 to 599 and an empty body get a page: a bare `StatusCode`, a router's
//! 404 or 405, or a timeout. The layer leaves other bodies alone unless
//! [`replace_body`](StatusPagesLayer::replace_body) is set. Put the layer outside all layers that
//! turn failures into responses. A handler decides about its own response through the extensions:
//!
//! - a [`Problem`] adds facts about the error. It also asks for a page if the status is 200 to 399.
//! - [`SkipStatusPage`] prevents a page.
//!
//! Responses with status 1xx, 204, 205 and 304 have no content, and never get a page. A response to
//! `HEAD` has the headers of a response to `GET`.
//!
//! # Which page
//!
//! The language is negotiated by the query parameter `lang`, which the links on a page set, and by
//! `Accept-Language`. The format is negotiated by `Accept` ([`Format::negotiate`]). The headers
//! `Allow` and `Retry-After` of the response add arguments to the advice.
//!
//! # Which headers
//!
//! | header | value |
//! |---|---|
//! | `Content-Type`, `Content-Length` | describe the page |
//! | `Content-Language` | the locale of the page |
//! | `Vary` | appends `Accept-Language`, and `Accept` unless the format is fixed |
//! | `Cache-Control` | `no-store` for 5xx, 428, 429, 431 and 511, and if the page has a request ID, unless the response has one |
//! | `Retry-After`, `Allow` | from the [`Problem`], unless the response has them |
//! | `Content-Security-Policy` | for HTML: allows the style of the page and nothing else |
//! | `X-Content-Type-Options` | `nosniff` |
//!
//! Headers about the replaced content, such as `ETag` and `Content-Encoding`, are removed. All other
//! headers stay.
//!
//! # Cost
//!
//! A page is rendered for every response that gets one. For other responses the layer only checks
//! the status; it does not allocate.

mod future;
mod layer;
mod service;

pub use self::future::ResponseFuture;
pub use self::layer::StatusPagesLayer;
pub use self::service::StatusPages;

#[cfg(doc)]
use crate::pages::{Format, Problem, SkipStatusPage};

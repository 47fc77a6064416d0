//! Localized messages for HTTP status codes and other errors.
//!
//! Given an error and the client's `Accept-Language`, returns a message in English, Simplified
//! Chinese or Traditional Chinese. Every text carries the locale it is written in. The messages are
//! [Fluent] files, and an application can change them, add languages, and describe its own errors.
//!
//! ```
//! use fluent_status::{Catalog, StatusCode};
//!
//! let catalog = Catalog::builtin();
//! let chain = catalog.negotiate("zh-CN,zh;q=0.9,en;q=0.8"); // an Accept-Language header
//! let message = catalog.message(StatusCode::NOT_FOUND, &chain);
//!
//! assert_eq!(message.to_string(), "404 未找到：请求的资源不存在。");
//! assert_eq!(message.reason().as_str(), "未找到");
//! assert_eq!(message.description().locale().to_string(), "zh-Hans");
//! ```
//!
//! # How a message is found
//!
//! 1. **Negotiate once per request.** [`Catalog::negotiate`] returns a [`LocaleChain`]: the locales
//!    that the client lists and the catalog has, then the default locale. [`negotiation`] documents
//!    the rules, and why a client that asks for Traditional Chinese does not get Simplified.
//! 2. **Fall back once per message.** [`Catalog::message`] checks each locale in the chain: first
//!    the preferred [`Phrasing`], then the other phrasings. So a user gets another wording in their
//!    own language before the preferred wording in another language.
//! 3. **Describe the class last.** A [`ProblemType`] without a message in the whole chain gets the
//!    message of its status code. A status code without a message gets the message of its class
//!    ([RFC 9110 §15](https://www.rfc-editor.org/rfc/rfc9110.html#section-15)). In both cases
//!    [`Message::is_exact`] returns `false`.
//!
//! Every lookup returns a message, because the phrasing [`plain`](Phrasing::PLAIN) describes every
//! registered status code and every class in each built-in locale. Without arguments, a lookup
//! takes no lock and does not allocate. The built-in catalog is built on first use.
//!
//! # Error pages
//!
//! A web service adds localized error pages with one layer: `tower::StatusPagesLayer`. Without a
//! framework, `pages::PageRenderer` renders a page for a `pages::Problem`.
//!
//! # Custom messages
//!
//! [`Catalog::builder`] adds overlays: message files in a directory, or files that the application
//! embeds. `locales/README.md` in the package explains the files to translators. A [`ProblemType`]
//! is an error that the application defines. With the feature `watch`, a `LiveCatalog` reloads
//! changed files. With the feature `lint`, the module `lint` checks the files in the tests of an
//! application.
//!
//! # Features
//!
//! No feature is enabled by default.
//!
//! | feature | adds |
//! |---|---|
//! | `serde` | serialization of [`Message`], [`Localized`] and [`Phrasing`] |
//! | `pages` | error pages in HTML, problem details (JSON, XML) and plain text; includes `serde` |
//! | `template` | custom HTML pages: [MiniJinja](https://docs.rs/minijinja) templates; includes `pages` |
//! | `tower` | a middleware that adds error pages; includes `pages` |
//! | `axum` | an extractor, and an error type that handlers can return; includes `tower` |
//! | `watch` | a catalog that reloads changed message files: `LiveCatalog` |
//! | `lint` | checks for message files: the module `lint` |
//! | `cli` | the program `fluent-status`; includes all other features |
//!
//! The public API contains types and traits of `fluent-bundle` 0.16, `http` 1, `rust-embed` 8 and
//! `unic-langid` 0.9. The features add `serde` 1 (`serde`), `bytes` 1 (`pages`), `http-body` 1,
//! `tower-layer` 0.3 and `tower-service` 0.3 (`tower`), and `axum-core` 0.5 (`axum`).
//!
//! [Fluent]: https://projectfluent.org/

#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice
    )
)]

#[cfg(feature = "axum")]
mod axum;
mod catalog;
mod diagnostic;
mod error;
mod ftl;
mod header_list;
#[cfg(feature = "lint")]
pub mod lint;
mod message_id;
mod message_key;
pub mod negotiation;
#[cfg(feature = "pages")]
pub mod pages;
mod phrasing;
mod problem_type;
mod status_class;
#[cfg(feature = "tower")]
pub mod tower;

/// Exists only so that the examples of the READMEs are tested.
#[cfg(all(doctest, feature = "axum", feature = "lint"))]
#[doc = include_str!("../README.md")]
#[doc = include_str!("../README.zh-CN.md")]
struct Readme;

pub use catalog::{Catalog, CatalogBuilder, Localized, Lookup, Message};
#[cfg(feature = "watch")]
pub use catalog::{LiveCatalog, ReloadStatus};
pub use diagnostic::{Diagnostic, Location, Severity};
pub use error::Error;
pub use fluent::{FluentArgs, FluentValue};
pub use http::StatusCode;
pub use message_key::MessageKey;
pub use negotiation::LocaleChain;
pub use phrasing::Phrasing;
pub use problem_type::ProblemType;
pub use status_class::StatusClass;
pub use unic_langid::{LanguageIdentifier, langid};

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
//!    the rules, and why Simplified Chinese is never served to a client that asks for Traditional.
//! 2. **Fall back once per message.** [`Catalog::message`] checks each locale in the chain: first
//!    the preferred [`Phrasing`], then the others. So a user gets another wording in their own
//!    language before the preferred wording in another language. The phrasing
//!    [`plain`](Phrasing::PLAIN) has every registered code in every built-in locale.
//! 3. A code without a message is described by its class
//!    ([RFC 9110 §15](https://www.rfc-editor.org/rfc/rfc9110.html#section-15)), and
//!    [`Message::is_exact`] returns `false`.
//!
//! Every lookup returns a message. A lookup takes no lock, and allocates only if the message has
//! arguments. The built-in catalog is built on first use.
//!
//! # Error pages
//!
//! A web service adds localized error pages with one layer: `tower::StatusPagesLayer`.
//!
//! # Custom messages
//!
//! [`Catalog::builder`] adds overlays: message files in a directory, or files that the application
//! embeds. `locales/README.md` in the package explains the files to translators. With the feature
//! `watch`, a `LiveCatalog` reloads changed files. With the feature `lint`, the module `lint` checks
//! the files in the tests of an application.
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `serde` | serialization of [`Message`], [`Localized`] and [`Phrasing`] |
//! | `pages` | error pages in HTML, JSON, XML and plain text |
//! | `template` | custom HTML pages: [MiniJinja](https://docs.rs/minijinja) templates |
//! | `tower` | a middleware that adds error pages |
//! | `axum` | an extractor, and an error type that handlers can return |
//! | `watch` | a catalog that reloads changed message files: `LiveCatalog` |
//! | `lint` | checks for message files: the module `lint` |
//! | `cli` | the program `fluent-status`; includes `lint` |
//!
//! The public API contains types of `unic-langid` 0.9, `fluent-bundle` 0.16, `http` 1 and
//! `rust-embed` 8. The features add types of `http-body` 1, `bytes` 1, `tower-layer` 0.3,
//! `tower-service` 0.3 and `axum-core` 0.5.
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

/// Only for its examples to be tested.
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

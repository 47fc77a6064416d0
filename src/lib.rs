//! HTTP and API status codes, said in the reader's language.
//!
//! A status code and what a reader's software says it speaks go in; the right words come out, each
//! text knowing which language it is really in. The texts are [Fluent] files in English and
//! Chinese, Simplified and Traditional, that come with the crate.
//!
//! ```
//! use fluent_status::{Catalog, StatusCode};
//!
//! let catalog = Catalog::embedded();
//! let chain = catalog.negotiate("zh-CN,zh;q=0.9,en;q=0.8"); // an Accept-Language field
//! let message = catalog.message(StatusCode::NOT_FOUND, &chain);
//!
//! assert_eq!(message.to_string(), "404 未找到：请求的资源不存在。");
//! assert_eq!(message.reason().text(), "未找到");
//! assert_eq!(message.description().locale().to_string(), "zh-Hans");
//! # Ok::<(), fluent_status::Error>(())
//! ```
//!
//! # How a text is found
//!
//! 1. **Negotiate, once for a reader**: [`Catalog::negotiate`] makes a [`LocaleChain`] of what the
//!    reader listed and the catalogue has, the default locale last. [`negotiation`] tells how, and
//!    why Traditional readers are not given Simplified.
//! 2. **Fall back, once for a code**: [`Catalog::message`] walks the chain until a locale has a
//!    text: first in the [`Phrasing`] that is preferred, then in the others. So a reader gets
//!    their own language in other words before the preferred words in another language. The
//!    phrasing [`plain`](Phrasing::PLAIN) words every registered code in every locale.
//! 3. A code that nobody knows is described by its class
//!    ([RFC 9110 §15](https://www.rfc-editor.org/rfc/rfc9110.html#section-15)), and
//!    [`StatusMessage::is_exact`] says so.
//!
//! There always is a text. Finding a description costs about what `http`'s `canonical_reason()`
//! does, and a whole message four times that; there is no lock, and no allocation unless values are
//! put into a text. The catalogue of the crate's own texts is put together when it is first asked
//! for, which takes about a millisecond.
//!
//! # Error pages
//!
//! A web service gets pages for its errors, in its readers' languages, by adding one layer:
//! `tower::StatusPagesLayer`.
//!
//! # Texts of your own
//!
//! [`Catalog::builder`] lays files over those of the crate: an application's own embedded ones, or
//! a folder. `locales/README.md` in the package tells translators how they are written. With the
//! feature `watch`, a `LiveCatalog` follows folders, and an edit is live within a second.
//!
//! # Features
//!
//! | feature | brings |
//! |---|---|
//! | `serde` | [`StatusMessage`], [`Localized`] and [`Phrasing`] can be serialized |
//! | `pages` | error pages in HTML, JSON, XML and plain text |
//! | `tower` | a middleware that gives error responses their pages |
//! | `axum` | an extractor, and a failure to answer with |
//! | `watch` | a catalogue that follows its folders of texts: `LiveCatalog` |
//! | `cli` | the program `fluent-status`, and what its `check` finds |
//!
//! Types of `unic-langid` 0.9, `fluent-bundle` 0.16 and `rust-embed` 8 are part of the interface,
//! and with their features those of `http` 1, `http-body` 1, `bytes` 1, `tower-layer` 0.3,
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

mod accept_language;
#[cfg(feature = "axum")]
pub mod axum;
mod builder;
mod catalog;
mod chain;
#[cfg(feature = "cli")]
pub mod check;
mod cldr;
mod diagnostic;
mod error;
mod ftl;
mod list;
#[cfg(feature = "watch")]
mod live;
mod lookup;
mod message;
pub mod negotiation;
#[cfg(feature = "pages")]
pub mod pages;
mod pattern;
mod phrasing;
mod reach;
mod status_class;
mod subject;
mod tag;
#[cfg(feature = "tower")]
pub mod tower;

/// Only for its examples to be tested.
#[cfg(all(doctest, feature = "axum"))]
#[doc = include_str!("../README.md")]
#[doc = include_str!("../README.zh-CN.md")]
struct Readme;

pub use builder::CatalogBuilder;
pub use catalog::Catalog;
pub use diagnostic::{Diagnostic, Location, Severity};
pub use error::Error;
pub use fluent::{FluentArgs, FluentValue};
pub use http::StatusCode;
#[cfg(feature = "watch")]
pub use live::{LiveCatalog, LiveStatus};
pub use lookup::Lookup;
pub use message::{Localized, StatusMessage};
pub use negotiation::LocaleChain;
pub use phrasing::Phrasing;
pub use status_class::StatusClass;
pub use unic_langid::LanguageIdentifier;

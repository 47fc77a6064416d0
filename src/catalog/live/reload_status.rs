//! The result of the last reload.

use std::sync::Arc;
use std::time::SystemTime;

use crate::error::Error;

/// The result of the last reload of a [`LiveCatalog`](super::LiveCatalog). A health check can use it.
#[derive(Clone, Debug)]
pub struct ReloadStatus {
    loaded_at: SystemTime,
    error: Option<Arc<Error>>,
}

impl ReloadStatus {
    /// Creates the status of a catalog that was built now.
    pub(super) fn loaded_now() -> Self {
        Self { loaded_at: SystemTime::now(), error: None }
    }

    /// Returns the status after a reload that failed. The catalog stays, and so does its time.
    pub(super) fn failed(&self, error: Arc<Error>) -> Self {
        Self { loaded_at: self.loaded_at, error: Some(error) }
    }

    /// Returns the time when the current catalog was built.
    #[must_use]
    pub fn loaded_at(&self) -> SystemTime {
        self.loaded_at
    }

    /// Returns the error of the last reload, or `None` if it succeeded. While there is an error, the
    /// catalog has an older version of the message files.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        self.error.as_deref()
    }
}

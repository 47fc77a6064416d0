//! A folder as Kubernetes mounts it.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A [ConfigMap] with one file, `en/general.ftl`: a link through a link to the folder of the newest
/// version, which each update puts in the place of the one before.
///
/// [ConfigMap]: https://kubernetes.io/docs/concepts/configuration/configmap/
pub(crate) struct ConfigMap(TempDir);

impl ConfigMap {
    pub(crate) fn new(version: &str, text: &str) -> Self {
        let mount = Self(tempfile::tempdir().unwrap());
        mount.update(version, text);
        symlink("..data/general.ftl", mount.locale().join("general.ftl")).unwrap();
        mount
    }

    pub(crate) fn update(&self, version: &str, text: &str) {
        let locale = self.locale();
        fs::create_dir_all(locale.join(version)).unwrap();
        fs::write(locale.join(version).join("general.ftl"), text).unwrap();
        symlink(version, locale.join("..data_tmp")).unwrap();
        fs::rename(locale.join("..data_tmp"), locale.join("..data")).unwrap();
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn locale(&self) -> PathBuf {
        self.path().join("en")
    }
}

//! A directory with message files, as Kubernetes mounts it.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A directory whose `en` is a mounted [ConfigMap] with one file, `general.ftl`. The file is a link
/// through `..data`, which is a link to the directory of the newest version. An update replaces
/// `..data`.
///
/// [ConfigMap]: https://kubernetes.io/docs/concepts/configuration/configmap/
pub(crate) struct ConfigMap(TempDir);

impl ConfigMap {
    pub(crate) fn new(version: &str, text: &str) -> Self {
        let texts = Self(tempfile::tempdir().unwrap());
        texts.update(version, text);
        symlink("..data/general.ftl", texts.mount().join("general.ftl")).unwrap();
        texts
    }

    pub(crate) fn update(&self, version: &str, text: &str) {
        let mount = self.mount();
        fs::create_dir_all(mount.join(version)).unwrap();
        fs::write(mount.join(version).join("general.ftl"), text).unwrap();
        symlink(version, mount.join("..data_tmp")).unwrap();
        fs::rename(mount.join("..data_tmp"), mount.join("..data")).unwrap();
    }

    pub(crate) fn texts(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn mount(&self) -> PathBuf {
        self.texts().join("en")
    }
}

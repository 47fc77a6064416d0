//! The appearance of the error pages.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use fluent_status::pages::PageRenderer;

use crate::Failure;

#[derive(Args)]
pub struct Site {
    /// Replace the HTML page with a MiniJinja template
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,

    /// The name of the site, at the top of each page
    #[arg(long, value_name = "NAME")]
    pub site_name: Option<String>,

    /// An image for the top of each page
    #[arg(long, value_name = "FILE")]
    pub logo: Option<PathBuf>,

    /// The color of links and of the status code, on a light and on a dark background
    #[arg(long, num_args = 2, value_names = ["LIGHT", "DARK"])]
    pub accent: Option<Vec<String>>,

    /// The address of the home page
    #[arg(long, value_name = "URL")]
    pub home: Option<String>,

    /// The address for questions to the site
    #[arg(long, value_name = "URL")]
    pub contact: Option<String>,
}

impl Site {
    pub fn pages(&self) -> Result<PageRenderer, Failure> {
        let mut pages = PageRenderer::new();
        if let Some((name, source)) = self.template()? {
            pages = pages.template(&name, source)?;
        }
        if let Some(path) = &self.logo {
            let media_type = mime_guess::from_path(path).first_raw();
            let media_type = media_type.filter(|media_type| media_type.starts_with("image/"));
            let media_type = media_type.ok_or_else(|| {
                format!("not an image: `{}`: expected a file such as logo.svg", path.display())
            })?;
            pages = pages.logo(media_type, read(path)?);
        }
        if let Some([light, dark]) = self.accent.as_deref() {
            pages = pages.accent(light, dark)?;
        }
        for (value, set) in [
            (&self.site_name, PageRenderer::site_name as fn(PageRenderer, String) -> _),
            (&self.home, PageRenderer::home),
            (&self.contact, PageRenderer::contact),
        ] {
            if let Some(value) = value {
                pages = set(pages, value.clone());
            }
        }
        Ok(pages)
    }

    /// Reads the template, and returns its name and source.
    pub fn template(&self) -> Result<Option<(String, String)>, Failure> {
        let Some(path) = &self.template else { return Ok(None) };
        let name = path.display().to_string();
        let source = String::from_utf8(read(path)?)
            .map_err(|_| format!("not valid UTF-8: `{name}`: save it as UTF-8"))?;
        Ok(Some((name, source)))
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()).into())
}

//! Hosts of static files: Netlify, Cloudflare Pages, Firebase, and buckets such as S3.

use super::languages::CountryTag;
use super::pages::CodePages;
use super::{Files, Template};

const README: Template = ("README.md", include_str!("static_hosts/README.md"));
const TEMPLATES: &[Template] = &[
    README,
    ("firebase/firebase.json", include_str!("static_hosts/firebase.json")),
    ("netlify/_redirects", include_str!("static_hosts/_redirects")),
];

/// Adds the pages at the paths that each host uses. Returns the templates that these pages need.
pub fn add(
    pages: &[CodePages],
    country_tags: &[CountryTag],
    files: &mut Files,
) -> &'static [Template] {
    for page in pages {
        files.add(format!("bucket/{}.html", page.code.as_str()), page.multilingual.as_str());
    }
    // Except for buckets, the hosts support a custom page only for 404.
    let Some(not_found) = pages.iter().find(|page| page.code.as_u16() == 404) else {
        return &[README];
    };
    for host in ["cloudflare-pages", "firebase", "netlify"] {
        files.add(format!("{host}/404.html"), not_found.multilingual.as_str());
    }
    for page in not_found.html() {
        let locale = page.locale().to_string();
        files.add(format!("netlify/404/{locale}.html"), page.body());
        for tag in country_tags.iter().filter(|tag| tag.locale == locale) {
            let CountryTag { language, country, .. } = tag;
            let country = country.unwrap_or("ALL");
            let dir = format!("firebase/localized-files/{language}_{country}");
            files.add(format!("{dir}/404.html"), page.body());
        }
    }
    TEMPLATES
}

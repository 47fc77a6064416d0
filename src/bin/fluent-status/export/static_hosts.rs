//! Hosts of static files: Netlify, Cloudflare Pages, Firebase, and buckets like S3.

use super::languages::Home;
use super::pages::CodePages;
use super::{Files, Template};

const README: Template = ("README.md", include_str!("static_hosts/README.md"));
const TEMPLATES: &[Template] = &[
    README,
    ("firebase/firebase.json", include_str!("static_hosts/firebase.json")),
    ("netlify/_redirects", include_str!("static_hosts/_redirects")),
];

/// Places the pages where each host looks for them, and tells which templates go with them.
pub fn add(pages: &[CodePages], homes: &[Home], files: &mut Files) -> &'static [Template] {
    for page in pages {
        files.add(format!("bucket/{}.html", page.code.as_str()), page.multilingual.as_str());
    }
    // The one page that these hosts look for.
    let Some(not_found) = pages.iter().find(|page| page.code.as_u16() == 404) else {
        return &[README];
    };
    for host in ["cloudflare-pages", "firebase", "netlify"] {
        files.add(format!("{host}/404.html"), not_found.multilingual.as_str());
    }
    for page in not_found.html() {
        let locale = page.locale().to_string();
        files.add(format!("netlify/404/{locale}.html"), page.body());
        for Home { language, country, .. } in homes.iter().filter(|home| home.locale == locale) {
            let country = country.unwrap_or("ALL");
            let folder = format!("firebase/localized-files/{language}_{country}");
            files.add(format!("{folder}/404.html"), page.body());
        }
    }
    TEMPLATES
}

//! Apache httpd.

use super::languages::{Languages, Tag};
use super::pages::CodePages;
use super::{Files, Template};

pub const TEMPLATES: &[Template] = &[
    ("status-pages.conf", include_str!("apache/status-pages.conf")),
    ("README.md", include_str!("apache/README.md")),
];

/// Returns `true` if Apache can respond with a code.
pub fn supports(code: u16) -> bool {
    matches!(code, 400..=417 | 421..=424 | 426 | 428 | 429 | 431 | 451 | 500..=508 | 510 | 511)
}

/// The file extension and media type of each format.
const FORMATS: [(&str, &str); 3] =
    [("html", "text/html"), ("json", "application/problem+json"), ("txt", "text/plain")];

/// The maximum number of tags in a line, because a line of a type map must be shorter than 8 KiB.
const MAX_TAGS_IN_LINE: usize = 400;

/// Adds a type map for each code and format, which lists the languages of each file.
pub fn add(pages: &[CodePages], languages: &Languages, files: &mut Files) {
    let tags = languages.all_tags();
    for page in pages {
        for (extension, media_type) in FORMATS {
            let map = type_map(page, extension, media_type, &tags);
            files.add(format!("pages/{}.{extension}.var", page.code.as_str()), map);
        }
    }
}

fn type_map(page: &CodePages, extension: &str, media_type: &str, tags: &[Tag]) -> String {
    let mut map = String::new();
    for locale in page.locales() {
        let tags = tags.iter().filter(|tag| page.language_of(&tag.locale) == locale);
        let tags: Vec<&str> = tags.map(|tag| tag.tag.as_str()).collect();
        for tags in tags.chunks(MAX_TAGS_IN_LINE) {
            map += &format!(
                "URI: {code}.{locale}.{extension}\nContent-Type: {media_type}\n\
                 Content-Language: {tags}\n\n",
                code = page.code.as_str(),
                tags = tags.join(", "),
            );
        }
    }
    map
}

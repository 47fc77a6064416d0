//! The language ranges of an `Accept-Language` header ([RFC 9110 §12.5.4]).
//!
//! [RFC 9110 §12.5.4]: https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.4

use unic_langid::LanguageIdentifier;

use super::language_tag;
use crate::header_list::{HeaderList, Quality};

/// One element of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LanguageRange {
    /// `None` for `*`.
    pub(super) tag: Option<LanguageIdentifier>,
    pub(super) quality: Quality,
}

/// Iterates over the ranges of a header. Malformed ranges are skipped.
pub(super) fn ranges<'a>(
    values: impl Iterator<Item = &'a [u8]>,
) -> impl Iterator<Item = LanguageRange> {
    HeaderList::new(values).filter_map(|element| {
        let tag = match element.range {
            b"*" => None,
            range => Some(language_tag::parse(range)?),
        };
        Some(LanguageRange { tag, quality: element.quality })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header_list::{MAX_BYTES, MAX_ELEMENTS};

    fn read(value: &str) -> Vec<(String, Quality)> {
        read_all(&[value])
    }

    fn read_all(values: &[&str]) -> Vec<(String, Quality)> {
        let ranges = ranges(values.iter().map(|value| value.as_bytes()));
        let shown = ranges.map(|range| {
            let tag = range.tag.map_or("*".to_owned(), |tag| tag.language.to_string());
            (tag, range.quality)
        });
        shown.collect()
    }

    #[track_caller]
    fn reads_as(value: &str, expected: &[(&str, Quality)]) {
        let expected: Vec<_> =
            expected.iter().map(|&(tag, quality)| (tag.to_owned(), quality)).collect();
        assert_eq!(read(value), expected, "{value:?}");
    }

    #[test]
    fn quality_has_up_to_three_decimals() {
        reads_as("zh", &[("zh", 1000)]);
        for (value, quality) in [
            ("0", 0),
            ("0.", 0),
            ("0.0", 0),
            ("0.000", 0),
            ("0.001", 1),
            ("0.05", 50),
            ("0.5", 500),
            ("0.999", 999),
            ("1", 1000),
            ("1.", 1000),
            ("1.0", 1000),
            ("1.000", 1000),
        ] {
            reads_as(&format!("zh;q={value}"), &[("zh", quality)]);
            reads_as(&format!("zh;Q={value}"), &[("zh", quality)]);
        }
    }

    #[test]
    fn a_malformed_quality_skips_only_its_element() {
        for value in [
            "", "abc", "NaN", "-1", "+1", ".5", "1.5", "1.001", "2", "00", "0.1234", "1.0000",
            "0.5x", "1e0", "٠",
        ] {
            let kept = read(&format!("zh;q={value},en;q=0.5"));
            assert!(!kept.iter().any(|(tag, _)| tag == "zh"), "{value}: {kept:?}");
            assert!(kept.contains(&("en".to_owned(), 500)), "{value}: {kept:?}");
        }
        reads_as("zh;q,en", &[("en", 1000)]);
        reads_as("zh;q =1,en", &[("en", 1000)]);
        reads_as("zh;q= 1,en", &[("en", 1000)]);
    }

    #[test]
    fn whitespace_and_empty_elements_are_ignored() {
        reads_as(" \tzh\t ;\t q=0.5 \t,, ,en ,", &[("zh", 500), ("en", 1000)]);
        reads_as("", &[]);
        reads_as(" , ,\t", &[]);
    }

    #[test]
    fn other_parameters_are_ignored_and_the_first_q_counts() {
        reads_as("zh;level=1;q=0.5;q=0.9;charset", &[("zh", 500)]);
        reads_as("zh;quality=0.1", &[("zh", 1000)]);
        reads_as("zh;;q=0.3", &[("zh", 300)]);
        // The header has no quoted strings.
        reads_as(r#"zh;a="b;q=0.5,en"#, &[("zh", 500), ("en", 1000)]);
        reads_as(r#"zh;q="0.5,en;q=0"#, &[("en", 0)]);
        reads_as(r#""zh,en"#, &[("en", 1000)]);
    }

    #[test]
    fn a_decimal_comma_is_accepted() {
        reads_as("en;q=0,6", &[("en", 600)]);
        reads_as("en-GB, en;q=0,6, *", &[("en", 1000), ("en", 600), ("*", 1000)]);
        reads_as("zh;Q=0,125 ;a=b,en;q=1,0", &[("zh", 125), ("en", 1000)]);
        reads_as("zh;q=1,5,en", &[("en", 1000)]);
        // With a space, or with anything but one to three digits, it is the next element.
        reads_as("zh;q=0, 6,en", &[("zh", 0), ("en", 1000)]);
        reads_as("zh;q=0,6a,en", &[("zh", 0), ("en", 1000)]);
        reads_as("zh;q=0,1234,en", &[("zh", 0), ("en", 1000)]);
        reads_as("zh;q=0,,6", &[("zh", 0)]);
        reads_as("zh;q=0.5,6", &[("zh", 500)]);
        // The limit does not cut a quality in two.
        let filler = ";".repeat(MAX_BYTES - 11);
        reads_as(&format!("fr,{filler},en;q=0,6"), &[("fr", 1000)]);
    }

    #[test]
    fn several_values_are_one_list() {
        let expected = [("zh".to_owned(), 500), ("en".to_owned(), 1000), ("*".to_owned(), 100)];
        assert_eq!(read_all(&["zh;q=0.5, en", "", "*;q=0.1"]), expected);
    }

    #[test]
    fn elements_beyond_the_limits_are_ignored_and_none_is_cut() {
        assert_eq!(read(&"en,".repeat(100)).len(), MAX_ELEMENTS);

        // `zh-tw` ends just inside the limit, then just outside it. Cut, it would be another tag.
        let inside = format!("{},zh-tw,en", ";".repeat(MAX_BYTES - 6));
        assert_eq!(read(&inside), [("zh".to_owned(), 1000)]);
        let outside = format!("{},zh-tw,en", ";".repeat(MAX_BYTES - 5));
        assert_eq!(read(&outside), []);

        // Malformed elements count, empty ones do not.
        assert_eq!(read(&format!("{}zh", "!,".repeat(MAX_ELEMENTS))), []);
        assert_eq!(read(&format!("{}zh", " ,".repeat(MAX_ELEMENTS))), [("zh".to_owned(), 1000)]);

        // The limit applies to all values together, as if they were joined. Nothing is read after a cut.
        let filler = " ".repeat(MAX_BYTES - 4);
        assert_eq!(read_all(&[&filler, "zh", "en"]), [("zh".to_owned(), 1000)]);
        assert_eq!(read_all(&[&filler, "zh-tw", "en"]), []);
    }
}

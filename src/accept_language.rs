//! From the value of an `Accept-Language` field to language ranges.
//!
//! The field is that of [RFC 9110 §12.5.4]. Whatever the bytes, reading them takes a bounded time,
//! allocates nothing and cannot fail.
//!
//! [RFC 9110 §12.5.4]: https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.4

use crate::list::{self, MAX_QUALITY, Quality, is_end, quality_value, trim_start};
use crate::tag::Tag;

/// One element of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LanguageRange {
    /// `None` for `*`.
    pub(crate) tag: Option<Tag>,
    pub(crate) quality: Quality,
}

/// Reads the ranges of a field, in its order.
pub(crate) fn read<'a>(lines: impl Iterator<Item = &'a [u8]>, mut take: impl FnMut(LanguageRange)) {
    list::read(lines, |element| {
        let (range, rest) = language_range(element);
        if let Some(range) = range {
            take(range);
        }
        Some(rest)
    });
}

/// Reads an element, and gives some of what is left of it with all that is behind it.
// A server has more than one way into it, and each is to be as quick as if there were one.
#[inline(always)]
fn language_range(element: &[u8]) -> (Option<LanguageRange>, &[u8]) {
    let (tag, rest) = match element {
        [b'*', rest @ ..] => (None, rest),
        _ => match Tag::parse_start(element) {
            (None, rest) => return (None, rest),
            (tag, rest) => (tag, rest),
        },
    };
    let (quality, rest) = quality(rest);
    (quality.map(|quality| LanguageRange { tag, quality }), rest)
}

/// Reads the parameters of an element. `None` where the quality is malformed, or where something
/// else follows the range.
#[inline]
fn quality(rest: &[u8]) -> (Option<Quality>, &[u8]) {
    match rest {
        [] | [b',', ..] => (Some(MAX_QUALITY), rest),
        [b';', b'q', b'=', value @ ..] => quality_value(value),
        _ => quality_among_parameters(rest),
    }
}

/// The first `q` counts; other parameters say nothing to us. The field has none, and so a quote is
/// a byte like any other.
#[inline(never)]
fn quality_among_parameters(mut rest: &[u8]) -> (Option<Quality>, &[u8]) {
    loop {
        rest = trim_start(rest);
        let [b';', parameter @ ..] = rest else {
            return (is_end(rest).then_some(MAX_QUALITY), rest);
        };
        match trim_start(parameter) {
            [b'q' | b'Q', b'=', value @ ..] => return quality_value(value),
            [b'q' | b'Q'] | [b'q' | b'Q', b' ' | b'\t' | b',' | b';', ..] => return (None, rest),
            parameter => {
                let len = parameter.iter().take_while(|byte| !matches!(byte, b',' | b';')).count();
                rest = parameter.get(len..).unwrap_or_default();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::{MAX_BYTES, MAX_RANGES};

    fn read(line: &str) -> Vec<(String, Quality)> {
        read_lines(&[line])
    }

    fn read_lines(lines: &[&str]) -> Vec<(String, Quality)> {
        let mut ranges = Vec::new();
        super::read(lines.iter().map(|line| line.as_bytes()), |range| {
            let tag = range.tag.map_or("*".to_owned(), |tag| tag.language.to_string());
            ranges.push((tag, range.quality));
        });
        ranges
    }

    #[track_caller]
    fn reads_as(line: &str, expected: &[(&str, Quality)]) {
        let expected: Vec<_> =
            expected.iter().map(|&(tag, quality)| (tag.to_owned(), quality)).collect();
        assert_eq!(read(line), expected, "{line:?}");
    }

    #[test]
    fn qualities() {
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
    fn a_malformed_quality_drops_its_element_only() {
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
    fn whitespace_and_empty_elements() {
        reads_as(" \tzh\t ;\t q=0.5 \t,, ,en ,", &[("zh", 500), ("en", 1000)]);
        reads_as("", &[]);
        reads_as(" , ,\t", &[]);
    }

    #[test]
    fn other_parameters_are_ignored_and_the_first_q_counts() {
        reads_as("zh;level=1;q=0.5;q=0.9;charset", &[("zh", 500)]);
        reads_as("zh;quality=0.1", &[("zh", 1000)]);
        reads_as("zh;;q=0.3", &[("zh", 300)]);
        // A quote is a byte like any other.
        reads_as(r#"zh;a="b;q=0.5,en"#, &[("zh", 500), ("en", 1000)]);
        reads_as(r#"zh;q="0.5,en;q=0"#, &[("en", 0)]);
        reads_as(r#""zh,en"#, &[("en", 1000)]);
    }

    #[test]
    fn several_lines_are_one_list() {
        let expected = [("zh".to_owned(), 500), ("en".to_owned(), 1000), ("*".to_owned(), 100)];
        assert_eq!(read_lines(&["zh;q=0.5, en", "", "*;q=0.1"]), expected);
    }

    #[test]
    fn no_more_than_the_bound_is_read_and_no_element_is_cut() {
        assert_eq!(read(&"en,".repeat(100)).len(), MAX_RANGES);

        // `zh` ends just inside the bound, then just outside it; cut, it would be another tag.
        let inside = format!("{},zh-tw,en", ";".repeat(MAX_BYTES - 6));
        assert_eq!(read(&inside), [("zh".to_owned(), 1000)]);
        let outside = format!("{},zh-tw,en", ";".repeat(MAX_BYTES - 5));
        assert_eq!(read(&outside), []);

        // Malformed elements count, and empty ones do not.
        assert_eq!(read(&format!("{}zh", "!,".repeat(MAX_RANGES))), []);
        assert_eq!(read(&format!("{}zh", " ,".repeat(MAX_RANGES))), [("zh".to_owned(), 1000)]);

        // The bound is for all lines together, as if they were joined; after a cut, no more is read.
        let filler = " ".repeat(MAX_BYTES - 4);
        assert_eq!(read_lines(&[&filler, "zh", "en"]), [("zh".to_owned(), 1000)]);
        assert_eq!(read_lines(&[&filler, "zh-tw", "en"]), []);
    }
}

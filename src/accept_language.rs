//! From the value of an `Accept-Language` field to language ranges.
//!
//! [RFC 9110 §12.5.4] gives the field, §12.4.2 the quality values and §5.6.1 the list. Whatever
//! the bytes, reading them takes a bounded time, allocates nothing and cannot fail.
//!
//! [RFC 9110 §12.5.4]: https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.4

use crate::tag::Tag;

/// No more of a field is read: real ones have about 100 bytes.
pub(crate) const MAX_BYTES: usize = 1024;
/// No more ranges are read: real fields have fewer than 10.
pub(crate) const MAX_RANGES: usize = 32;

/// How much the reader wants it, from 0 (not at all) to 1000 ([RFC 9110 §12.4.2] has at most three
/// decimals).
///
/// [RFC 9110 §12.4.2]: https://www.rfc-editor.org/rfc/rfc9110.html#section-12.4.2
pub(crate) type Quality = u16;

pub(crate) const MAX_QUALITY: Quality = 1000;

/// One element of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LanguageRange {
    /// `None` for `*`.
    pub(crate) tag: Option<Tag>,
    pub(crate) quality: Quality,
}

/// The ranges of a field, in its order. Several field lines are one list ([RFC 9110 §5.3]);
/// a malformed element is dropped, and the rest is kept.
///
/// [RFC 9110 §5.3]: https://www.rfc-editor.org/rfc/rfc9110.html#section-5.3
pub(crate) fn ranges<'a>(
    lines: impl Iterator<Item = &'a [u8]>,
) -> impl Iterator<Item = LanguageRange> {
    let mut budget = MAX_BYTES;
    lines
        .map_while(move |line| {
            let line = up_to(budget, line)?;
            budget -= line.len();
            Some(line)
        })
        .flat_map(|line| Elements { rest: line })
        .flatten()
        .take(MAX_RANGES)
}

/// As many whole elements of a line as `budget` bytes hold; `None` where not even one fits.
fn up_to(budget: usize, line: &[u8]) -> Option<&[u8]> {
    if line.len() <= budget {
        return Some(line);
    }
    let end = line.get(..=budget)?.iter().rposition(|&byte| byte == b',')?;
    line.get(..end)
}

/// The elements of a list, `None` for one that is malformed. Empty ones are skipped.
struct Elements<'a> {
    rest: &'a [u8],
}

impl Iterator for Elements<'_> {
    type Item = Option<LanguageRange>;

    fn next(&mut self) -> Option<Self::Item> {
        while let [b' ' | b'\t' | b',', rest @ ..] = self.rest {
            self.rest = rest;
        }
        if self.rest.is_empty() {
            return None;
        }
        let (range, rest) = language_range(self.rest);
        self.rest = from_next(|byte| byte == b',', rest);
        Some(range)
    }
}

/// Reads an element, and gives some of what is left of it with all that is behind it.
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

/// Reads the parameters of an element. The first `q` counts; others say nothing to us. `None`
/// where the value is malformed, or where something else follows the range.
fn quality(mut rest: &[u8]) -> (Option<Quality>, &[u8]) {
    loop {
        rest = trim_start(rest);
        let [b';', parameter @ ..] = rest else {
            return (is_end(rest).then_some(MAX_QUALITY), rest);
        };
        rest = trim_start(parameter);
        if let [b'q' | b'Q', b'=', value @ ..] = rest {
            let (quality, rest) = quality_value(value);
            let rest = trim_start(rest);
            let is_whole = is_end(rest) || rest.starts_with(b";");
            return (quality.filter(|_| is_whole), rest);
        }
        if let [b'q' | b'Q'] | [b'q' | b'Q', b' ' | b'\t' | b',' | b';', ..] = rest {
            return (None, rest);
        }
        rest = from_next(|byte| matches!(byte, b',' | b';'), rest);
    }
}

/// Reads a `qvalue`: 0 to 1, with at most three decimals.
fn quality_value(value: &[u8]) -> (Option<Quality>, &[u8]) {
    let (mut quality, mut rest) = match value {
        [b'0', rest @ ..] => (0, rest),
        [b'1', rest @ ..] => (MAX_QUALITY, rest),
        _ => return (None, value),
    };
    if let [b'.', decimals @ ..] = rest {
        rest = decimals;
        for place in [100, 10, 1] {
            let [digit @ b'0'..=b'9', more @ ..] = rest else { break };
            quality += Quality::from(digit - b'0') * place;
            rest = more;
        }
    }
    ((quality <= MAX_QUALITY).then_some(quality), rest)
}

fn is_end(rest: &[u8]) -> bool {
    matches!(rest, [] | [b',', ..])
}

/// Optional whitespace is spaces and tabs ([RFC 9110 §5.6.3]).
///
/// [RFC 9110 §5.6.3]: https://www.rfc-editor.org/rfc/rfc9110.html#section-5.6.3
fn trim_start(mut bytes: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] = bytes {
        bytes = rest;
    }
    bytes
}

/// What begins with the next byte of a kind; nothing where there is none.
fn from_next(is_next: impl Fn(u8) -> bool, mut bytes: &[u8]) -> &[u8] {
    while let [byte, rest @ ..] = bytes {
        if is_next(*byte) {
            break;
        }
        bytes = rest;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<(String, Quality)> {
        read_lines(&[line])
    }

    fn read_lines(lines: &[&str]) -> Vec<(String, Quality)> {
        ranges(lines.iter().map(|line| line.as_bytes()))
            .map(|range| {
                let tag = range.tag.map_or("*".to_owned(), |tag| tag.language.to_string());
                (tag, range.quality)
            })
            .collect()
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

        // The bound is for all lines together.
        let filler = " ".repeat(MAX_BYTES - 2);
        assert_eq!(read_lines(&[&filler, "zh", "en"]), [("zh".to_owned(), 1000)]);
    }
}

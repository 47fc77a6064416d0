//! The lists of what a reader's software accepts: elements with a quality each.
//!
//! `Accept` and `Accept-Language` share their form: [RFC 9110 §5.6.1] has the list, §12.4.2 the
//! quality values.
//!
//! [RFC 9110 §5.6.1]: https://www.rfc-editor.org/rfc/rfc9110.html#section-5.6.1

/// No more of a field is read: real ones have about 100 bytes.
pub(crate) const MAX_BYTES: usize = 1024;
/// No more ranges are read, well-formed or not: real fields have fewer than 10.
pub(crate) const MAX_RANGES: usize = 32;

/// How much the reader wants it, from 0 (not at all) to 1000 ([RFC 9110 §12.4.2] has at most three
/// decimals).
///
/// [RFC 9110 §12.4.2]: https://www.rfc-editor.org/rfc/rfc9110.html#section-12.4.2
pub(crate) type Quality = u16;

pub(crate) const MAX_QUALITY: Quality = 1000;

/// Gives each element to a function that reads it, from its first byte to the end of its line, and
/// says what it left of that, or `None` to stop. Several field lines are one list
/// ([RFC 9110 §5.3]).
///
/// [RFC 9110 §5.3]: https://www.rfc-editor.org/rfc/rfc9110.html#section-5.3
#[inline]
pub(crate) fn read<'a>(
    lines: impl Iterator<Item = &'a [u8]>,
    mut read_element: impl FnMut(&'a [u8]) -> Option<&'a [u8]>,
) {
    let mut bytes_left = MAX_BYTES;
    let mut ranges_left = MAX_RANGES;
    for line in lines {
        let Some(mut rest) = up_to(bytes_left, line) else { return };
        let is_cut = rest.len() < line.len();
        bytes_left = bytes_left.saturating_sub(rest.len() + ", ".len());
        while let Some(element) = next_element(rest) {
            if ranges_left == 0 {
                return;
            }
            ranges_left -= 1;
            let Some(after) = read_element(element) else { return };
            rest = behind_comma(after);
        }
        if is_cut {
            return;
        }
    }
}

/// What begins with the next element; empty ones are skipped.
fn next_element(mut bytes: &[u8]) -> Option<&[u8]> {
    while let [b' ' | b'\t' | b',', rest @ ..] = bytes {
        bytes = rest;
    }
    (!bytes.is_empty()).then_some(bytes)
}

/// As many whole elements of a line as `budget` bytes hold; `None` where not even one fits.
fn up_to(budget: usize, line: &[u8]) -> Option<&[u8]> {
    if line.len() <= budget {
        return Some(line);
    }
    let end = line.get(..=budget)?.iter().rposition(|&byte| byte == b',')?;
    line.get(..end)
}

/// Reads a `qvalue`: 0 to 1, with at most three decimals.
#[inline]
pub(crate) fn quality_value(value: &[u8]) -> (Option<Quality>, &[u8]) {
    let (mut quality, mut rest) = match value {
        [b'0', rest @ ..] => (0, rest),
        [b'1', rest @ ..] => (MAX_QUALITY, rest),
        _ => return (None, value),
    };
    if let [b'.', decimals @ ..] = rest {
        rest = decimals;
        let mut place = 100;
        while let ([digit @ b'0'..=b'9', more @ ..], 1..) = (rest, place) {
            quality += Quality::from(digit - b'0') * place;
            place /= 10;
            rest = more;
        }
    }
    rest = trim_start(rest);
    let is_whole = matches!(rest, [] | [b',' | b';', ..]);
    ((is_whole && quality <= MAX_QUALITY).then_some(quality), rest)
}

pub(crate) fn is_end(rest: &[u8]) -> bool {
    matches!(rest, [] | [b',', ..])
}

/// Optional whitespace is spaces and tabs ([RFC 9110 §5.6.3]).
///
/// [RFC 9110 §5.6.3]: https://www.rfc-editor.org/rfc/rfc9110.html#section-5.6.3
pub(crate) fn trim_start(mut bytes: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] = bytes {
        bytes = rest;
    }
    bytes
}

/// What follows the element that the bytes are in.
fn behind_comma(bytes: &[u8]) -> &[u8] {
    if let [b',', rest @ ..] = bytes {
        return rest;
    }
    let mut parts = bytes.splitn(2, |&byte| byte == b',');
    parts.nth(1).unwrap_or_default()
}

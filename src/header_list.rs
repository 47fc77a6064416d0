//! An iterator over the elements of a header list with quality values.
//!
//! `Accept` and `Accept-Language` share this form: [RFC 9110 §5.6.1] defines the list, §12.4.2 the
//! quality values. Reading takes a bounded time, allocates nothing and cannot fail.
//!
//! [RFC 9110 §5.6.1]: https://www.rfc-editor.org/rfc/rfc9110.html#section-5.6.1

/// The most bytes of a header that are read. Real headers have about 100.
pub(crate) const MAX_BYTES: usize = 1024;
/// The most elements that are read, malformed ones included. Real headers have fewer than 10.
pub(crate) const MAX_ELEMENTS: usize = 32;

/// A quality from 0 (not acceptable) to 1000, because a `qvalue` has at most three decimals
/// ([RFC 9110 §12.4.2]).
///
/// [RFC 9110 §12.4.2]: https://www.rfc-editor.org/rfc/rfc9110.html#section-12.4.2
pub(crate) type Quality = u16;

pub(crate) const MAX_QUALITY: Quality = 1000;

/// One element of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Element<'a> {
    /// The range before the parameters, without surrounding whitespace.
    pub(crate) range: &'a [u8],
    pub(crate) quality: Quality,
}

/// Iterates over the elements of a header. An element with a malformed quality is skipped.
///
/// Several values of a header are one list ([RFC 9110 §5.3]).
///
/// [RFC 9110 §5.3]: https://www.rfc-editor.org/rfc/rfc9110.html#section-5.3
#[derive(Clone, Debug)]
pub(crate) struct HeaderList<'a, I> {
    values: I,
    /// The unread rest of the current value.
    rest: &'a [u8],
    bytes_left: usize,
    elements_left: usize,
    has_quoted_strings: bool,
}

impl<'a, I: Iterator<Item = &'a [u8]>> HeaderList<'a, I> {
    /// Creates an iterator over the values of one header. A quote has no special meaning.
    pub(crate) fn new(values: I) -> Self {
        Self {
            values,
            rest: &[],
            bytes_left: MAX_BYTES,
            elements_left: MAX_ELEMENTS,
            has_quoted_strings: false,
        }
    }

    /// Allows quoted strings in parameters, as `Accept` does. They can contain commas and
    /// semicolons.
    #[cfg(feature = "pages")]
    pub(crate) fn with_quoted_strings(mut self) -> Self {
        self.has_quoted_strings = true;
        self
    }

    /// Moves to the next value.
    fn next_value(&mut self) -> Option<()> {
        let value = self.values.next()?;
        self.rest = whole_elements(value, self.bytes_left);
        // Values count as if they were joined. After a cut, no byte is left.
        self.bytes_left = self.bytes_left.saturating_sub(value.len() + ", ".len());
        Some(())
    }

    /// Returns the length of the parameter at the start of `bytes`. It includes the decimals after a
    /// decimal comma, because some browsers send `q=0,6`, and no range consists of digits.
    fn parameter_len(&self, bytes: &[u8]) -> usize {
        let len = self.len_to_delimiter(bytes);
        let (parameter, rest) = bytes.split_at(len);
        if matches!(trim_start(parameter), [b'q' | b'Q', b'=', b'0' | b'1'])
            && let [b',', rest @ ..] = rest
        {
            let (fraction, _) = rest.split_at(self.len_to_delimiter(rest));
            let decimals = trim_end(fraction);
            if (1..=3).contains(&decimals.len()) && decimals.iter().all(u8::is_ascii_digit) {
                return len + ",".len() + fraction.len();
            }
        }
        len
    }

    /// Returns the length up to the next comma or semicolon outside quoted strings. A quoted string
    /// without an end extends to the end of the value.
    fn len_to_delimiter(&self, bytes: &[u8]) -> usize {
        let mut is_quoted = false;
        let mut is_escaped = false;
        let is_end = |byte: &u8| {
            match byte {
                _ if is_escaped => is_escaped = false,
                b',' | b';' if !is_quoted => return true,
                b'"' => is_quoted = self.has_quoted_strings && !is_quoted,
                b'\\' => is_escaped = is_quoted,
                _ => {}
            }
            false
        };
        bytes.iter().position(is_end).unwrap_or(bytes.len())
    }
}

impl<'a, I: Iterator<Item = &'a [u8]>> Iterator for HeaderList<'a, I> {
    type Item = Element<'a>;

    fn next(&mut self) -> Option<Element<'a>> {
        loop {
            match self.rest {
                [] => self.next_value()?,
                [b' ' | b'\t' | b',', rest @ ..] => self.rest = rest,
                _ => {
                    self.elements_left = self.elements_left.checked_sub(1)?;
                    let end = self.rest.iter().position(|byte| matches!(byte, b',' | b';'));
                    let (range, mut rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
                    let mut quality = None;
                    while let [b';', parameters @ ..] = rest {
                        let len = self.parameter_len(parameters);
                        let (parameter, others) = parameters.split_at(len);
                        // The first `q` counts.
                        quality = quality.or_else(|| quality_parameter(parameter));
                        rest = others;
                    }
                    self.rest = rest;
                    if let Some(quality) = quality.unwrap_or(Some(MAX_QUALITY)) {
                        return Some(Element { range: trim_end(range), quality });
                    }
                }
            }
        }
    }
}

/// Returns the elements of a value that end within `limit` bytes.
fn whole_elements(value: &[u8], limit: usize) -> &[u8] {
    if value.len() <= limit {
        return value;
    }
    let is_end = |end: &usize| match value.get(*end..) {
        // A comma before a digit may be a decimal comma.
        Some([b',', next, ..]) => !next.is_ascii_digit(),
        Some([b',']) => true,
        _ => false,
    };
    let end = (0..=limit).rev().find(is_end);
    end.and_then(|end| value.get(..end)).unwrap_or_default()
}

/// Parses a parameter. `None` if it is not `q`; `Some(None)` if its value is malformed.
fn quality_parameter(parameter: &[u8]) -> Option<Option<Quality>> {
    match trim_start(parameter) {
        [b'q' | b'Q', b'=', value @ ..] => Some(parse_quality(trim_end(value))),
        [b'q' | b'Q'] | [b'q' | b'Q', b' ' | b'\t', ..] => Some(None),
        _ => None,
    }
}

/// Parses a `qvalue`: 0 to 1, with at most three decimals.
fn parse_quality(value: &[u8]) -> Option<Quality> {
    let (mut quality, fraction) = match value {
        [b'0', fraction @ ..] => (0, fraction),
        [b'1', fraction @ ..] => (MAX_QUALITY, fraction),
        _ => return None,
    };
    let decimals = match fraction {
        [] => fraction,
        [b'.' | b',', decimals @ ..] if decimals.len() <= 3 => decimals,
        _ => return None,
    };
    let mut unit = 100;
    for digit in decimals {
        let digit = digit.checked_sub(b'0').filter(|digit| *digit <= 9)?;
        quality += Quality::from(digit) * unit;
        unit /= 10;
    }
    (quality <= MAX_QUALITY).then_some(quality)
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

fn trim_end(mut bytes: &[u8]) -> &[u8] {
    while let [rest @ .., b' ' | b'\t'] = bytes {
        bytes = rest;
    }
    bytes
}

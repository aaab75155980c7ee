//! A symbol as text for a terminal.

use crate::qr::Symbol;

impl Symbol {
    /// The symbol in half blocks with its border, for terminals with light letters on a dark
    /// ground: two rows of modules a line, the last line ends with a line feed.
    ///
    /// The blocks are the light modules. On a dark ground that is a symbol as it should be; on a
    /// light ground it is inverted, and many readers do not read it.
    ///
    /// ```
    /// # use khyber_pass::qr::Symbol;
    /// let text = Symbol::new("KP1:NCFOXN")?.to_terminal();
    /// assert_eq!(text.lines().count(), 15);
    /// assert!(text.lines().all(|line| line.chars().count() == 29));
    /// # Ok::<(), khyber_pass::qr::QrError>(())
    /// ```
    pub fn to_terminal(&self) -> String {
        self.framed().chunks(2).flat_map(|pair| line(pair).chain(['\n'])).collect()
    }
}

fn line(pair: &[Vec<bool>]) -> impl Iterator<Item = char> {
    let upper = pair.first().into_iter().flatten();
    // The number of rows is odd; what lies below the last one is the ground of the terminal.
    let lower = pair.get(1).into_iter().flatten().chain(core::iter::repeat(&true));
    upper.zip(lower).map(|dark| match dark {
        (false, false) => '█',
        (false, true) => '▀',
        (true, false) => '▄',
        (true, true) => ' ',
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_light_and_the_border_is_there() {
        let text = Symbol::new("KP1:").unwrap().to_terminal();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "█".repeat(29));
        assert_eq!(lines[14], "▀".repeat(29));
        assert!(lines[2].starts_with("████ ▄▄▄▄▄ █"), "{}", lines[2]);
    }
}

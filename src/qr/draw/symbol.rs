//! A text as a square of dark and light modules.

use super::capacity::{LARGEST, capacity, smallest_version};
use super::encode::encode;
use crate::qr::{Level, QrError};
use crate::registry::envelope::ALPHABET;

/// A QR symbol: one alphanumeric segment in the smallest version that holds it.
///
/// It is dark on light, never the other way round: many readers know only that way. Its border,
/// which every picture of it includes, is 4 modules wide (ISO/IEC 18004).
///
/// ```
/// # use khyber_pass::qr::{Level, QrError, Symbol};
/// let symbol = Symbol::new("KP1:NCFOXN")?;
/// assert_eq!((symbol.version(), symbol.level(), symbol.modules()), (1, Level::M, 21));
///
/// let png = symbol.to_png(8)?;
/// let svg = symbol.to_svg();
/// print!("{}", symbol.to_terminal());
///
/// assert_eq!(Symbol::new("kp1:"), Err(QrError::Character { at: 0 }));
/// # assert!(png.starts_with(b"\x89PNG") && svg.starts_with("<svg "));
/// # Ok::<(), QrError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Symbol {
    version: u8,
    level: Level,
    rows: Vec<Vec<bool>>,
}

impl Symbol {
    /// Draws a text at level M.
    ///
    /// # Errors
    ///
    /// - [`QrError::Character`]: a character is outside the alphanumeric alphabet.
    /// - [`QrError::TooLong`]: the text is longer than 3,391 characters.
    pub fn new(text: &str) -> Result<Self, QrError> {
        Self::with_level(text, Level::default())
    }

    /// Draws a text at the given level.
    ///
    /// # Errors
    ///
    /// - [`QrError::Character`]: a character is outside the alphanumeric alphabet.
    /// - [`QrError::TooLong`]: the text is longer than 4,296 (L), 3,391 (M), 2,420 (Q) or 1,852
    ///   (H) characters.
    pub fn with_level(text: &str, level: Level) -> Result<Self, QrError> {
        alphanumeric(text)?;
        draw(text, level, LARGEST)
    }

    /// Draws a text at the highest level that needs no larger version than the given one.
    ///
    /// The printed size and the dots of the printer allow a version; what the text leaves free of
    /// it becomes repair. A version above 40 means 40.
    ///
    /// ```
    /// # use khyber_pass::qr::{Level, Symbol};
    /// let text = "A".repeat(420);
    /// assert_eq!(Symbol::best_within(&text, 15)?.level(), Level::Q);
    /// assert_eq!(Symbol::best_within(&text, 13)?.level(), Level::M);
    /// assert!(Symbol::best_within(&text, 10).is_err());
    /// # Ok::<(), khyber_pass::qr::QrError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// - [`QrError::Character`]: a character is outside the alphanumeric alphabet.
    /// - [`QrError::TooLong`]: the text does not fit even at level L.
    pub fn best_within(text: &str, max_version: u8) -> Result<Self, QrError> {
        alphanumeric(text)?;
        let largest = max_version.min(LARGEST);
        [Level::H, Level::Q, Level::M]
            .into_iter()
            .find_map(|level| draw(text, level, largest).ok())
            .map_or_else(|| draw(text, Level::L, largest), Ok)
    }

    /// The version, from 1 to 40.
    pub fn version(&self) -> u8 {
        self.version
    }

    /// The error correction level.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The length of a side in modules, without the border.
    pub fn modules(&self) -> usize {
        self.rows.len()
    }

    /// Whether the module in column `x` of row `y` is dark, both counted from 0 at the upper left.
    /// Everything outside is border, and light.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        self.rows.get(y).and_then(|row| row.get(x)).copied().unwrap_or(false)
    }

    /// The length of a side in modules, with the border.
    pub fn framed_modules(&self) -> usize {
        self.modules().saturating_add(2 * BORDER)
    }

    /// Draws a text in exactly this version.
    pub(in crate::qr) fn at_version(text: &str, version: u8, level: Level) -> Result<Self, QrError> {
        alphanumeric(text)?;
        let too_long = QrError::TooLong { found: text.len(), limit: capacity(version, level) };
        let rows = encode(text, version, level).ok_or(too_long)?;
        Ok(Self { version, level, rows })
    }

    /// Runs of dark modules from top to bottom: column and row of the first, with the border, and how many.
    pub(in crate::qr) fn dark_runs(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        (BORDER..).zip(&self.rows).flat_map(|(y, row)| {
            let runs = row.chunk_by(|left, right| left == right);
            let start = |x: &mut usize, run: &'_ [bool]| {
                let from = *x;
                *x = x.saturating_add(run.len());
                Some((from, run.first() == Some(&true), run.len()))
            };
            runs.scan(BORDER, start).filter(|(_, dark, _)| *dark).map(move |(x, _, length)| (x, y, length))
        })
    }

    /// The rows, dark as `true`, with the border around them.
    pub(super) fn framed(&self) -> Vec<Vec<bool>> {
        let border = [false; BORDER];
        let blank = vec![false; self.framed_modules()];
        let above = vec![blank; BORDER];
        let symbol = self.rows.iter().map(|row| [&border[..], &row[..], &border[..]].concat());
        above.iter().cloned().chain(symbol).chain(above.iter().cloned()).collect()
    }
}

/// The modules show the text, which is personal.
impl core::fmt::Debug for Symbol {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Symbol")
            .field("version", &self.version)
            .field("level", &self.level)
            .finish_non_exhaustive()
    }
}

fn alphanumeric(text: &str) -> Result<(), QrError> {
    let unknown = |c| !ALPHABET.contains(c);
    text.chars().position(unknown).map_or(Ok(()), |at| Err(QrError::Character { at }))
}

fn draw(text: &str, level: Level, largest: u8) -> Result<Symbol, QrError> {
    let found = text.len();
    let too_long = QrError::TooLong { found, limit: capacity(largest, level) };
    let version = smallest_version(found, level, largest).ok_or(too_long)?;
    let rows = encode(text, version, level).ok_or(too_long)?;
    Ok(Symbol { version, level, rows })
}

/// The quiet zone (ISO/IEC 18004).
const BORDER: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::TEXT_CHARS;

    #[test]
    fn a_symbol_holds_what_the_standard_says() {
        for (level, most) in [(Level::L, TEXT_CHARS), (Level::M, 3_391), (Level::Q, 2_420), (Level::H, 1_852)]
        {
            let symbol = Symbol::with_level(&"A".repeat(most), level).unwrap();
            assert_eq!((symbol.version(), symbol.modules()), (40, 177), "{level:?}");
            let more = Symbol::with_level(&"A".repeat(most + 1), level);
            assert_eq!(more, Err(QrError::TooLong { found: most + 1, limit: most }), "{level:?}");
        }
    }

    #[test]
    fn the_smallest_version_is_taken() {
        for (chars, version) in [(20, 1), (21, 2), (262, 9), (263, 10), (420, 13)] {
            assert_eq!(Symbol::new(&"Z".repeat(chars)).unwrap().version(), version, "{chars}");
        }
    }

    #[test]
    fn the_best_level_within_a_version_is_the_highest_that_fits() {
        let text = "7".repeat(420);
        for (most, version, level) in [
            (255, 18, Level::H),
            (18, 18, Level::H),
            (17, 15, Level::Q),
            (14, 13, Level::M),
            (12, 11, Level::L),
        ] {
            let symbol = Symbol::best_within(&text, most).unwrap();
            assert_eq!((symbol.version(), symbol.level()), (version, level), "{most}");
        }
        let limit_of = |most| Symbol::best_within(&text, most).unwrap_err();
        assert_eq!(limit_of(10), QrError::TooLong { found: 420, limit: 395 });
        assert_eq!(limit_of(0), QrError::TooLong { found: 420, limit: 0 });
    }

    #[test]
    fn only_the_45_characters_are_drawn() {
        let alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
        assert!(Symbol::new(alphabet).is_ok());
        for (text, at) in [("KP1:a", 4), ("KP1:Ä", 4), ("خAB", 0), ("A\n", 1), ("خ", 0), ("A_", 1)] {
            assert_eq!(Symbol::new(text), Err(QrError::Character { at }), "{text:?}");
        }
    }

    #[test]
    fn the_corners_are_finders_and_all_outside_is_light() {
        let symbol = Symbol::new("KP1:").unwrap();
        for (x, y) in [(0, 0), (20, 0), (0, 20), (3, 3)] {
            assert!(symbol.is_dark(x, y), "{x} {y}");
        }
        for (x, y) in [(1, 1), (7, 0), (21, 0), (0, 21), (usize::MAX, usize::MAX)] {
            assert!(!symbol.is_dark(x, y), "{x} {y}");
        }
    }

    #[test]
    fn debug_shows_no_modules() {
        assert_eq!(format!("{:?}", Symbol::new("KP1:").unwrap()), "Symbol { version: 1, level: M, .. }");
    }
}

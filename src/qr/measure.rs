//! Printed sizes: dots of a printer, micrometres of paper.

use super::QrError;
use core::fmt::{Display, Formatter, Result as FmtResult};

/// The resolution of a printer or a screen, in dots an inch.
///
/// ```
/// use khyber_pass::qr::{Dpi, QrError};
///
/// let receipt_printer = Dpi::new(203)?;
/// assert_eq!(receipt_printer.to_string(), "203 dpi");
/// assert_eq!(Dpi::new(0), Err(QrError::Resolution { found: 0, least: 50, most: 4_800 }));
/// # Ok::<(), QrError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dpi(u16);

impl Dpi {
    /// From 50, the coarsest label printer, to 4,800, the finest plate maker.
    ///
    /// # Errors
    /// [`QrError::Resolution`] for any other number.
    pub const fn new(dots_an_inch: u16) -> Result<Self, QrError> {
        match dots_an_inch {
            LEAST..=MOST => Ok(Self(dots_an_inch)),
            found => Err(QrError::Resolution { found, least: LEAST, most: MOST }),
        }
    }

    /// Dots an inch.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// Dots a metre, rounded, as the `pHYs` chunk of a PNG file says it.
    pub(super) fn dots_a_metre(self) -> u32 {
        divided(u64::from(self.0).saturating_mul(1_000_000), INCH)
    }

    /// How wide so many dots are, rounded.
    pub(super) fn length(self, dots: u64) -> Length {
        Length(divided(dots.saturating_mul(INCH), u64::from(self.0)))
    }

    /// How many whole dots fit.
    pub(super) fn dots_in(self, length: Length) -> u32 {
        let dots = u64::from(length.0).saturating_mul(u64::from(self.0)).checked_div(INCH).unwrap_or(0);
        u32::try_from(dots).unwrap_or(u32::MAX)
    }

    /// How many dots make at least this length.
    pub(super) fn dots_for(self, length: Length) -> u32 {
        let dots = u64::from(length.0).saturating_mul(u64::from(self.0)).div_ceil(INCH);
        u32::try_from(dots).unwrap_or(u32::MAX)
    }
}

impl Display for Dpi {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        write!(f, "{} dpi", self.0)
    }
}

/// A length on paper or on a screen, to a micrometre; at most about four kilometres.
///
/// ```
/// use khyber_pass::qr::Length;
///
/// let card = Length::micrometres(85_600);
/// assert_eq!((card.to_string(), Length::mm(48).get()), ("85.6 mm".to_owned(), 48_000));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(u32);

impl Length {
    /// Whole millimetres.
    pub fn mm(millimetres: u16) -> Self {
        Self(u32::from(millimetres).saturating_mul(1_000))
    }

    /// Micrometres.
    pub const fn micrometres(micrometres: u32) -> Self {
        Self(micrometres)
    }

    /// Micrometres.
    pub const fn get(self) -> u32 {
        self.0
    }

    pub(super) const fn times(self, factor: u32) -> Self {
        Self(self.0.saturating_mul(factor))
    }

    /// Millimetres without a unit and with a point, as files say them.
    pub(super) fn decimal(self) -> String {
        let text = format!("{}.{:03}", self.0 / 1_000, self.0 % 1_000);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

impl Display for Length {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        write!(f, "{} mm", self.decimal())
    }
}

/// How large a module is printed: whole dots of a printer, so that every module is as large as the next.
///
/// ```
/// use khyber_pass::qr::{Dpi, ModuleSize, QrError};
///
/// let size = ModuleSize::new(4, Dpi::new(300)?)?;
/// assert_eq!((size.dots(), size.length().to_string()), (4, "0.339 mm".to_owned()));
/// # Ok::<(), QrError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ModuleSize {
    dots: u8,
    dpi: Dpi,
}

impl ModuleSize {
    /// Four or more dots are read well (DENSO WAVE); fewer are at the mercy of ink and heat.
    ///
    /// # Errors
    /// [`QrError::Scale`] for no dots.
    pub const fn new(dots: u8, dpi: Dpi) -> Result<Self, QrError> {
        match dots {
            0 => Err(QrError::Scale { found: 0, limit: u8::MAX }),
            dots => Ok(Self { dots, dpi }),
        }
    }

    /// Dots on each side.
    pub const fn dots(self) -> u8 {
        self.dots
    }

    /// The resolution.
    pub const fn dpi(self) -> Dpi {
        self.dpi
    }

    /// The side of one module, to the next micrometre.
    pub fn length(self) -> Length {
        self.of(1)
    }

    /// The length of so many modules in a row, to the next micrometre.
    pub(super) fn of(self, modules: usize) -> Length {
        let modules = u64::try_from(modules).unwrap_or(u64::MAX);
        self.dpi.length(modules.saturating_mul(u64::from(self.dots)))
    }
}

/// Rounds half up.
fn divided(number: u64, by: u64) -> u32 {
    let quotient = number.saturating_add(by / 2).checked_div(by).unwrap_or(0);
    u32::try_from(quotient).unwrap_or(u32::MAX)
}

/// Micrometres in an inch.
const INCH: u64 = 25_400;

const LEAST: u16 = 50;
const MOST: u16 = 4_800;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_become_millimetres_and_back() {
        let dpi = Dpi::new(300).unwrap();
        assert_eq!(dpi.dots_a_metre(), 11_811);
        assert_eq!(dpi.length(300), Length::micrometres(25_400));
        assert_eq!(dpi.length(4), Length::micrometres(339));
        assert_eq!(dpi.dots_in(Length::micrometres(25_399)), 299);
        assert_eq!((dpi.dots_in(Length::micrometres(339)), dpi.dots_for(Length::micrometres(330))), (4, 4));
        assert_eq!(Dpi::new(4_800).unwrap().dots_in(Length::micrometres(u32::MAX)), 811_647_362);
    }

    #[test]
    fn lengths_are_written_without_idle_noughts() {
        for (micrometres, text) in [(0, "0"), (339, "0.339"), (26_070, "26.07"), (40_000, "40")] {
            assert_eq!(Length::micrometres(micrometres).decimal(), text);
        }
    }
}

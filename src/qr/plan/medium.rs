//! What a symbol is shown on, and what that bears.

use crate::qr::{Length, Level};

/// What a symbol is shown on.
///
/// | medium | usual place | at most | largest version | why |
/// |---|---|---|---|---|
/// | card | 79.6 x 47.9 mm: ID-1 less 3 mm around | Q, M | 16 at Q, 23 at M | worn every day; a face needs the room |
/// | paper | 60 x 60 mm of an A4 page | Q | 27 | folded and stained, and there is room |
/// | screen | 60 x 60 mm of a telephone | M | 27 | does not wear; glare takes small modules first |
/// | receipt | 48 x 48 mm: a roll of 58 mm | M | 13 | coarse dots that heat makes run |
///
/// Level H is never planned. It repairs most, and its modules are so small that telephones lose the symbol first:
/// see [`Level`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub enum Medium {
    /// A plastic card of the size ID-1 (ISO/IEC 7810).
    Card,
    /// A sheet of paper, A4.
    Paper,
    /// The screen of a telephone. Dots are pixels.
    Screen,
    /// A strip from a thermal printer.
    Receipt,
}

impl Medium {
    /// Every medium.
    pub const ALL: [Self; 4] = [Self::Card, Self::Paper, Self::Screen, Self::Receipt];

    /// Width and height of the usual place.
    pub const fn place(self) -> (Length, Length) {
        match self {
            Self::Card => (Length::micrometres(79_600), Length::micrometres(47_900)),
            Self::Paper | Self::Screen => (Length::micrometres(60_000), Length::micrometres(60_000)),
            Self::Receipt => (Length::micrometres(48_000), Length::micrometres(48_000)),
        }
    }

    /// The highest level that is worth its modules.
    pub const fn highest_level(self) -> Level {
        match self {
            Self::Card | Self::Paper => Level::Q,
            Self::Screen | Self::Receipt => Level::M,
        }
    }

    /// The largest version that is read well at this level; none above [`Medium::highest_level`].
    pub const fn largest_version(self, level: Level) -> u8 {
        match (self, level) {
            (_, Level::H) | (Self::Screen | Self::Receipt, Level::Q) => 0,
            (Self::Card, Level::Q) => 16,
            (Self::Card, _) => 23,
            (Self::Paper | Self::Screen, _) => 27,
            (Self::Receipt, _) => 13,
        }
    }

    /// The fewest dots a module with which a symbol is read well, and with which it is read at all.
    pub(super) const fn dots(self) -> (u8, u8) {
        match self {
            // The pixels of a screen are square and do not run.
            Self::Screen => (3, 2),
            Self::Card | Self::Paper | Self::Receipt => (4, 3),
        }
    }
}

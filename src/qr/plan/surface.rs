//! A place on a medium, and how fine its dots are.

use super::Medium;
use crate::qr::draw::LARGEST;
use crate::qr::{Dpi, Length};

/// A place for a symbol: the medium, its dots, and how much room there is.
///
/// ```
/// use khyber_pass::qr::{Dpi, Length, Level, Medium, PlanWarning, Proposal, QrError, Surface};
///
/// let card = Surface::new(Medium::Card, Dpi::new(300)?);
/// let plan = card.plan(420)?;
/// assert_eq!((plan.version(), plan.level(), plan.module_size().dots()), (15, Level::Q, 6));
/// assert_eq!(plan.to_string(), "version 15-Q, 6 dots a module (0.508 mm), 43.18 mm with the border");
/// assert_eq!(plan.warnings(), []);
///
/// // The same in a corner of 22 mm: smaller modules, and advice.
/// let corner = card.with_place(Length::mm(22), Length::mm(22));
/// let plan = corner.plan(420)?;
/// assert_eq!((plan.version(), plan.level(), plan.module_size().dots()), (13, Level::M, 3));
/// assert!(plan.warnings().contains(&PlanWarning::FewDots { found: 3, wanted: 4 }));
/// assert!(plan.proposals().contains(&Proposal::LargerPlace { side: Length::micrometres(26_077) }));
///
/// // Two thousand characters are for no such corner.
/// assert_eq!(corner.plan(2_000), Err(QrError::Space { found: 2_000, limit: 758 }));
/// assert_eq!(corner.proposals(2_000)[1], Proposal::Parts { count: 9, chars: 262 });
/// # Ok::<(), QrError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surface {
    medium: Medium,
    dpi: Dpi,
    width: Length,
    height: Length,
}

impl Surface {
    /// The usual place on this medium.
    pub const fn new(medium: Medium, dpi: Dpi) -> Self {
        let (width, height) = medium.place();
        Self { medium, dpi, width, height }
    }

    /// Another place. The border of four modules is inside it.
    pub const fn with_place(self, width: Length, height: Length) -> Self {
        Self { width, height, ..self }
    }

    /// The medium.
    pub const fn medium(&self) -> Medium {
        self.medium
    }

    /// The resolution.
    pub const fn dpi(&self) -> Dpi {
        self.dpi
    }

    /// Width and height of the place.
    pub const fn place(&self) -> (Length, Length) {
        (self.width, self.height)
    }

    /// The dots along the shorter side. A symbol is a square.
    pub(super) fn dots(&self) -> u32 {
        self.dpi.dots_in(self.width.min(self.height))
    }

    pub(super) const fn at(self, dpi: Dpi) -> Self {
        Self { dpi, ..self }
    }

    /// The dots a module has at least.
    pub(super) fn dots_of(&self, fineness: Fineness) -> u32 {
        let (well, at_all) = self.medium.dots();
        match fineness {
            Fineness::Comfortable => self.dpi.dots_for(COMFORTABLE_MODULE).max(well.into()),
            Fineness::Sharp => well.into(),
            Fineness::Coarse => at_all.into(),
        }
    }

    /// The largest version of which every module has so many dots.
    pub(super) fn largest_version(&self, fineness: Fineness) -> u8 {
        let modules = self.dots().checked_div(self.dots_of(fineness)).unwrap_or(0);
        // 17 modules, 4 more a version, and 8 of border.
        let version = modules.saturating_sub(25) / 4;
        u8::try_from(version).map_or(LARGEST, |version| version.min(LARGEST))
    }
}

/// How a module is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fineness {
    /// Large enough for a telephone at arm's length, of enough dots.
    Comfortable,
    /// Of enough dots.
    Sharp,
    /// Of fewer dots than a printer should have.
    Coarse,
}

/// A third of a millimetre, four dots at 300 dpi.
pub(super) const COMFORTABLE_MODULE: Length = Length::micrometres(330);

//! What could go wrong with a plan, and what would help.

use super::choice::Plan;
use super::surface::{COMFORTABLE_MODULE, Fineness, Surface};
use crate::limits::PARTS;
use crate::qr::draw::smallest_version;
use crate::qr::{Dpi, Length, Level, SIMPLE_READERS};
use core::fmt::{Display, Formatter, Result as FmtResult};

/// What could go wrong with a symbol that is printed as planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PlanWarning {
    /// Fewer dots a module than a printer or a screen needs to keep it square.
    FewDots {
        /// How many there are.
        found: u8,
        /// How many there should be.
        wanted: u8,
    },
    /// Modules that a telephone must come close to.
    SmallModules {
        /// The side of one.
        found: Length,
        /// What it should be.
        wanted: Length,
    },
    /// A larger version than is known to be read well on this medium.
    LargeVersion {
        /// The version.
        found: u8,
        /// The largest that should be.
        wanted: u8,
    },
    /// Level L on something that wears: a spot makes it unreadable.
    LittleRepair,
    /// A version that simple readers miss more often than not, however well it is printed. Telephones read it.
    SimpleReaders {
        /// The version.
        found: u8,
        /// The largest they read.
        wanted: u8,
    },
}

impl Display for PlanWarning {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        match self {
            Self::FewDots { found, wanted } => write!(f, "{found} dots a module, fewer than {wanted}"),
            Self::SmallModules { found, wanted } => write!(f, "modules of {found}, smaller than {wanted}"),
            Self::LargeVersion { found, wanted } => {
                write!(f, "version {found}, larger than {wanted}, the largest for this medium")
            }
            Self::LittleRepair => f.write_str("level L on a medium that wears"),
            Self::SimpleReaders { found, wanted } => {
                write!(f, "version {found}: simple readers are reliable up to {wanted}")
            }
        }
    }
}

/// What would make a symbol fit, or fit better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Proposal {
    /// A finer printer.
    FinerPrinter {
        /// Its resolution.
        dpi: Dpi,
    },
    /// A larger place.
    LargerPlace {
        /// The side of the square it needs.
        side: Length,
    },
    /// A shorter text: without a face, a smaller [`Disclosure`](crate::Disclosure), a reference instead of a record.
    FewerChars {
        /// The most characters that fit well.
        most: usize,
    },
    /// Several symbols in places of this size: see [`multipart`](crate::multipart).
    Parts {
        /// How many.
        count: usize,
        /// The characters of each, for [`Parts::MaxChars`](crate::multipart::Parts::MaxChars).
        chars: usize,
    },
}

impl Display for Proposal {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        match self {
            Self::FinerPrinter { dpi } => write!(f, "print at {dpi}"),
            Self::LargerPlace { side } => write!(f, "give it {side} on each side"),
            Self::FewerChars { most } => write!(f, "write at most {most} characters"),
            Self::Parts { count, chars } => {
                write!(f, "split it into {count} parts of at most {chars} characters")
            }
        }
    }
}

pub(super) fn warnings(plan: &Plan) -> Vec<PlanWarning> {
    let (medium, size) = (plan.surface().medium(), plan.module_size());
    let (well, _) = medium.dots();
    let (found, largest) = (plan.version(), medium.largest_version(plan.level()));
    let few = PlanWarning::FewDots { found: size.dots(), wanted: well };
    let small = PlanWarning::SmallModules { found: size.length(), wanted: COMFORTABLE_MODULE };
    let large = PlanWarning::LargeVersion { found, wanted: largest };
    let simple = PlanWarning::SimpleReaders { found, wanted: SIMPLE_READERS };
    let wears = medium != super::Medium::Screen;
    [
        (size.dots() < well, few),
        (size.length() < COMFORTABLE_MODULE, small),
        (found > largest, large),
        (plan.level() == Level::L && wears, PlanWarning::LittleRepair),
        (found > SIMPLE_READERS, simple),
    ]
    .into_iter()
    .filter_map(|(holds, warning)| holds.then_some(warning))
    .collect()
}

impl Surface {
    /// What would let so many characters fit, or fit without a warning. Each of these alone is enough, except against
    /// [`PlanWarning::SimpleReaders`]; when none of them is, there is none.
    pub fn proposals(&self, chars: usize) -> Vec<Proposal> {
        let most = self.comfortable_chars();
        let finer = FINER
            .into_iter()
            .filter_map(|dpi| Dpi::new(dpi).ok())
            .find(|dpi| *dpi > self.dpi() && chars <= self.at(*dpi).comfortable_chars());
        let fewer = (1..chars).contains(&most).then_some(Proposal::FewerChars { most });
        [finer.map(|dpi| Proposal::FinerPrinter { dpi }), self.larger_place(chars), fewer, parts(chars, most)]
            .into_iter()
            .flatten()
            .collect()
    }

    /// The side that the characters need at level M, with modules of a comfortable size.
    fn larger_place(&self, chars: usize) -> Option<Proposal> {
        let largest = self.medium().largest_version(Level::M);
        let version = smallest_version(chars, Level::M, largest)?;
        let modules = u64::from(version).saturating_mul(4).saturating_add(25);
        let side = self.dpi().length(modules.saturating_mul(self.dots_of(Fineness::Comfortable).into()));
        let (width, height) = self.place();
        (side > width.min(height)).then_some(Proposal::LargerPlace { side })
    }
}

/// Parts of a text have a head of up to 23 characters and an end of one.
fn parts(chars: usize, most: usize) -> Option<Proposal> {
    let chunk = most.checked_sub(24).filter(|chunk| *chunk > 0)?;
    let count = chars.saturating_add(1).div_ceil(chunk);
    (2..=PARTS).contains(&count).then_some(Proposal::Parts { count, chars: most })
}

/// What printers have.
const FINER: [u16; 4] = [203, 300, 600, 1_200];

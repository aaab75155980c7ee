//! Ways to prepare a picture for the search, each tried when those before it left something unread.

use super::bits::{Bits, otsu};
use super::budget::{Budget, Work};
use super::grey::Grey;
use super::guard::guarded;
use super::locate::{Located, locate};
#[cfg(feature = "qr-scan-rxing")]
use super::second;
use super::straight::straight;
use crate::qr::QrError;

/// Reads all it can within the budget.
pub(super) fn climb(grey: &Grey<'_>, budget: &Budget<'_>) -> Result<Vec<String>, QrError> {
    if grey.width().min(grey.height()) < SMALLEST_SIDE {
        return Err(QrError::None);
    }
    let small = grey.reduced(SEARCHED_PIXELS);
    let is_large = small.width() < grey.width();
    let rungs = RUNGS.iter().chain(SECOND);
    let all = u32::try_from(rungs.clone().count()).unwrap_or(u32::MAX);
    let work = Work::new(budget);
    let mut texts = Vec::new();
    for (at, rung) in (0_u32..).zip(rungs) {
        if !budget.allows(at, all) || work.is_over() {
            continue;
        }
        // Enlarged pictures cost more, but are never large.
        work.spend(small.width().saturating_mul(small.height()) >> PIXELS);
        let located = guarded(|| match rung {
            Rung::Reduced(search) => Some(search(&small, &work)),
            Rung::Whole(search) => is_large.then(|| search(&grey.reduced(WHOLE_PIXELS), &work)),
        });
        let Some(Some(located)) = located else { continue };
        for text in located.texts {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        if !texts.is_empty() && !located.unread {
            break;
        }
    }
    if texts.is_empty() { Err(QrError::None) } else { Ok(texts) }
}

type Search = fn(&Grey<'_>, &Work<'_>) -> Located;

/// One attempt: what is searched, and how.
enum Rung {
    /// The picture, reduced when it has many megapixels: quicker, and with less noise.
    Reduced(Search),
    /// A picture of many megapixels, for a small symbol in it.
    Whole(Search),
}

/// The order is that of the greatest gain for the least time, measured with `benches/readers`.
const RUNGS: [Rung; 9] = [
    Rung::Reduced(drawn),
    Rung::Reduced(blocks),
    Rung::Reduced(means),
    Rung::Reduced(doubled),
    Rung::Reduced(smoothed),
    Rung::Reduced(inverted),
    Rung::Reduced(halved),
    Rung::Reduced(trebled),
    Rung::Whole(blocks),
];

#[cfg(feature = "qr-scan-rxing")]
const SECOND: &[Rung] = &[
    Rung::Reduced(second::plain),
    Rung::Reduced(second::smoothed),
    Rung::Reduced(second::means),
    Rung::Reduced(second::doubled),
    Rung::Reduced(second::two_shades),
    Rung::Reduced(second::sharpened),
    Rung::Reduced(second::inverted),
];
#[cfg(not(feature = "qr-scan-rxing"))]
const SECOND: &[Rung] = &[];

/// How many attempts there are without a second decoder.
pub(super) const OWN: u32 = 9;

fn drawn(grey: &Grey<'_>, _: &Work<'_>) -> Located {
    Located { texts: straight(grey), unread: false }
}

fn blocks(grey: &Grey<'_>, work: &Work<'_>) -> Located {
    locate(&Bits::by_blocks(grey), grey, work)
}

fn means(grey: &Grey<'_>, work: &Work<'_>) -> Located {
    locate(&Bits::below_mean(grey), grey, work)
}

fn doubled(grey: &Grey<'_>, work: &Work<'_>) -> Located {
    means(&grey.magnified(2), work)
}

fn smoothed(grey: &Grey<'_>, work: &Work<'_>) -> Located {
    let smooth = grey.smoothed();
    locate(&Bits::below(&smooth, otsu(&smooth)), &smooth, work)
}

fn inverted(grey: &Grey<'_>, work: &Work<'_>) -> Located {
    let inverted = grey.inverted();
    let texts = straight(&inverted);
    if texts.is_empty() { blocks(&inverted, work) } else { Located { texts, unread: false } }
}

fn halved(grey: &Grey<'_>, work: &Work<'_>) -> Located {
    means(&grey.divided(2).smoothed(), work)
}

fn trebled(grey: &Grey<'_>, work: &Work<'_>) -> Located {
    let large = grey.smoothed().magnified(3);
    locate(&Bits::below(&large, otsu(&large)), &large, work)
}

/// The side of a version 1 symbol, in modules.
const SMALLEST_SIDE: usize = 21;

/// So many bits of pixels are one piece of work.
const PIXELS: u32 = 13;

/// Most pixels that are searched again and again.
const SEARCHED_PIXELS: usize = 2_500_000;

/// Most pixels that are searched once, with all the detail there is.
const WHOLE_PIXELS: usize = 13_000_000;

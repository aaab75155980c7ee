//! Ways to prepare a picture for the search, each tried when those before it left something unread.

use super::bits::{Bits, otsu};
use super::budget::Budget;
use super::grey::Grey;
use super::guard::guarded;
use super::locate::{Located, locate};
use super::straight::straight;
use crate::qr::QrError;

/// Reads all it can within the budget.
pub(super) fn climb(grey: &Grey<'_>, budget: &Budget<'_>) -> Result<Vec<String>, QrError> {
    if grey.width().min(grey.height()) < SMALLEST_SIDE {
        return Err(QrError::None);
    }
    let small = grey.reduced(SEARCHED_PIXELS);
    let rungs = RUNGS.iter().chain(SECOND);
    let all = u32::try_from(rungs.clone().count()).unwrap_or(u32::MAX);
    let mut texts = Vec::new();
    for (at, rung) in (0_u32..).zip(rungs) {
        if !budget.allows(at, all) {
            continue;
        }
        let Some(located) = guarded(|| rung(&small, budget)) else { continue };
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

type Rung = fn(&Grey<'_>, &Budget<'_>) -> Located;

const RUNGS: [Rung; 8] = [drawn, blocks, means, doubled, smoothed, inverted, halved, trebled];

#[cfg(feature = "qr-scan-rxing")]
const SECOND: &[Rung] = {
    use super::second::{doubled, inverted, means, plain, sharpened, smoothed, two_shades};
    &[plain, smoothed, means, doubled, two_shades, sharpened, inverted]
};
#[cfg(not(feature = "qr-scan-rxing"))]
const SECOND: &[Rung] = &[];

/// How many attempts there are without a second decoder.
pub(super) const OWN: u32 = 8;

fn drawn(grey: &Grey<'_>, _: &Budget<'_>) -> Located {
    Located { texts: straight(grey), unread: false }
}

fn blocks(grey: &Grey<'_>, budget: &Budget<'_>) -> Located {
    locate(&Bits::by_blocks(grey), grey, budget)
}

fn means(grey: &Grey<'_>, budget: &Budget<'_>) -> Located {
    let reach = grey.width().max(grey.height()) >> 4;
    locate(&Bits::below_mean(grey, reach.max(8)), grey, budget)
}

fn doubled(grey: &Grey<'_>, budget: &Budget<'_>) -> Located {
    means(&grey.reduced(ENLARGED_PIXELS >> 2).enlarged(2), budget)
}

fn smoothed(grey: &Grey<'_>, budget: &Budget<'_>) -> Located {
    let smooth = grey.smoothed();
    locate(&Bits::below(&smooth, otsu(&smooth)), &smooth, budget)
}

fn inverted(grey: &Grey<'_>, budget: &Budget<'_>) -> Located {
    let inverted = grey.inverted();
    let texts = straight(&inverted);
    if texts.is_empty() { blocks(&inverted, budget) } else { Located { texts, unread: false } }
}

fn halved(grey: &Grey<'_>, budget: &Budget<'_>) -> Located {
    means(&grey.divided(2).smoothed(), budget)
}

fn trebled(grey: &Grey<'_>, budget: &Budget<'_>) -> Located {
    let large = grey.smoothed().reduced(ENLARGED_PIXELS / 9).enlarged(3);
    locate(&Bits::below(&large, otsu(&large)), &large, budget)
}

/// The side of a version 1 symbol, in modules.
const SMALLEST_SIDE: usize = 21;

const SEARCHED_PIXELS: usize = 2_500_000;
const ENLARGED_PIXELS: usize = 4_000_000;

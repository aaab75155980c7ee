//! Ways to prepare a picture for the reader, each tried when those before it read nothing.

use rqrr::{BitGrid, Grid, PreparedImage};

use super::grey::Grey;
use super::guard::guarded;
use super::straight::straight;
use crate::qr::QrError;

/// Reads all it can by the first way that reads anything.
pub(super) fn climb(grey: &Grey<'_>) -> Result<Vec<String>, QrError> {
    // Below the side of the smallest symbol there is nothing, and `rqrr` is not at its best.
    if grey.width().min(grey.height()) < SMALLEST_SIDE {
        return Err(QrError::None);
    }
    let rungs: [fn(&Grey<'_>) -> Vec<String>; 6] = [straight, plain, trebled, doubled, smoothed, inverted];
    rungs
        .iter()
        .map(|rung| guarded(|| rung(grey)).unwrap_or_default())
        .find(|texts| !texts.is_empty())
        .ok_or(QrError::None)
}

fn plain(grey: &Grey<'_>) -> Vec<String> {
    let (width, height) = (grey.width(), grey.height());
    texts(PreparedImage::prepare_from_greyscale(width, height, |x, y| grey.at(x, y)).detect_grids())
}

fn trebled(grey: &Grey<'_>) -> Vec<String> {
    black_and_white(&enlarged(grey, 3), grey.midpoint())
}

fn doubled(grey: &Grey<'_>) -> Vec<String> {
    black_and_white(&enlarged(grey, 2), grey.midpoint())
}

/// With the threshold of `rqrr`, which follows uneven light.
fn smoothed(grey: &Grey<'_>) -> Vec<String> {
    plain(&enlarged(grey, 2))
}

fn inverted(grey: &Grey<'_>) -> Vec<String> {
    let inverted = grey.inverted();
    let drawn = straight(&inverted);
    if drawn.is_empty() { trebled(&inverted) } else { drawn }
}

/// `rqrr` keeps the corners of finders in whole pixels and draws long lines through them: it aims
/// better in a larger picture. One of many megapixels is reduced first, which takes away noise.
fn enlarged(grey: &Grey<'_>, times: u8) -> Grey<'static> {
    let area = usize::from(times).saturating_mul(times.into());
    grey.reduced(ENLARGED_PIXELS.checked_div(area).unwrap_or(0)).enlarged(times)
}

fn black_and_white(grey: &Grey<'_>, threshold: u8) -> Vec<String> {
    let dark = |x, y| grey.at(x, y) < threshold;
    texts(PreparedImage::prepare_from_bitmap(grey.width(), grey.height(), dark).detect_grids())
}

/// Each text once. Symbols that hold something else than UTF-8, or a part of a longer message, are
/// not ours and are passed over.
fn texts<G: BitGrid>(grids: Vec<Grid<G>>) -> Vec<String> {
    let mut texts = Vec::new();
    for (_, text) in grids.iter().filter_map(|grid| grid.decode().ok()) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

/// The side of a version 1 symbol, in modules.
const SMALLEST_SIDE: usize = 21;

/// Most pixels of an enlarged picture: what `rqrr` searches in about half a second.
const ENLARGED_PIXELS: usize = 16_000_000;

//! A picture of dark and light only, by one of several thresholds.

use super::grey::Grey;
use super::num::whole;

/// Rows of pixels, `true` where dark.
pub(super) struct Bits {
    width: usize,
    height: usize,
    dark: Vec<bool>,
}

impl Bits {
    /// Dark is what is darker than one shade.
    pub(super) fn below(grey: &Grey<'_>, threshold: u8) -> Self {
        Self::of(grey, grey.rows().flatten().map(|v| *v < threshold).collect())
    }

    /// Dark is what is darker than its neighbourhood, a sixteenth of the picture to each side, on average.
    /// Follows uneven light; makes noise of what is even.
    pub(super) fn below_mean(grey: &Grey<'_>) -> Self {
        let reach = (grey.width().max(grey.height()) >> 4).max(8);
        let mut sums = vec![0_u32; grey.width()];
        let rows: Vec<&[u8]> = grey.rows().collect();
        let span = reach.saturating_mul(2).saturating_add(1);
        let mut dark = Vec::with_capacity(grey.width().saturating_mul(grey.height()));
        let add = |sums: &mut [u32], row: &[u8]| {
            sums.iter_mut().zip(row).for_each(|(sum, v)| *sum = sum.saturating_add((*v).into()));
        };
        let take = |sums: &mut [u32], row: &[u8]| {
            sums.iter_mut().zip(row).for_each(|(sum, v)| *sum = sum.saturating_sub((*v).into()));
        };
        rows.iter().take(reach).for_each(|row| add(&mut sums, row));
        let mut held = rows.len().min(reach);
        for (y, row) in rows.iter().enumerate() {
            if let Some(below) = rows.get(y.saturating_add(reach)) {
                add(&mut sums, below);
                held = held.saturating_add(1);
            }
            if let Some(above) = y.checked_sub(span.saturating_sub(reach)).and_then(|at| rows.get(at)) {
                take(&mut sums, above);
                held = held.saturating_sub(1);
            }
            darker_than_mean(row, &sums, reach, held, &mut dark);
        }
        Self::of(grey, dark)
    }

    /// Dark is what is darker than the mean of the blocks of pixels round it. A block of one shade is
    /// taken as light, unless the blocks before it say otherwise.
    pub(super) fn by_blocks(grey: &Grey<'_>) -> Self {
        let across = grey.width().div_ceil(BLOCK);
        let rows: Vec<&[u8]> = grey.rows().collect();
        let mut levels: Vec<Vec<u8>> = Vec::new();
        for band in rows.chunks(BLOCK) {
            let mut row: Vec<u8> = Vec::with_capacity(across);
            for at in 0..across {
                let left = row.last().copied();
                let above = levels.last().and_then(|row| row.get(at)).copied();
                row.push(block_level(band, at.saturating_mul(BLOCK), left, above));
            }
            levels.push(row);
        }
        let thresholds = spread(&levels);
        let mut dark = Vec::with_capacity(grey.width().saturating_mul(grey.height()));
        for (row, thresholds) in rows.iter().zip(thresholds.iter().flat_map(|row| [row; BLOCK])) {
            for (pixels, threshold) in row.chunks(BLOCK).zip(thresholds) {
                dark.extend(pixels.iter().map(|v| v < threshold));
            }
        }
        Self::of(grey, dark)
    }

    fn of(grey: &Grey<'_>, dark: Vec<bool>) -> Self {
        Self { width: grey.width(), height: grey.height(), dark }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &[bool]> {
        self.dark.chunks(self.width.max(1))
    }

    /// Outside it is light.
    pub(super) fn is_dark(&self, x: usize, y: usize) -> bool {
        let at = y.saturating_mul(self.width).saturating_add(x);
        x < self.width && self.dark.get(at).copied().unwrap_or(false)
    }

    pub(super) fn height(&self) -> usize {
        self.height
    }

    /// Black and white.
    #[cfg(feature = "qr-scan-rxing")]
    pub(super) fn grey(&self) -> Grey<'static> {
        let shades = self.dark.iter().map(|dark| if *dark { 0 } else { u8::MAX }).collect();
        Grey::from_shades(self.width, self.height, shades)
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }
}

/// The shade that parts the dark from the light in two heaps as far apart as possible (Otsu 1979).
pub(super) fn otsu(grey: &Grey<'_>) -> u8 {
    let mut counts = [0.0_f64; 256];
    for v in grey.rows().flatten() {
        if let Some(count) = counts.get_mut(usize::from(*v)) {
            *count += 1.0;
        }
    }
    let shades = || (0_u8..=255).map(f64::from).zip(counts);
    let all: f64 = counts.iter().sum();
    let mass: f64 = shades().map(|(shade, count)| shade * count).sum();
    let (mut below, mut mass_below, mut best, mut threshold) = (0.0, 0.0, 0.0, 128.0);
    for (shade, count) in shades() {
        below += count;
        mass_below += shade * count;
        let apart = mass_below * all - mass * below;
        let between = apart * apart / (below * (all - below)).max(1.0);
        if between > best {
            (best, threshold) = (between, shade + 1.0);
        }
    }
    u8::try_from(whole(threshold)).unwrap_or(u8::MAX)
}

fn darker_than_mean(row: &[u8], sums: &[u32], reach: usize, rows: usize, dark: &mut Vec<bool>) {
    let ahead = sums.iter().skip(reach).map(Some).chain(std::iter::repeat(None));
    let behind = std::iter::repeat_n(None, reach.saturating_add(1)).chain(sums.iter().map(Some));
    let mut sum: u64 = sums.iter().take(reach).map(|v| u64::from(*v)).sum();
    let mut columns = sums.len().min(reach);
    let rows = u64::try_from(rows).unwrap_or(u64::MAX);
    for ((v, ahead), behind) in row.iter().zip(ahead).zip(behind) {
        if let Some(ahead) = ahead {
            sum = sum.saturating_add((*ahead).into());
            columns = columns.saturating_add(1);
        }
        if let Some(behind) = behind {
            sum = sum.saturating_sub((*behind).into());
            columns = columns.saturating_sub(1);
        }
        let area = rows.saturating_mul(u64::try_from(columns).unwrap_or(u64::MAX));
        dark.push(u64::from(*v).saturating_add(MARGIN).saturating_mul(area) < sum);
    }
}

fn block_level(band: &[&[u8]], left: usize, before: Option<u8>, above: Option<u8>) -> u8 {
    let right = left.saturating_add(BLOCK);
    let (mut low, mut high, mut sum, mut count) = (255_u8, 0_u8, 0_u32, 0_u32);
    for row in band {
        let pixels = row.get(left..right.min(row.len())).unwrap_or_default();
        for v in pixels {
            low = low.min(*v);
            high = high.max(*v);
            sum = sum.saturating_add((*v).into());
        }
        count = count.saturating_add(u32::try_from(pixels.len()).unwrap_or(0));
    }
    if high.saturating_sub(low) > EVEN {
        return sum.checked_div(count).and_then(|mean| u8::try_from(mean).ok()).unwrap_or(0);
    }
    let neighbours = match (before, above) {
        (Some(before), Some(above)) => before.midpoint(above),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => 0,
    };
    if low < neighbours { neighbours } else { low.midpoint(0) }
}

/// The mean of each level with those up to two blocks away.
fn spread(levels: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let around = |at: usize, length: usize| at.saturating_sub(2)..at.saturating_add(3).min(length);
    let mean = |y: usize, x: usize, width: usize| {
        let rows = levels.get(around(y, levels.len())).unwrap_or_default();
        let near = rows.iter().flat_map(|row| row.get(around(x, width)).unwrap_or_default());
        let (sum, count) = near.fold((0_u32, 0_u32), |(sum, count), level| {
            (sum.saturating_add((*level).into()), count.saturating_add(1))
        });
        sum.checked_div(count).and_then(|mean| u8::try_from(mean).ok()).unwrap_or(0)
    };
    let row = |(y, row): (usize, &Vec<u8>)| (0..row.len()).map(|x| mean(y, x, row.len())).collect();
    levels.iter().enumerate().map(row).collect()
}

/// The side of a block in pixels: two to five modules of the pictures that matter.
const BLOCK: usize = 8;

/// Shades that differ by no more than this are one, with the noise of a camera.
const EVEN: u8 = 24;

/// How much darker than the mean, so that an even ground is light.
const MARGIN: u64 = 3;

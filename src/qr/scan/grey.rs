//! A picture in 8-bit grey.

use std::borrow::Cow;

use super::num::{real, whole};
use super::point::Point;
use crate::limits::PICTURE_PIXELS;
use crate::qr::QrError;

/// Rows of grey pixels from top to bottom, 0 black and 255 white.
#[derive(Debug)]
pub(super) struct Grey<'a> {
    width: usize,
    height: usize,
    /// From the start of one row to the start of the next.
    stride: usize,
    pixels: Cow<'a, [u8]>,
}

impl<'a> Grey<'a> {
    pub(super) fn new(
        width: usize,
        height: usize,
        pixels: impl Into<Cow<'a, [u8]>>,
    ) -> Result<Self, QrError> {
        let pixels = pixels.into();
        if pixels.len() != pixels_within_limit(width, height)? {
            return Err(QrError::Picture);
        }
        Ok(Self { width, height, stride: width, pixels })
    }

    /// With rows that begin `stride` pixels apart; the last one may end with its picture.
    pub(super) fn with_stride(
        width: usize,
        height: usize,
        stride: usize,
        pixels: &'a [u8],
    ) -> Result<Self, QrError> {
        pixels_within_limit(width, height)?;
        let least = match height.checked_sub(1) {
            Some(above) => above.checked_mul(stride).and_then(|start| start.checked_add(width)),
            None => Some(0),
        };
        let least = least.ok_or(QrError::Picture)?;
        if stride < width || pixels.len() < least {
            return Err(QrError::Picture);
        }
        Ok(Self { width, height, stride, pixels: pixels.into() })
    }

    /// From pixels of 1 to 4 samples: grey, grey and alpha, RGB, RGB and alpha.
    pub(super) fn from_samples(
        width: usize,
        height: usize,
        samples: &[u8],
        per_pixel: usize,
    ) -> Result<Self, QrError> {
        let pixels: Vec<u8> = samples.chunks(per_pixel.max(1)).map(grey).collect();
        Self::new(width, height, pixels)
    }

    /// Of rows without anything between them.
    #[cfg(feature = "qr-scan-rxing")]
    pub(super) fn from_shades(width: usize, height: usize, pixels: Vec<u8>) -> Grey<'static> {
        Grey { width, height, stride: width, pixels: pixels.into() }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn height(&self) -> usize {
        self.height
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &[u8]> {
        let cut = |row| <[u8]>::get(row, ..self.width).unwrap_or(row);
        self.pixels.chunks(self.stride.max(1)).take(self.height).map(cut)
    }

    /// The pixel in column `x` of row `y`; white outside.
    pub(super) fn at(&self, x: usize, y: usize) -> u8 {
        if x >= self.width || y >= self.height {
            return 255;
        }
        let at = y.saturating_mul(self.stride).saturating_add(x);
        self.pixels.get(at).copied().unwrap_or(255)
    }

    /// The grey at a place between pixels, of which the centres lie at halves; at the rim it is that
    /// of the rim.
    pub(super) fn between(&self, place: Point) -> f64 {
        let split = |v: f64, side: usize| {
            let v = (v - 0.5).clamp(0.0, real(side.saturating_sub(1)));
            (whole(v), v - v.floor())
        };
        let (x, right) = split(place.x, self.width);
        let (y, down) = split(place.y, self.height);
        let (next_x, next_y) = (
            x.saturating_add(1).min(self.width.saturating_sub(1)),
            y.saturating_add(1).min(self.height.saturating_sub(1)),
        );
        let mix = |y| {
            let (left, next) = (f64::from(self.at(x, y)), f64::from(self.at(next_x, y)));
            left + (next - left) * right
        };
        let (upper, lower) = (mix(y), mix(next_y));
        upper + (lower - upper) * down
    }

    pub(super) fn inverted(&self) -> Grey<'static> {
        let pixels = self.rows().flatten().map(|v| !v).collect();
        Grey { width: self.width, height: self.height, stride: self.width, pixels }
    }

    /// Each pixel mixed with its neighbours, 1-2-1 in both directions: against noise.
    pub(super) fn smoothed(&self) -> Grey<'static> {
        let along: Vec<Vec<u8>> = self.rows().map(blend).collect();
        let above = along.first().into_iter().chain(&along);
        let below = along.iter().skip(1).chain(along.last());
        let pixels = above
            .zip(&along)
            .zip(below)
            .flat_map(|((above, row), below)| {
                above.iter().zip(row).zip(below).map(|((a, b), c)| one_two_one(*a, *b, *c))
            })
            .collect();
        Grey { width: self.width, height: self.height, stride: self.width, pixels }
    }

    /// The pixels row after row, with nothing between the rows.
    #[cfg(feature = "qr-scan-rxing")]
    pub(super) fn contiguous(&self) -> Cow<'_, [u8]> {
        let all = self.width.saturating_mul(self.height);
        match self.pixels.get(..all) {
            Some(pixels) if self.stride == self.width => Cow::Borrowed(pixels),
            _ => self.rows().flatten().copied().collect(),
        }
    }

    /// Each pixel moved away from its neighbours, against blur.
    #[cfg(feature = "qr-scan-rxing")]
    pub(super) fn sharpened(&self) -> Grey<'static> {
        let smooth = self.smoothed().smoothed();
        let apart = |(v, smooth): (&u8, &u8)| {
            let twice = i16::from(*v).saturating_mul(3).saturating_sub(i16::from(*smooth).saturating_mul(2));
            u8::try_from(twice.clamp(0, 255)).unwrap_or(u8::MAX)
        };
        let pixels = self.rows().flatten().zip(smooth.rows().flatten()).map(apart).collect();
        Grey { width: self.width, height: self.height, stride: self.width, pixels }
    }

    /// Reduced by the smallest whole factor that leaves no more than so many pixels.
    pub(super) fn reduced(&self, most: usize) -> Grey<'_> {
        let all = self.width.saturating_mul(self.height);
        let enough = |by: &usize| by.saturating_mul(*by).saturating_mul(most) >= all;
        self.divided((1..=self.width).find(enough).unwrap_or(1))
    }

    /// Each side so many times as short, of means; what is left over at the right and below is left out.
    pub(super) fn divided(&self, by: usize) -> Grey<'_> {
        if by < 2 {
            let (width, height, stride) = (self.width, self.height, self.stride);
            return Grey { width, height, stride, pixels: Cow::Borrowed(&*self.pixels) };
        }
        let rows: Vec<&[u8]> = self.rows().collect();
        let bands = rows.chunks_exact(by);
        let height = bands.len();
        let width = self.width.checked_div(by).unwrap_or(0);
        Grey { width, height, stride: width, pixels: bands.flat_map(|band| means(band, by)).collect() }
    }

    /// Each side so many times as long, of a picture reduced so far that the result has no more than
    /// [`MAGNIFIED_PIXELS`]: a larger one has no need of it.
    pub(super) fn magnified(&self, times: u8) -> Grey<'static> {
        let area = usize::from(times).saturating_mul(times.into());
        self.reduced(MAGNIFIED_PIXELS.checked_div(area).unwrap_or(0)).enlarged(times)
    }

    /// Each side so many times as long, with linear steps between the old pixels.
    fn enlarged(&self, times: u8) -> Grey<'static> {
        let rows: Vec<Vec<u8>> = self
            .rows()
            .map(|row| steps(row, times).map(|(left, right, mix)| mix.of(*left, *right)).collect())
            .collect();
        let pixels = steps(&rows, times)
            .flat_map(|(upper, lower, mix)| upper.iter().zip(lower).map(move |(up, low)| mix.of(*up, *low)))
            .collect();
        let longer = |side: usize| side.saturating_mul(usize::from(times));
        let width = longer(self.width);
        Grey { width, height: longer(self.height), stride: width, pixels }
    }

    /// Half way between the darkest and the lightest pixel.
    pub(super) fn midpoint(&self) -> u8 {
        let darkest = self.rows().flatten().min().copied().unwrap_or(0);
        let lightest = self.rows().flatten().max().copied().unwrap_or(0);
        darkest.midpoint(lightest)
    }
}

fn blend(row: &[u8]) -> Vec<u8> {
    let left = row.first().into_iter().chain(row);
    let right = row.iter().skip(1).chain(row.last());
    left.zip(row).zip(right).map(|((a, b), c)| one_two_one(*a, *b, *c)).collect()
}

fn one_two_one(a: u8, b: u8, c: u8) -> u8 {
    a.midpoint(b).midpoint(b.midpoint(c))
}

/// The number of pixels, before any of them is decoded.
pub(super) fn pixels_within_limit(width: usize, height: usize) -> Result<usize, QrError> {
    within_limit(width, height, PICTURE_PIXELS)
}

/// The same for a kind of file that takes more memory than others.
pub(super) fn within_limit(width: usize, height: usize, limit: usize) -> Result<usize, QrError> {
    let pixels = width.checked_mul(height).filter(|pixels| *pixels <= limit);
    pixels.ok_or(QrError::PictureSize { width, height, limit })
}

fn grey(samples: &[u8]) -> u8 {
    match *samples {
        [v] => v,
        [v, alpha] => over_white(v, alpha),
        [r, g, b] => luma(r, g, b),
        [r, g, b, alpha] => over_white(luma(r, g, b), alpha),
        _ => 255,
    }
}

/// Rec. 601 in 256ths: 0.299, 0.587, 0.114.
fn luma(r: u8, g: u8, b: u8) -> u8 {
    let weighed = [(r, 77), (g, 150), (b, 29)].map(|(v, weight)| u16::from(v).saturating_mul(weight));
    let [high, _] = weighed.iter().sum::<u16>().to_be_bytes();
    high
}

fn over_white(v: u8, alpha: u8) -> u8 {
    Mix { second: alpha, whole: 255 }.of(255, v)
}

/// The mean of each square of so many pixels, along a band of so many rows.
fn means(band: &[&[u8]], side: usize) -> Vec<u8> {
    let mut sums = vec![0_usize; band.first().map_or(0, |row| row.len())];
    for row in band {
        sums.iter_mut().zip(*row).for_each(|(sum, v)| *sum = sum.saturating_add((*v).into()));
    }
    let area = side.saturating_mul(side);
    let mean = |cell: &[usize]| cell.iter().sum::<usize>().checked_div(area);
    sums.chunks_exact(side).filter_map(mean).filter_map(|mean| u8::try_from(mean).ok()).collect()
}

/// Every item with the one after it and so many mixtures of the two; the last one with itself.
fn steps<T>(items: &[T], times: u8) -> impl Iterator<Item = (&T, &T, Mix)> {
    let next = items.iter().skip(1).chain(items.last());
    items.iter().zip(next).flat_map(move |(item, next)| {
        (0..times).map(move |second| (item, next, Mix { second, whole: times }))
    })
}

/// How much of a second value is mixed into a first one: `second` parts of `whole`.
struct Mix {
    second: u8,
    whole: u8,
}

impl Mix {
    fn of(&self, first: u8, second: u8) -> u8 {
        let part = |v: u8, parts: u8| u16::from(v).saturating_mul(parts.into());
        let sum =
            part(first, self.whole.saturating_sub(self.second)).saturating_add(part(second, self.second));
        sum.checked_div(self.whole.into()).and_then(|v| u8::try_from(v).ok()).unwrap_or(255)
    }
}

/// Most pixels of a magnified picture.
const MAGNIFIED_PIXELS: usize = 4_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_become_grey_over_white() {
        let grey = |samples: &[u8]| grey(samples);
        assert_eq!([grey(&[7]), grey(&[7, 255]), grey(&[7, 0]), grey(&[0, 128])], [7, 7, 255, 127]);
        assert_eq!([grey(&[255, 255, 255]), grey(&[0, 0, 0]), grey(&[255, 0, 0])], [255, 0, 76]);
        assert_eq!([grey(&[0, 0, 0, 0]), grey(&[0, 255, 0, 255])], [255, 149]);
    }

    #[test]
    fn pixels_must_be_width_times_height_and_not_too_many() {
        assert!(Grey::new(2, 2, vec![0; 4]).is_ok());
        assert_eq!(Grey::new(2, 2, vec![0; 5]).unwrap_err(), QrError::Picture);
        let (width, height, limit) = (usize::MAX, 2, PICTURE_PIXELS);
        assert_eq!(
            Grey::new(width, height, vec![]).unwrap_err(),
            QrError::PictureSize { width, height, limit }
        );
    }

    #[test]
    fn reducing_takes_means_and_leaves_out_the_rest() {
        let grey = Grey::new(5, 2, vec![0, 10, 100, 200, 9, 20, 30, 100, 200, 9]).unwrap();
        let half = grey.reduced(3);
        assert_eq!((half.width(), half.height(), &*half.pixels), (2, 1, &[15, 150][..]));
        assert_eq!(grey.reduced(10).pixels, grey.pixels);
    }

    #[test]
    fn enlarging_steps_evenly() {
        let grey = Grey::new(2, 2, vec![0, 90, 90, 180]).unwrap().enlarged(3);
        assert_eq!((grey.width(), grey.height()), (6, 6));
        assert_eq!(grey.rows().next().unwrap(), [0, 30, 60, 90, 90, 90]);
        assert_eq!(grey.rows().nth(1).unwrap(), [30, 60, 90, 120, 120, 120]);
        assert_eq!(grey.rows().nth(5).unwrap(), [90, 120, 150, 180, 180, 180]);
    }
}

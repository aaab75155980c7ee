//! From the shades of modules to the text of a symbol.

use rqrr::{Grid, SimpleGrid};

use super::grey::Grey;
use super::guard::guarded;
use super::mesh::Mesh;
use super::num::real;
use super::point::Point;

/// A square of modules, each with its shade.
pub(super) struct Modules {
    side: usize,
    shades: Vec<f64>,
}

impl Modules {
    pub(super) fn sampled(grey: &Grey<'_>, mesh: &Mesh, side: usize) -> Self {
        let shade = |at: usize| {
            let (x, y) = (at.checked_rem(side).unwrap_or(0), at.checked_div(side).unwrap_or(0));
            let module = Point::new(real(x) + 0.5, real(y) + 0.5);
            let (pixel, [right, down]) = (mesh.pixel(module), mesh.steps(module));
            let around = [(0.0, 0.0), (ASIDE, 0.0), (-ASIDE, 0.0), (0.0, ASIDE), (0.0, -ASIDE)];
            let shades = around.map(|(i, j)| grey.between(pixel.plus(right.times(i)).plus(down.times(j))));
            shades.iter().sum::<f64>() / 5.0
        };
        Self { side, shades: (0..side.saturating_mul(side)).map(shade).collect() }
    }

    /// Tells dark from light in several ways; the error correction says which one is right.
    pub(super) fn read(&self) -> Sight {
        let mut sight = Sight::Odd;
        for by in SHARPENING {
            let dark = self.decided(&self.sharpened(by));
            match self.strangeness(&dark) {
                HOPELESS.. => break,
                STRANGE.. => continue,
                _ => {}
            }
            match self.decode(&dark) {
                Some(text) => return Sight::Text(text),
                None => sight = Sight::Unread,
            }
        }
        sight
    }

    /// The share of the modules in the finders, and round them, that are not as they are in every symbol.
    fn strangeness(&self, dark: &[bool]) -> f64 {
        let far = self.side.saturating_sub(8);
        let rings = |x: usize, y: usize| {
            let ring = |v: usize| v.abs_diff(3);
            !matches!(ring(x).max(ring(y)), 2 | 4)
        };
        let is_dark = |x: usize, y: usize| dark.get(self.index(x, y)).copied().unwrap_or(false);
        let square = || (0..8_usize).flat_map(|y| (0..8_usize).map(move |x| (x, y)));
        let wrong = |(x, y): (usize, usize)| {
            let upper_left = is_dark(x, y) != rings(x, y);
            let upper_right = is_dark(far.saturating_add(x), y) != rings(7_usize.saturating_sub(x), y);
            let lower_left = is_dark(x, far.saturating_add(y)) != rings(x, 7_usize.saturating_sub(y));
            [upper_left, upper_right, lower_left].map(usize::from).iter().sum::<usize>()
        };
        let all: usize = square().map(wrong).sum();
        real(all) / 192.0
    }

    fn index(&self, x: usize, y: usize) -> usize {
        y.saturating_mul(self.side).saturating_add(x)
    }

    /// Takes back some of what each module got from its neighbours.
    fn sharpened(&self, by: f64) -> Vec<f64> {
        let blurred = self.average(&self.shades, 1);
        self.shades.iter().zip(blurred).map(|(shade, blurred)| shade + by * (shade - blurred)).collect()
    }

    /// Dark is what is nearer to the dark than to the light modules round it.
    fn decided(&self, shades: &[f64]) -> Vec<bool> {
        let mean = self.average(shades, WIDE);
        let mut dark: Vec<bool> = shades.iter().zip(&mean).map(|(shade, mean)| shade < mean).collect();
        for _ in 0..2 {
            let middles = self.middles(shades, &dark);
            dark = shades.iter().zip(middles).map(|(shade, middle)| *shade < middle).collect();
        }
        dark
    }

    /// Half way between the dark and the light modules round each module.
    fn middles(&self, shades: &[f64], dark: &[bool]) -> Vec<f64> {
        let share: Vec<f64> = dark.iter().map(|dark| f64::from(u8::from(*dark))).collect();
        let of_dark: Vec<f64> = shades.iter().zip(&share).map(|(shade, share)| shade * share).collect();
        let (share, of_dark, of_all) =
            (self.average(&share, WIDE), self.average(&of_dark, WIDE), self.average(shades, WIDE));
        let middle = |((share, dark), all): ((f64, f64), f64)| {
            let light_share = (1.0 - share).max(1e-6);
            (dark / share.max(1e-6) + (all - dark) / light_share) / 2.0
        };
        share.into_iter().zip(of_dark).zip(of_all).map(middle).collect()
    }

    /// The mean of the square of so many modules to each side; at the rim, of what there is of it.
    fn average(&self, values: &[f64], reach: usize) -> Vec<f64> {
        let along = |values: &[f64]| -> Vec<f64> {
            values.chunks(self.side.max(1)).flat_map(|row| running_means(row, reach)).collect()
        };
        let turned = |values: &[f64]| -> Vec<f64> {
            (0..self.side).flat_map(|x| values.iter().skip(x).step_by(self.side.max(1))).copied().collect()
        };
        turned(&along(&turned(&along(values))))
    }

    /// `rqrr` corrects the errors and reads the segments.
    fn decode(&self, dark: &[bool]) -> Option<String> {
        let dark = |x: usize, y: usize| dark.get(self.index(x, y)).copied().unwrap_or(false);
        guarded(|| Grid::new(SimpleGrid::from_func(self.side, dark)).decode().ok().map(|(_, text)| text))?
    }
}

fn running_means(row: &[f64], reach: usize) -> Vec<f64> {
    let sums: Vec<f64> = std::iter::once(0.0)
        .chain(row.iter().scan(0.0, |sum, v| {
            *sum += v;
            Some(*sum)
        }))
        .collect();
    let sum_to = |at: usize| sums.get(at).copied().unwrap_or(0.0);
    let mean = |at: usize| {
        let (from, to) =
            (at.saturating_sub(reach), at.saturating_add(reach).saturating_add(1).min(row.len()));
        (sum_to(to) - sum_to(from)) / real(to.saturating_sub(from)).max(1.0)
    };
    (0..row.len()).map(mean).collect()
}

/// What the modules say.
pub(super) enum Sight {
    /// A text.
    Text(String),
    /// A symbol with more errors than can be corrected, or of a kind that is not read.
    Unread,
    /// No symbol.
    Odd,
}

/// By how much the shade of a module is moved away from that of its neighbours, for more and more blur.
const SHARPENING: [f64; 4] = [0.0, 0.5, 1.0, 1.6];

/// Where a quarter of the modules that every symbol has are wrong, there is none.
const STRANGE: f64 = 0.22;

/// Where it is so many, no sharpening helps.
const HOPELESS: f64 = 0.4;

/// How far from the centre of a module its shade is also taken.
const ASIDE: f64 = 0.22;

/// How many modules round one say what is dark there.
const WIDE: usize = 5;

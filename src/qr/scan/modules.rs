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
    pub(super) fn read(&self) -> Option<String> {
        [0.0, 0.5, 1.0, 1.6].iter().find_map(|by| {
            let sharp = self.sharpened(*by);
            self.decode(&self.decided(&sharp))
        })
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
            let mean = |row: &[f64], at: usize| {
                let near = row.get(at.saturating_sub(reach)..at.saturating_add(reach).saturating_add(1).min(row.len()));
                let near = near.unwrap_or_default();
                near.iter().sum::<f64>() / real(near.len()).max(1.0)
            };
            values.chunks(self.side.max(1)).flat_map(|row| (0..row.len()).map(move |at| mean(row, at))).collect()
        };
        let turned = |values: &[f64]| -> Vec<f64> {
            (0..self.side).flat_map(|x| values.iter().skip(x).step_by(self.side.max(1))).copied().collect()
        };
        turned(&along(&turned(&along(values))))
    }

    /// `rqrr` corrects the errors and reads the segments.
    fn decode(&self, dark: &[bool]) -> Option<String> {
        let dark = |x: usize, y: usize| {
            dark.get(y.saturating_mul(self.side).saturating_add(x)).copied().unwrap_or(false)
        };
        guarded(|| Grid::new(SimpleGrid::from_func(self.side, dark)).decode().ok().map(|(_, text)| text))?
    }
}

/// How far from the centre of a module its shade is also taken.
const ASIDE: f64 = 0.22;

/// How many modules round one say what is dark there.
const WIDE: usize = 5;

//! What a symbol says about its own version, from version 7 up (ISO/IEC 18004, 7.10).

use super::grey::Grey;
use super::num::real;
use super::point::Point;
use super::warp::Warp;

/// 0 to 1: how far one of the two copies of the version agrees with the number of modules.
pub(super) fn agreement(grey: &Grey<'_>, warp: &Warp, modules: usize) -> f64 {
    let Some(version) = modules.checked_sub(17).map(|beyond| beyond >> 2).filter(|version| *version >= 7)
    else {
        return 0.0;
    };
    let code = code(version);
    let upper = copy(grey, code, |i, j| warp.pixel(Point::new(real(modules) - 11.0 + j + 0.5, i + 0.5)));
    let lower = copy(grey, code, |i, j| warp.pixel(Point::new(i + 0.5, real(modules) - 11.0 + j + 0.5)));
    // Up to three wrong modules of eighteen belong to no other version.
    let share = upper.max(lower);
    if share >= 15.0 / 18.0 { share } else { 0.0 }
}

/// The share of the modules that are as the code has them; row `i` of six, column `j` of three.
fn copy(grey: &Grey<'_>, code: u32, pixel: impl Fn(f64, f64) -> Point) -> f64 {
    let shades: Vec<f64> =
        (0..18_u8).map(|bit| grey.between(pixel((bit / 3).into(), (bit % 3).into()))).collect();
    let low = shades.iter().copied().fold(f64::MAX, f64::min);
    let high = shades.iter().copied().fold(0.0, f64::max);
    let level = (low + high) / 2.0;
    let as_coded = |(bit, shade): &(u32, &f64)| (**shade < level) == (code >> bit & 1 == 1);
    let agreeing = (0..18_u32).zip(&shades).filter(as_coded).count();
    real(agreeing) / 18.0
}

/// Six bits of version and twelve that protect them, a BCH code.
fn code(version: usize) -> u32 {
    let version = u32::try_from(version).unwrap_or(0);
    let mut rest = version << 12;
    for bit in (12..18_u32).rev() {
        if rest >> bit & 1 == 1 {
            rest ^= GENERATOR << bit.saturating_sub(12);
        }
    }
    version << 12 | rest
}

const GENERATOR: u32 = 0x1F25;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_those_of_the_standard() {
        assert_eq!([7, 21, 40].map(code), [0x07C94, 0x15683, 0x28C69]);
    }
}

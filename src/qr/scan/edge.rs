//! The edges in a finder pattern, to a fraction of a pixel.

use super::grey::Grey;
use super::num::real;
use super::point::Point;

/// Where, on the way outwards from the centre of a finder, dark and light change: 1.5, 2.5 and 3.5
/// modules from it. `step` is about one module long, `aside` one module across that way.
///
/// The grey is averaged across two modules, which is what makes it steady in noise.
pub(super) fn edges(grey: &Grey<'_>, centre: Point, step: Point, aside: Point) -> Option<[f64; 3]> {
    let profile: Vec<f64> = (0..LENGTH)
        .map(|at| {
            let on = centre.plus(step.times(real(at) * STEP));
            ACROSS.iter().map(|side| grey.between(on.plus(aside.times(*side)))).sum::<f64>()
        })
        .collect();
    let low = profile.iter().copied().fold(f64::MAX, f64::min);
    let high = profile.iter().copied().fold(0.0, f64::max);
    let level = (low + high) / 2.0;
    let slack = (high - low) * 0.06;
    let mut found = [0.0_f64; 3];
    let mut slots = found.iter_mut();
    let mut dark = true;
    let mut crossing = 0.0;
    for ((at, v), next) in profile.iter().enumerate().zip(profile.iter().skip(1)) {
        if (*v < level) != (*next < level) {
            crossing = (real(at) + (level - v) / (next - v)) * STEP;
        }
        let now_dark = if dark { *next < level + slack } else { *next < level - slack };
        if now_dark != dark {
            dark = now_dark;
            match slots.next() {
                Some(slot) => *slot = crossing,
                None => break,
            }
        }
    }
    let [a, b, c] = found;
    let sound = (0.8..2.4).contains(&a) && (0.4..1.7).contains(&(b - a)) && (0.4..1.7).contains(&(c - b));
    sound.then_some(found)
}

const STEP: f64 = 0.125;

/// Up to five modules.
const LENGTH: usize = 40;

const ACROSS: [f64; 5] = [-1.0, -0.5, 0.0, 0.5, 1.0];

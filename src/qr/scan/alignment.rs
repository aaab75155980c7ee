//! Alignment patterns: the small squares between the finders.

use super::grey::Grey;
use super::num::real;
use super::point::Point;

/// The rows, and columns, of modules on which their centres lie (ISO/IEC 18004, annex E).
pub(super) fn coordinates(modules: usize) -> Vec<usize> {
    let version = modules.saturating_sub(17) >> 2;
    if version < 2 {
        return Vec::new();
    }
    let last = modules.saturating_sub(7);
    let gaps = version.checked_div(7).unwrap_or(0).saturating_add(1);
    let whole = last.saturating_sub(6);
    // Even, as large as possible, with what is left over in the first gap. Version 32 is as it is.
    let step = match version {
        32 => 26,
        _ => whole.div_ceil(gaps.saturating_mul(2)).saturating_mul(2),
    };
    let mut all: Vec<usize> = (0..gaps).map(|back| last.saturating_sub(back.saturating_mul(step))).collect();
    all.push(6);
    all.reverse();
    all
}

/// Looks for the pattern round a pixel, so many modules in each direction.
pub(super) fn find(grey: &Grey<'_>, from: Point, steps: [Point; 2], reach: f64) -> Option<Point> {
    let at = |i: f64, j: f64| way(steps, i, j);
    let mut best = (likeness(grey, from, steps), from);
    let mut grid = 0.5;
    let mut rings = (reach / grid).ceil();
    let mut origin = from;
    while grid > 0.1 {
        for (i, j) in offsets(rings) {
            let to = origin.plus(at(i * grid, j * grid));
            let far =
                to.distance(from) / (steps.iter().map(|step| step.length()).sum::<f64>() / 2.0).max(0.1);
            let likeness = likeness(grey, to, steps) - FAR * far / reach.max(1.0);
            if likeness > best.0 {
                best = (likeness, to);
            }
        }
        origin = best.1;
        rings = 1.0;
        grid /= 2.0;
    }
    (best.0 > LEAST).then_some(best.1)
}

fn offsets(rings: f64) -> impl Iterator<Item = (f64, f64)> {
    let span =
        move || std::iter::successors(Some(-rings), |v| Some(v + 1.0)).take_while(move |v| *v <= rings);
    span().flat_map(move |i| span().map(move |j| (i, j)))
}

fn way([right, down]: [Point; 2], i: f64, j: f64) -> Point {
    right.times(i).plus(down.times(j))
}

/// The correlation with the pattern: 1 when it is exactly there, about 0 elsewhere.
fn likeness(grey: &Grey<'_>, centre: Point, steps: [Point; 2]) -> f64 {
    let (mut sum, mut squares, mut with) = (0.0, 0.0, 0.0);
    for (row, j) in PATTERN.iter().zip([-2.0, -1.0, 0.0, 1.0, 2.0]) {
        for (light, i) in row.iter().zip([-2.0, -1.0, 0.0, 1.0, 2.0]) {
            let v = grey.between(centre.plus(way(steps, i, j)));
            sum += v;
            squares += v * v;
            with += v * light;
        }
    }
    let count = real(25);
    let spread = (squares - sum * sum / count).max(0.0).sqrt();
    // The pattern has 8 light modules of 25.
    let (mean, pattern_spread) = (-9.0 / 25.0, (25.0_f64 - 81.0 / 25.0).sqrt());
    if spread < 1.0 { 0.0 } else { (with - sum * mean) / (spread * pattern_spread) }
}

/// 1 light, -1 dark.
const PATTERN: [[f64; 5]; 5] = [
    [-1.0, -1.0, -1.0, -1.0, -1.0],
    [-1.0, 1.0, 1.0, 1.0, -1.0],
    [-1.0, 1.0, -1.0, 1.0, -1.0],
    [-1.0, 1.0, 1.0, 1.0, -1.0],
    [-1.0, -1.0, -1.0, -1.0, -1.0],
];

/// What a pattern at the end of the reach must be better by.
const FAR: f64 = 0.1;

const LEAST: f64 = 0.5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_those_of_the_standard() {
        let of = |version: usize| coordinates(version * 4 + 17);
        assert!(of(1).is_empty());
        assert_eq!(of(2), [6, 18]);
        assert_eq!(of(7), [6, 22, 38]);
        assert_eq!(of(14), [6, 26, 46, 66]);
        assert_eq!(of(32), [6, 34, 60, 86, 112, 138]);
        assert_eq!(of(36), [6, 24, 50, 76, 102, 128, 154]);
        assert_eq!(of(40), [6, 30, 58, 86, 114, 142, 170]);
    }
}

//! Where each module lies in the picture, on paper that is not quite flat.

use super::aim::{Aim, places};
use super::alignment::{coordinates, find};
use super::grey::Grey;
use super::num::real;
use super::point::Point;
use super::warp::{Fit, Warp};

/// A perspective, and how far the picture departs from it round each alignment pattern.
pub(super) struct Mesh {
    warp: Warp,
    lines: Vec<f64>,
    /// By row and column of `lines`.
    shifts: Vec<Vec<Point>>,
}

impl Mesh {
    /// Follows the alignment patterns from the finders outwards: each one found makes the next easier to
    /// find.
    pub(super) fn over(grey: &Grey<'_>, aim: &Aim, finders: [Point; 3]) -> Self {
        let lines: Vec<f64> = coordinates(aim.modules).into_iter().map(|at| real(at) + 0.5).collect();
        let corners = places(aim.modules);
        let from_corner = |place: &Point| nearest(&corners, *place);
        let mut wanted: Vec<Point> = lines
            .iter()
            .flat_map(|y| lines.iter().map(|x| Point::new(*x, *y)))
            .filter(|place| from_corner(place) > 6.0)
            .collect();
        wanted.sort_by(|a, b| from_corner(a).total_cmp(&from_corner(b)));

        let mut known: Vec<(Point, Point)> = corners.into_iter().zip(finders).collect();
        let mut fit = aim.fit.clone();
        let mut warp = aim.warp;
        for place in wanted {
            let near = known.iter().min_by(|a, b| a.0.distance(place).total_cmp(&b.0.distance(place)));
            let (shift, far) = near.map_or((Point::new(0.0, 0.0), 0.0), |(at, pixel)| {
                (pixel.minus(warp.pixel(*at)), at.distance(place))
            });
            let reach = (0.75 + far * 0.07).min(6.0);
            let expected = warp.pixel(place).plus(shift);
            if let Some(pixel) = find(grey, expected, warp.steps(place), reach) {
                known.push((place, pixel));
                warp = better(&mut fit, pixel, place).unwrap_or(warp);
            }
        }
        let shift = |x: f64, y: f64| departure(&known, &warp, Point::new(x, y));
        let shifts = lines.iter().map(|y| lines.iter().map(|x| shift(*x, *y)).collect()).collect();
        Self { warp, lines, shifts }
    }

    pub(super) fn pixel(&self, module: Point) -> Point {
        let straight = self.warp.pixel(module);
        let (row, down) = self.between(module.y);
        let (column, right) = self.between(module.x);
        let at =
            |row: usize, column: usize| self.shifts.get(row).and_then(|shifts| shifts.get(column)).copied();
        let mixed = |row: usize| {
            let left = at(row, column)?;
            let next = at(row, column.saturating_add(1))?;
            Some(left.plus(next.minus(left).times(right)))
        };
        match (mixed(row), mixed(row.saturating_add(1))) {
            (Some(upper), Some(lower)) => straight.plus(upper.plus(lower.minus(upper).times(down))),
            _ => straight,
        }
    }

    /// The ways one module to the right and one module down.
    pub(super) fn steps(&self, module: Point) -> [Point; 2] {
        self.warp.steps(module)
    }

    /// The line before a place, and how far it lies towards the next one; outside, it goes on as it began.
    fn between(&self, at: f64) -> (usize, f64) {
        let last_gap = self.lines.len().saturating_sub(2);
        let before = self.lines.iter().skip(1).take_while(|line| **line <= at).count().min(last_gap);
        match (self.lines.get(before), self.lines.get(before.saturating_add(1))) {
            (Some(from), Some(to)) => (before, (at - from) / (to - from)),
            _ => (0, 0.0),
        }
    }
}

fn better(fit: &mut Fit, pixel: Point, place: Point) -> Option<Warp> {
    fit.place(pixel, place, 2.0);
    fit.warp()
}

fn nearest(places: &[Point], place: Point) -> f64 {
    places.iter().map(|other| other.distance(place)).fold(f64::MAX, f64::min)
}

/// How far what is known nearby departs from the perspective.
fn departure(known: &[(Point, Point)], warp: &Warp, place: Point) -> Point {
    let (mut sum, mut weights) = (Point::new(0.0, 0.0), 1e-9);
    for (at, pixel) in known {
        let near = 1.0 / (at.distance(place) + 0.05).powi(4);
        sum = sum.plus(pixel.minus(warp.pixel(*at)).times(near));
        weights += near;
    }
    sum.times(1.0 / weights)
}

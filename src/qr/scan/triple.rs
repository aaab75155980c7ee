//! Three finder patterns that may belong to one symbol.

use super::finder::Finder;
use super::point::Point;

/// The finders of one symbol, named by where they are when it stands upright.
#[derive(Clone, Copy, Debug)]
pub(super) struct Triple {
    pub(super) corner: Finder,
    pub(super) right: Finder,
    pub(super) below: Finder,
    oddness: f64,
}

impl Triple {
    pub(super) fn finders(&self) -> [&Finder; 3] {
        [&self.corner, &self.right, &self.below]
    }

    /// The number of modules along a side, by the sizes of the finders: good to a tenth.
    pub(super) fn modules(&self) -> f64 {
        let side = |other: &Finder| {
            let way = other.centre.minus(self.corner.centre);
            let module = (self.corner.module(way) * other.module(way)).sqrt();
            way.length() / module.max(0.1)
        };
        (side(&self.right) * side(&self.below)).sqrt() + 7.0
    }

    /// Whether a pixel lies in the symbol, or so near to it that it can be in no other one.
    pub(super) fn covers(&self, pixel: Point) -> bool {
        let corner = self.corner.centre;
        let (right, down) = (self.right.centre.minus(corner), self.below.centre.minus(corner));
        let area = right.cross(down);
        let from = pixel.minus(corner);
        // In shares of the way from one finder to the other; a finder reaches out 3.5 modules more.
        let (along, across) = (from.cross(down) / area, right.cross(from) / area);
        (-0.1..1.1).contains(&along) && (-0.1..1.1).contains(&across)
    }

    fn of(corner: &Finder, one: &Finder, other: &Finder) -> Option<Self> {
        let [p, q] = [one, other].map(|finder| finder.centre.minus(corner.centre));
        let (right, below) = if p.cross(q) > 0.0 { (one, other) } else { (other, one) };
        let (long, short) = (p.length().max(q.length()), p.length().min(q.length()));
        let lean = (p.dot(q) / (long * short).max(f64::MIN_POSITIVE)).abs();
        let sizes = [corner, one, other].map(Finder::size);
        let largest = sizes.iter().copied().fold(0.0, f64::max);
        let smallest = sizes.iter().copied().fold(f64::MAX, f64::min);
        let doubt: f64 = [corner, one, other].iter().map(|finder| 1.0 - finder.certainty()).sum();
        let oddness = (long / short).ln() + lean + (largest / smallest).ln() + doubt * 0.3;
        let whole = Self { corner: *corner, right: *right, below: *below, oddness };
        let possible = lean < 0.75 && long < short * 3.0 && largest < smallest * 2.2;
        (possible && (17.0..230.0).contains(&whole.modules())).then_some(whole)
    }
}

/// The likely ones, the likeliest first.
pub(super) fn triples(finders: &[Finder]) -> Vec<Triple> {
    let mut found: Vec<Triple> = finders.iter().flat_map(|corner| with_corner(corner, finders)).collect();
    found.sort_by(|a, b| a.oddness.total_cmp(&b.oddness));
    found
}

/// Those of which this one is the corner, with the nearest finders of a like size.
fn with_corner(corner: &Finder, finders: &[Finder]) -> Vec<Triple> {
    let like = |other: &&Finder| {
        let (size, other_size) = (corner.size(), other.size());
        let distance = other.centre.distance(corner.centre);
        size < other_size * 2.2 && other_size < size * 2.2 && distance > size
    };
    let mut near: Vec<&Finder> = finders.iter().filter(like).collect();
    let distance = |finder: &Finder| finder.centre.distance(corner.centre);
    near.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
    near.truncate(NEAREST);
    let after = |at: usize| near.iter().skip(at.saturating_add(1));
    near.iter()
        .enumerate()
        .flat_map(|(at, one)| after(at).filter_map(|other| Triple::of(corner, one, other)))
        .collect()
}

/// How many finders round a corner are considered: those of its own symbol and of the ones beside it.
const NEAREST: usize = 12;

//! Finder patterns: the squares in three corners of a symbol, 1:1:3:1:1 through the middle.

use super::bits::Bits;
use super::num::{real, whole};
use super::point::Point;

/// What may be a finder pattern.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finder {
    pub(super) centre: Point,
    /// Its width along the row, and its height, in pixels: seven modules when it stands upright.
    pub(super) width: f64,
    pub(super) height: f64,
    /// In how many rows it was seen.
    rows: f64,
}

impl Finder {
    /// The length of a module along a way from the centre, for a square turned like that way.
    pub(super) fn module(&self, way: Point) -> f64 {
        let (x, y) = (way.x.abs(), way.y.abs());
        let (chord, longer) = if x > y { (self.width, x) } else { (self.height, y) };
        // A chord through the middle of a turned square is longer than its side by 1 / cos.
        chord * longer / way.length().max(f64::MIN_POSITIVE) / 7.0
    }

    pub(super) fn size(&self) -> f64 {
        (self.width * self.height).sqrt()
    }

    /// Which share of its rows looks like a finder pattern, from 0 to about 1.
    pub(super) fn certainty(&self) -> f64 {
        (self.rows * 7.0 / (self.height * 3.0).max(1.0)).min(1.0)
    }
}

/// The most certain of those that there are.
pub(super) fn finders(bits: &Bits) -> Vec<Finder> {
    let mut found: Vec<Finder> = Vec::new();
    let mut looks = 0_usize;
    for (y, row) in bits.rows().enumerate() {
        let mut runs = [0_usize; 5];
        let mut x = 0_usize;
        for run in row.chunk_by(|a, b| a == b) {
            let [_, b, c, d, e] = runs;
            runs = [b, c, d, e, run.len()];
            x = x.saturating_add(run.len());
            if run.first() == Some(&true) && looks < MOST_LOOKS && is_finder(runs) {
                looks = looks.saturating_add(1);
                if let Some(seen) = cross_checked(bits, middle(runs, x), y) {
                    join(&mut found, seen);
                }
            }
        }
    }
    found.sort_by(|a, b| b.certainty().total_cmp(&a.certainty()));
    found.truncate(MOST);
    found
}

/// Five runs that end at `end`: the middle of them.
fn middle([_, _, c, d, e]: [usize; 5], end: usize) -> f64 {
    real(end) - real(e) - real(d) - real(c) / 2.0
}

fn is_finder(runs: [usize; 5]) -> bool {
    let all: usize = runs.iter().sum();
    if all < 7 || runs.contains(&0) {
        return false;
    }
    let module = real(all) / 7.0;
    let slack = module * 0.5 + 0.5;
    let near = |run: usize, modules: f64, slack: f64| (real(run) - module * modules).abs() < slack;
    let [a, b, c, d, e] = runs;
    [a, b, d, e].iter().all(|run| near(*run, 1.0, slack)) && near(c, 3.0, module * 1.2 + 0.5)
}

/// Looks through the middle upwards and downwards, and then along the row again.
fn cross_checked(bits: &Bits, x: f64, y: usize) -> Option<Finder> {
    let column = whole(x);
    let above = || (0..=y).rev().map(|y| bits.is_dark(column, y));
    let below = || (y..bits.height()).map(|y| bits.is_dark(column, y));
    let (up, height) = crossing(above(), below())?;
    let centre_y = real(y) + up;
    let row = whole(centre_y);
    let left = || (0..=column).rev().map(|x| bits.is_dark(x, row));
    let right = || (column..bits.width()).map(|x| bits.is_dark(x, row));
    let (aside, width) = crossing(left(), right())?;
    let alike = width < height * 3.0 && height < width * 3.0;
    let centre = Point::new(real(column) + aside, centre_y);
    alike.then_some(Finder { centre, width, height, rows: 1.0 })
}

/// Five runs through a dark pixel, seen from it in both directions: where their middle lies from the
/// start of that pixel, and how long they are.
fn crossing(back: impl Iterator<Item = bool>, forth: impl Iterator<Item = bool>) -> Option<(f64, f64)> {
    let [back, forth] = [arms(back)?, arms(forth)?];
    let [c, b, a] = back;
    let [c2, d, e] = forth;
    // The pixel itself is counted in both.
    let runs = [a, b, c.saturating_add(c2).checked_sub(1)?, d, e];
    let length = real(runs.iter().sum());
    is_finder(runs).then_some((1.0 + (real(c2) - 1.0 - real(c)) / 2.0, length))
}

/// The lengths of a dark, a light and a dark run.
fn arms(pixels: impl Iterator<Item = bool>) -> Option<[usize; 3]> {
    let mut lengths = [0_usize; 3];
    let mut at = 0_usize;
    for dark in pixels {
        if dark != (at != 1) {
            at = at.saturating_add(1);
        }
        match lengths.get_mut(at) {
            Some(length) => *length = length.saturating_add(1),
            None => break,
        }
    }
    (!lengths.contains(&0)).then_some(lengths)
}

/// One pattern is seen in many rows.
fn join(found: &mut Vec<Finder>, seen: Finder) {
    let same = |known: &&mut Finder| {
        known.centre.distance(seen.centre) < known.size() * 0.2 + 1.0
            && seen.size() < known.size() * 1.6
            && known.size() < seen.size() * 1.6
    };
    let full = found.len() >= MOST_SEEN;
    match found.iter_mut().rev().find(same) {
        Some(known) => {
            let rows = known.rows + 1.0;
            let mean = |old: f64, new: f64| old + (new - old) / rows;
            known.centre.x = mean(known.centre.x, seen.centre.x);
            known.centre.y = mean(known.centre.y, seen.centre.y);
            known.width = mean(known.width, seen.width);
            known.height = mean(known.height, seen.height);
            known.rows = rows;
        }
        None if !full => found.push(seen),
        None => {}
    }
}

/// Sixty symbols in one picture have 180.
const MOST: usize = 240;

/// Sixty symbols in one picture, of which each finder is seen in fifteen rows, need 2,700.
const MOST_LOOKS: usize = 20_000;

/// Bounds the work of joining.
const MOST_SEEN: usize = 600;

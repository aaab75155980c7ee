//! From three finders to the version of a symbol and how it lies.

use super::budget::Work;
use super::edge::edges;
use super::grey::Grey;
use super::num::real;
use super::point::Point;
use super::triple::Triple;
use super::version;
use super::warp::{Fit, Warp};

/// A symbol of so many modules that seems to lie like this.
#[derive(Clone)]
pub(super) struct Aim {
    pub(super) modules: usize,
    pub(super) fit: Fit,
    pub(super) warp: Warp,
    /// From -1 to 1: how well the timing patterns alternate; more when the version agrees too.
    pub(super) score: f64,
}

/// The sizes that fit the picture, the likeliest first; none when nothing looks like a symbol.
pub(super) fn aims(grey: &Grey<'_>, triple: &Triple, work: &Work<'_>) -> Vec<Aim> {
    work.spend(1);
    let marks = Marks::first(grey, triple);
    if marks.0.len() < ENOUGH {
        return Vec::new();
    }
    let mut found: Vec<Aim> = sizes(triple.modules())
        .inspect(|_| work.spend(1))
        .filter_map(|modules| marks.aim(grey, triple, modules))
        .filter(|aim| aim.score > LEAST)
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    // A second one only when the symbol does not name its version itself.
    let named = found.first().is_some_and(|aim| aim.score > CERTAIN);
    found.truncate(if named { 1 } else { 2 });
    let again = |aim: Aim| Marks::again(grey, triple, &aim).aim(grey, triple, aim.modules).unwrap_or(aim);
    found.into_iter().map(again).collect()
}

/// The sizes there are, as near to the estimate as it is good.
fn sizes(estimate: f64) -> impl Iterator<Item = usize> {
    let reach = 4.0 + estimate * 0.1;
    (1..=40_usize)
        .map(|version| version.saturating_mul(4).saturating_add(17))
        .filter(move |modules| (real(*modules) - estimate).abs() < reach)
}

/// One edge of a finder: a pixel on it, and how many modules it is from the centre of the finder.
struct Mark {
    finder: usize,
    pixel: Point,
    offset: f64,
    upright: bool,
}

struct Marks(Vec<Mark>);

impl Marks {
    /// Each finder is taken to be turned like the whole.
    fn first(grey: &Grey<'_>, triple: &Triple) -> Self {
        let corner = triple.corner.centre;
        let right = triple.right.centre.minus(corner);
        let down = triple.below.centre.minus(corner);
        let steps = triple.finders().map(|finder| {
            [right, down].map(|way| way.times(finder.module(way) / way.length().max(f64::MIN_POSITIVE)))
        });
        Self::measured(grey, triple.finders().map(|finder| finder.centre), steps)
    }

    fn again(grey: &Grey<'_>, triple: &Triple, aim: &Aim) -> Self {
        let steps = places(aim.modules).map(|place| aim.warp.steps(place));
        let mut marks = Self::measured(grey, places(aim.modules).map(|place| aim.warp.pixel(place)), steps);
        if marks.0.len() < ENOUGH {
            marks = Self::measured(grey, triple.finders().map(|finder| finder.centre), steps);
        }
        marks
    }

    fn measured(grey: &Grey<'_>, centres: [Point; 3], steps: [[Point; 2]; 3]) -> Self {
        let mut marks = Vec::new();
        for (finder, (centre, [right, down])) in centres.into_iter().zip(steps).enumerate() {
            let ways = [(right, down, true), (down, right, false)];
            for ((step, aside, upright), sign) in ways.into_iter().flat_map(|way| [(way, 1.0), (way, -1.0)]) {
                let step = step.times(sign);
                let Some(distances) = edges(grey, centre, step, aside) else { continue };
                for (distance, modules) in distances.into_iter().zip([1.5, 2.5, 3.5]) {
                    let pixel = centre.plus(step.times(distance));
                    marks.push(Mark { finder, pixel, offset: modules * sign, upright });
                }
            }
        }
        Self(marks)
    }

    fn aim(&self, grey: &Grey<'_>, triple: &Triple, modules: usize) -> Option<Aim> {
        let places = places(modules);
        let [corner, right, below] = triple.finders().map(|finder| finder.centre);
        let middle = right.plus(below).times(0.5);
        let mut fit = Fit::new(middle, right.distance(below));
        for (pixel, place) in [corner, right, below].into_iter().zip(places) {
            fit.place(pixel, place, 0.3);
        }
        // Hardly felt, but it keeps a symbol without sharp finders from being a riddle.
        let far = real(modules) - 3.5;
        fit.place(right.plus(below).minus(corner), Point::new(far, far), 1e-4);
        for mark in &self.0 {
            let Some(place) = places.get(mark.finder) else { continue };
            if mark.upright {
                fit.column(mark.pixel, place.x + mark.offset, 1.0);
            } else {
                fit.row(mark.pixel, place.y + mark.offset, 1.0);
            }
        }
        let warp = fit.warp()?;
        let score = timing(grey, &warp, modules) + version::agreement(grey, &warp, modules);
        Some(Aim { modules, fit, warp, score })
    }
}

/// The centres of the finders in modules.
pub(super) fn places(modules: usize) -> [Point; 3] {
    let far = real(modules) - 3.5;
    [Point::new(3.5, 3.5), Point::new(far, 3.5), Point::new(3.5, far)]
}

/// How well both timing patterns alternate: 1 when each module is as dark or light as it should be
/// beside its neighbours, about 0 where there is something else.
fn timing(grey: &Grey<'_>, warp: &Warp, modules: usize) -> f64 {
    let line = |at: &dyn Fn(f64) -> Point| {
        let shades: Vec<f64> =
            (7..modules.saturating_sub(7)).map(|i| grey.between(warp.pixel(at(real(i) + 0.5)))).collect();
        alternation(&shades)
    };
    line(&|along| Point::new(along, 6.5)).min(line(&|along| Point::new(6.5, along)))
}

/// The first of the shades is light.
fn alternation(shades: &[f64]) -> f64 {
    let (mut sum, mut all) = (0.0, 0.0);
    for (at, three) in shades.windows(3).enumerate() {
        let [before, v, after] = three else { continue };
        let lighter = v - (before + after) / 2.0;
        // The second of the shades, the first in the middle of three, is dark.
        sum += if at % 2 == 0 { -lighter } else { lighter };
        all += lighter.abs();
    }
    if all > 0.0 { sum / all } else { 0.0 }
}

/// Below it nothing looks like timing patterns.
const LEAST: f64 = 0.35;

/// The version agrees, and most of the timing patterns.
const CERTAIN: f64 = 1.4;

/// Of 36 marks.
const ENOUGH: usize = 18;

//! How the plane of a symbol lies in a picture: a perspective.

use super::linear::LeastSquares;
use super::point::Point;

/// Takes places in modules to places in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Warp {
    rows: [[f64; 3]; 3],
    centre: Point,
    scale: f64,
}

impl Warp {
    pub(super) fn pixel(&self, module: Point) -> Point {
        let [x, y, w] = self.rows.map(|[a, b, c]| a * module.x + b * module.y + c);
        // A symbol never reaches its own horizon; what is asked beyond it lands far outside.
        let w = if w.abs() < HORIZON { HORIZON } else { w };
        Point::new(x / w, y / w).times(self.scale).plus(self.centre)
    }

    /// The ways one module to the right and one module down, round a place.
    pub(super) fn steps(&self, module: Point) -> [Point; 2] {
        let across =
            |way: Point| self.pixel(module.plus(way)).minus(self.pixel(module.minus(way))).times(0.5);
        [across(Point::new(1.0, 0.0)), across(Point::new(0.0, 1.0))]
    }
}

/// Gathers what is known about a perspective, and finds the one that fits best.
///
/// It is sought in the direction from pixels to modules: there the knowledge that a pixel lies
/// somewhere on one line between modules is a linear equation.
#[derive(Clone)]
pub(super) struct Fit {
    equations: LeastSquares<8>,
    centre: Point,
    scale: f64,
}

impl Fit {
    /// `centre` and `scale` say roughly where and how large the symbol is, which keeps the numbers near 1.
    pub(super) fn new(centre: Point, scale: f64) -> Self {
        Self { equations: LeastSquares::new(), centre, scale: scale.max(1.0) }
    }

    /// The pixel lies in this column of modules.
    pub(super) fn column(&mut self, pixel: Point, column: f64, weight: f64) {
        let p = self.near(pixel);
        self.equations.add([p.x, p.y, 1.0, 0.0, 0.0, 0.0, -column * p.x, -column * p.y], column, weight);
    }

    /// The pixel lies in this row of modules.
    pub(super) fn row(&mut self, pixel: Point, row: f64, weight: f64) {
        let p = self.near(pixel);
        self.equations.add([0.0, 0.0, 0.0, p.x, p.y, 1.0, -row * p.x, -row * p.y], row, weight);
    }

    pub(super) fn place(&mut self, pixel: Point, module: Point, weight: f64) {
        self.column(pixel, module.x, weight);
        self.row(pixel, module.y, weight);
    }

    pub(super) fn warp(&self) -> Option<Warp> {
        let [a, b, c, d, e, f, g, h] = self.equations.solve()?;
        // The adjugate: the inverse but for a factor, which a perspective does not feel.
        let rows = [
            [e - f * h, c * h - b, b * f - c * e],
            [f * g - d, a - c * g, c * d - a * f],
            [d * h - e * g, b * g - a * h, a * e - b * d],
        ];
        rows.iter().flatten().all(|v| v.is_finite()).then_some(Warp {
            rows,
            centre: self.centre,
            scale: self.scale,
        })
    }

    fn near(&self, pixel: Point) -> Point {
        pixel.minus(self.centre).times(1.0 / self.scale)
    }
}

const HORIZON: f64 = 1e-9;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perspective_is_found_from_places_and_from_lines() {
        let truth = |m: Point| {
            let w = 1.0 + 0.004 * m.x - 0.002 * m.y;
            Point::new((30.0 + 5.0 * m.x + m.y) / w, (20.0 - m.x + 4.0 * m.y) / w)
        };
        let mut fit = Fit::new(Point::new(100.0, 80.0), 200.0);
        for at in [(3.5, 3.5), (53.5, 3.5), (3.5, 53.5)].map(|(x, y)| Point::new(x, y)) {
            fit.place(truth(at), at, 1.0);
        }
        assert!(fit.warp().is_none(), "three places leave two numbers open");
        for edge in [7.0, 50.0] {
            fit.column(truth(Point::new(edge, 2.0)), edge, 1.0);
            fit.row(truth(Point::new(5.0, edge)), edge, 1.0);
        }
        let warp = fit.warp().unwrap();
        for at in [(0.0, 0.0), (57.0, 57.0), (20.0, 40.0)].map(|(x, y)| Point::new(x, y)) {
            assert!(warp.pixel(at).distance(truth(at)) < 1e-6, "{at:?}");
        }
    }
}

//! Linear equations.

/// Solves as many equations as unknowns, each given as its coefficients and then its right side.
///
/// Eliminates the first unknown with the row in which it weighs most, solves the rest, puts it back.
pub(super) fn solve(mut rows: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    let weight = |row: &Vec<f64>| row.first().map_or(0.0, |first| first.abs());
    let heaviest = (0..rows.len()).max_by(|a, b| {
        let of = |at: &usize| rows.get(*at).map_or(0.0, weight);
        of(a).total_cmp(&of(b))
    })?;
    let pivot = rows.swap_remove(heaviest);
    let (lead, pivot) = pivot.split_first()?;
    if lead.abs() < SINGULAR {
        return None;
    }
    let without_first = |row: Vec<f64>| {
        let (first, rest) = row.split_first()?;
        let part = first / lead;
        Some(rest.iter().zip(pivot).map(|(value, pivot)| value - part * pivot).collect())
    };
    let rest = rows.into_iter().map(without_first).collect::<Option<Vec<Vec<f64>>>>()?;
    let solved = if rest.is_empty() { Vec::new() } else { solve(rest)? };
    let (right, coefficients) = pivot.split_last()?;
    let known: f64 = coefficients.iter().zip(&solved).map(|(coefficient, value)| coefficient * value).sum();
    let mut all = vec![(right - known) / lead];
    all.extend(solved);
    Some(all)
}

/// The weighted sum of many equations that are to hold as nearly as possible (least squares).
#[derive(Clone)]
pub(super) struct LeastSquares<const N: usize> {
    rows: Vec<Vec<f64>>,
}

impl<const N: usize> LeastSquares<N> {
    pub(super) fn new() -> Self {
        Self { rows: vec![vec![0.0; N.saturating_add(1)]; N] }
    }

    pub(super) fn add(&mut self, coefficients: [f64; N], right: f64, weight: f64) {
        for (row, factor) in self.rows.iter_mut().zip(coefficients) {
            let terms = coefficients.iter().chain([&right]);
            row.iter_mut().zip(terms).for_each(|(sum, term)| *sum += weight * factor * term);
        }
    }

    pub(super) fn solve(&self) -> Option<[f64; N]> {
        solve(self.rows.clone())?.try_into().ok()
    }
}

const SINGULAR: f64 = 1e-12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equations_are_solved_or_refused() {
        let rows = vec![vec![0.0, 2.0, 1.0, 7.0], vec![1.0, 1.0, 1.0, 6.0], vec![2.0, 0.0, -1.0, -1.0]];
        let solved = solve(rows).unwrap();
        let near = |found: f64, wanted: f64| (found - wanted).abs() < 1e-9;
        assert!(solved.iter().zip([1.0, 2.0, 3.0]).all(|(found, wanted)| near(*found, wanted)), "{solved:?}");
        assert_eq!(solve(vec![vec![1.0, 2.0, 3.0], vec![2.0, 4.0, 6.0]]), None);
        assert_eq!(solve(Vec::new()), None);
    }

    #[test]
    fn a_line_is_fitted_through_too_many_points() {
        let mut line = LeastSquares::<2>::new();
        for (x, y) in [(0.0, 1.0), (1.0, 3.1), (2.0, 4.9), (3.0, 7.0)] {
            line.add([x, 1.0], y, 1.0);
        }
        let [slope, height] = line.solve().unwrap();
        assert!((slope - 1.98).abs() < 1e-9 && (height - 1.03).abs() < 1e-9, "{slope} {height}");
    }
}

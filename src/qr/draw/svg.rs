//! A symbol as an SVG file.

use core::fmt::Write;
use core::num::NonZeroU16;

use crate::qr::Symbol;

impl Symbol {
    /// An SVG file with its border, as large as its place: one unit is one module.
    pub fn to_svg(&self) -> String {
        self.svg("")
    }

    /// An SVG file with its border, in a printed size: so many micrometres a module.
    ///
    /// ```
    /// # use core::num::NonZeroU16;
    /// # use khyber_pass::qr::Symbol;
    /// let four_dots_at_300_dpi = NonZeroU16::new(339).unwrap();
    /// let svg = Symbol::new("KP1:NCFOXN")?.to_svg_sized(four_dots_at_300_dpi);
    /// assert!(svg.contains(r#"width="9.831mm" height="9.831mm""#));
    /// # Ok::<(), khyber_pass::qr::QrError>(())
    /// ```
    pub fn to_svg_sized(&self, micrometres_per_module: NonZeroU16) -> String {
        let side = self.framed().len().saturating_mul(usize::from(micrometres_per_module.get()));
        let side = format!("{}.{:03}mm", side / 1_000, side % 1_000);
        self.svg(&format!(r#"width="{side}" height="{side}" "#))
    }

    fn svg(&self, size: &str) -> String {
        let rows = self.framed();
        let side = rows.len();
        let dark = path(&rows);
        // Without crisp edges a renderer draws grey seams between the rows.
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" {size}viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/><path fill="#000" d="{dark}"/></svg>"##
        )
    }
}

/// A rectangle for each run of dark modules in a row.
fn path(rows: &[Vec<bool>]) -> String {
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        let mut x = 0_usize;
        for run in row.chunk_by(|left, right| left == right) {
            if run.first() == Some(&true) {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{x} {y}h{0}v1h-{0}z", run.len());
            }
            x = x.saturating_add(run.len());
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_path_of_runs_on_a_white_square_with_a_border() {
        let symbol = Symbol::new("KP1:").unwrap();
        let svg = symbol.to_svg();
        assert!(svg.starts_with(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" shape-rendering="crispEdges"><rect width="29" height="29" fill="#fff"/><path fill="#000" d="M4 4h7v1h-7z"##
        ));
        assert!(svg.ends_with(r#"z"/></svg>"#));
        assert_eq!(svg.matches("<path").count(), 1);
    }

    #[test]
    fn the_runs_cover_the_dark_modules_and_no_others() {
        let symbol = Symbol::new("KP1:RUNS").unwrap();
        let svg = symbol.to_svg();
        let (_, path) = svg.split_once(" d=\"").unwrap();
        let mut left: usize = (0..21).map(|y| (0..21).filter(|&x| symbol.is_dark(x, y)).count()).sum();
        for run in path.trim_end_matches("\"/></svg>").split_terminator('z') {
            let mut numbers = run.split(['M', ' ', 'h', 'v', '-']).filter_map(|n| n.parse::<usize>().ok());
            let (x, y, length) = (numbers.next().unwrap(), numbers.next().unwrap(), numbers.next().unwrap());
            assert!((x..x + length).all(|x| symbol.is_dark(x - 4, y - 4)), "{run}");
            left -= length;
        }
        assert_eq!(left, 0);
    }
}

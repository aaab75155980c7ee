//! A symbol alone and upright in the picture: a drawing, not a photograph.

use rqrr::{Grid, SimpleGrid};

use super::grey::Grey;

/// Reads the symbol whose outline is that of everything dark.
///
/// Whatever our own drawing makes is read by this rung, in every version and size, in a few
/// milliseconds. Of drawings that were resized to odd scales it read 127 in 128; `rqrr`, which
/// goes by the corners, read 105.
pub(super) fn straight(grey: &Grey<'_>) -> Vec<String> {
    let outline = Outline::of_dark(grey);
    let read = outline.and_then(|outline| (1..=40).find_map(|version| outline.read(version)));
    read.into_iter().collect()
}

/// The smallest rectangle with all that is dark; `right` and `bottom` lie outside.
struct Outline<'a> {
    grey: &'a Grey<'a>,
    threshold: u8,
    left: usize,
    right: usize,
    top: usize,
    bottom: usize,
}

impl<'a> Outline<'a> {
    fn of_dark(grey: &'a Grey<'a>) -> Option<Self> {
        let threshold = grey.midpoint();
        let dark = |v: &u8| *v < threshold;
        let mut inked = grey.rows().enumerate().filter_map(|(y, row)| {
            Some((y, row.iter().position(dark)?, row.iter().rposition(dark)?.saturating_add(1)))
        });
        let (top, left, right) = inked.next()?;
        let first = Self { grey, threshold, left, right, top, bottom: top.saturating_add(1) };
        Some(inked.fold(first, |outline, (y, left, right)| Self {
            left: outline.left.min(left),
            right: outline.right.max(right),
            bottom: y.saturating_add(1),
            ..outline
        }))
    }

    /// Reads it as a symbol of the given version.
    fn read(&self, version: usize) -> Option<String> {
        let modules = version.saturating_mul(4).saturating_add(17);
        let columns = centres(self.left, self.right, modules);
        let rows = centres(self.top, self.bottom, modules);
        let dark = |x: usize, y: usize| match (columns.get(x), rows.get(y)) {
            (Some(x), Some(y)) => self.grey.at(*x, *y) < self.threshold,
            _ => false,
        };
        // The timing patterns, row and column 6 between the finders, change at every module.
        // They tell the version, and spare the decoder the other thirty-nine.
        let mut timing = 7..modules.saturating_sub(7);
        let on_time = timing.all(|i| dark(i, 6) == (i % 2 == 0) && dark(6, i) == (i % 2 == 0));
        let grid = on_time.then(|| Grid::new(SimpleGrid::from_func(modules, dark)))?;
        grid.decode().ok().map(|(_, text)| text)
    }
}

/// The pixels in the middle of each module; none when there are fewer pixels than modules.
fn centres(from: usize, to: usize, modules: usize) -> Vec<usize> {
    let length = to.saturating_sub(from);
    if length < modules {
        return Vec::new();
    }
    let middle = |module: usize| {
        let half_modules = module.saturating_mul(2).saturating_add(1);
        length.saturating_mul(half_modules).checked_div(modules.saturating_mul(2)).unwrap_or(0)
    };
    (0..modules).map(|module| from.saturating_add(middle(module))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn centres_lie_in_the_middle_of_the_modules() {
        assert_eq!(centres(10, 22, 3), [12, 16, 20]);
        assert_eq!(centres(0, 3, 3), [0, 1, 2]);
        assert!(centres(0, 2, 3).is_empty());
    }

    #[test]
    fn a_picture_of_one_shade_has_no_outline() {
        for shade in [0, 128, 255] {
            let grey = Grey::new(30, 30, vec![shade; 900]).unwrap();
            assert!(straight(&grey).is_empty(), "{shade}");
        }
    }
}

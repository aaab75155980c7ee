//! A white page of one bit a pixel.

use super::Symbol;

/// Eight pixels to a byte, light as 1, rows from top to bottom.
pub(in crate::qr) struct Canvas {
    width: usize,
    height: usize,
    stride: usize,
    bytes: Vec<u8>,
}

impl Canvas {
    pub(in crate::qr) fn white(width: usize, height: usize) -> Self {
        let stride = width.div_ceil(8);
        Self { width, height, stride, bytes: vec![0xFF; stride.saturating_mul(height)] }
    }

    /// A symbol and its border, and nothing else.
    pub(in crate::qr) fn of(symbol: &Symbol, pixels_per_module: usize) -> Self {
        let side = symbol.framed_modules().saturating_mul(pixels_per_module);
        let mut canvas = Self::white(side, side);
        canvas.draw(symbol, pixels_per_module, (0, 0));
        canvas
    }

    pub(in crate::qr) const fn width(&self) -> usize {
        self.width
    }

    pub(in crate::qr) const fn height(&self) -> usize {
        self.height
    }

    pub(in crate::qr) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Draws the dark modules of a symbol, the corner of its border at the given pixel.
    pub(in crate::qr) fn draw(&mut self, symbol: &Symbol, pixels_per_module: usize, corner: (usize, usize)) {
        for (column, row, length) in symbol.dark_runs() {
            let place =
                |modules: usize, from: usize| modules.saturating_mul(pixels_per_module).saturating_add(from);
            let size = (place(length, 0), pixels_per_module);
            self.darken((place(column, corner.0), place(row, corner.1)), size);
        }
    }

    /// Darkens a rectangle, or what of it lies on the page.
    pub(in crate::qr) fn darken(&mut self, (left, top): (usize, usize), (width, height): (usize, usize)) {
        let right = left.saturating_add(width).min(self.width);
        let bottom = top.saturating_add(height).min(self.height);
        for line in self.bytes.chunks_mut(self.stride.max(1)).take(bottom).skip(top) {
            darken(line, left, right);
        }
    }
}

/// Darkens the pixels of a line from `left` up to `right`.
fn darken(line: &mut [u8], left: usize, right: usize) {
    let mut start = 0_usize;
    let first = left / 8;
    for byte in line.iter_mut().take(right.div_ceil(8)).skip(first) {
        let from = first.saturating_add(start).saturating_mul(8);
        let before = head(left.saturating_sub(from));
        let up_to = head(right.saturating_sub(from));
        *byte &= before | !up_to;
        start = start.saturating_add(1);
    }
}

/// A byte whose first so many bits are 1.
fn head(bits: usize) -> u8 {
    HEADS.get(bits).copied().unwrap_or(0xFF)
}

const HEADS: [u8; 8] = [0x00, 0x80, 0xC0, 0xE0, 0xF0, 0xF8, 0xFC, 0xFE];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_the_pixels_of_a_rectangle_are_darkened() {
        for (left, width) in
            [(0, 0), (0, 1), (3, 4), (3, 5), (3, 6), (7, 1), (8, 8), (5, 20), (20, 99), (40, 3)]
        {
            let mut canvas = Canvas::white(30, 4);
            canvas.darken((left, 1), (width, 2));
            for y in 0..4 {
                for x in 0..30 {
                    let dark = canvas.bytes()[y * 4 + x / 8] & (0x80 >> (x % 8)) == 0;
                    let inside = (1..3).contains(&y) && x >= left && x < left + width;
                    assert_eq!(dark, inside, "{left}+{width}: {x} {y}");
                }
            }
        }
    }
}

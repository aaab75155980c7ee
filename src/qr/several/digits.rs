//! Numbers in pixels, for a page without a font.

use crate::qr::draw::Canvas;

/// Writes a label of [`super::alike::label`], each pixel of a letter a square of `scale`.
pub(super) fn write(canvas: &mut Canvas, label: &str, (left, top): (usize, usize), scale: usize) {
    for (at, c) in label.chars().enumerate() {
        let from = at.saturating_mul(ADVANCE).saturating_mul(scale).saturating_add(left);
        for (y, row) in glyph(c).iter().enumerate() {
            for (x, _) in row.bytes().enumerate().filter(|(_, pixel)| *pixel == b'#') {
                let place = |pixels: usize, start: usize| pixels.saturating_mul(scale).saturating_add(start);
                canvas.darken((place(x, from), place(y, top)), (scale, scale));
            }
        }
    }
}

/// How wide a label is, in pixels of a letter.
pub(super) fn width(label: &str) -> usize {
    label.chars().count().saturating_mul(ADVANCE).saturating_sub(1)
}

/// How high it is.
pub(super) const HEIGHT: usize = 7;

const ADVANCE: usize = 6;

#[rustfmt::skip]
const fn glyph(c: char) -> [&'static str; HEIGHT] {
    match c {
        '0' => [" ### ", "#   #", "#   #", "#   #", "#   #", "#   #", " ### "],
        '1' => ["  #  ", " ##  ", "  #  ", "  #  ", "  #  ", "  #  ", " ### "],
        '2' => [" ### ", "#   #", "    #", "   # ", "  #  ", " #   ", "#####"],
        '3' => [" ### ", "#   #", "    #", "  ## ", "    #", "#   #", " ### "],
        '4' => ["   # ", "  ## ", " # # ", "#  # ", "#####", "   # ", "   # "],
        '5' => ["#####", "#    ", "#### ", "    #", "    #", "#   #", " ### "],
        '6' => [" ### ", "#    ", "#### ", "#   #", "#   #", "#   #", " ### "],
        '7' => ["#####", "    #", "   # ", "   # ", "  #  ", "  #  ", "  #  "],
        '8' => [" ### ", "#   #", "#   #", " ### ", "#   #", "#   #", " ### "],
        '9' => [" ### ", "#   #", "#   #", " ####", "    #", "    #", " ### "],
        'P' => ["#### ", "#   #", "#   #", "#### ", "#    ", "#    ", "#    "],
        '/' => ["    #", "    #", "   # ", "  #  ", " #   ", "#    ", "#    "],
        _ => ["     "; HEIGHT],
    }
}

//! Symbols with texts like those of credentials, and damage that their error correction can bear.

use fastrand::Rng;
use qrcode::{Color, EcLevel, QrCode, Version};

/// A square of modules, and the text in it.
pub struct Symbol {
    pub side: usize,
    pub dark: Vec<bool>,
    pub text: String,
}

impl Symbol {
    /// Of this version, filled to between 80 and 100 %.
    pub fn new(rng: &mut Rng, version: i16, level: EcLevel) -> Self {
        let fits = |text: &str| QrCode::with_version(text, Version::Normal(version), level);
        let most =
            (1..4_000_usize).collect::<Vec<_>>().partition_point(|length| fits(&"A".repeat(*length)).is_ok());
        let length = (most * rng.usize(80..=100) / 100).max(5);
        let text = text(rng, length);
        let code = fits(&text).expect("it was measured");
        let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
        Self { side: code.width(), dark, text }
    }

    pub fn is_dark(&self, x: isize, y: isize) -> bool {
        let side = self.side as isize;
        (0..side).contains(&x) && (0..side).contains(&y) && self.dark[(y * side + x) as usize]
    }

    /// Stains on so many of the modules, fewer if they would be more than the error correction bears.
    /// None touches a finder.
    pub fn damage(&mut self, rng: &mut Rng, share: f64) {
        let whole = self.dark.clone();
        for tenths in (1..=10).rev() {
            self.stain(rng, share * f64::from(tenths) / 10.0);
            let dark = |x: usize, y: usize| self.dark[y * self.side + x];
            let grid = rqrr::Grid::new(rqrr::SimpleGrid::from_func(self.side, dark));
            if grid.decode().is_ok_and(|(_, text)| text == self.text) {
                return;
            }
            self.dark.clone_from(&whole);
        }
    }

    fn stain(&mut self, rng: &mut Rng, share: f64) {
        let mut left = (self.dark.len() as f64 * share) as usize;
        while left > 0 {
            let size = rng.usize(1..=5).min(left);
            let (x, y) = (rng.usize(0..self.side), rng.usize(0..self.side));
            let near = |v: usize, low: bool| if low { v < 9 } else { v + size + 8 >= self.side };
            if (near(x, true) && (near(y, true) || near(y, false))) || (near(x, false) && near(y, true)) {
                continue;
            }
            let dark = rng.bool();
            for (x, y) in (y..y + size).flat_map(|y| (x..x + size).map(move |x| (x, y))) {
                if x < self.side && y < self.side {
                    self.dark[y * self.side + x] = dark;
                }
            }
            left = left.saturating_sub(size * size);
        }
    }
}

/// A text as credentials have it: the prefix, and Base45.
fn text(rng: &mut Rng, length: usize) -> String {
    const LETTERS: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    let random = || char::from(LETTERS[rng.usize(0..45)]);
    "KP1:".chars().chain(std::iter::repeat_with(random)).take(length).collect()
}

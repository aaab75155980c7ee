//! A text as a QR symbol, and the symbol as a picture.

mod level;

mod capacity;
mod encode;
mod symbol;

mod canvas;
mod png;
mod svg;
mod terminal;

pub use level::Level;
pub use symbol::Symbol;

pub(super) use canvas::Canvas;
pub(super) use capacity::{LARGEST, capacity, smallest_version};
pub(super) use png::{encoder, still};
pub(super) use svg::{escaped, path};

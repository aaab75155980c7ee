//! A text as a QR symbol, and the symbol as a picture.

mod level;
mod symbol;

mod png;
mod svg;
mod terminal;

pub use level::Level;
pub use symbol::Symbol;

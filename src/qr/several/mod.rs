//! One text as several symbols: one after the other on a screen, or side by side on paper (§5.11).

mod alike;

mod animation;

mod digits;
mod page;
mod sheets;

pub use animation::{Animation, AnimationFrame};
pub use page::Page;
pub use sheets::Sheets;

//! The texts of the QR symbols in a picture.

mod grey;
mod guard;

mod jpeg;
mod png;

mod ladder;
mod picture;
mod straight;

pub use picture::{scan_grey, scan_picture};

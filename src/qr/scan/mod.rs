//! The texts of the QR symbols in a picture.
//!
//! Everything but the last step is our own, because `rqrr` fails at it from version 7 up: a picture is made
//! dark and light (`bits`), finders are found (`finder`) and put together by threes (`triple`), the
//! perspective is measured (`aim`) and corrected along the alignment patterns (`mesh`), and each module
//! is judged among its neighbours (`modules`). `rqrr` then corrects the errors and reads the text.

mod num;

mod linear;
mod point;

mod warp;

mod grey;
mod guard;

mod jpeg;
mod png;
mod webp;

mod budget;

mod bits;
mod edge;

mod finder;

mod triple;

mod version;

mod aim;

mod alignment;

mod mesh;

mod modules;

mod locate;
mod straight;

#[cfg(feature = "qr-scan-rxing")]
mod second;

mod ladder;

mod frame;

mod picture;

pub use budget::Budget;
pub use frame::Frame;
pub use picture::{scan_grey, scan_picture, scan_picture_within};

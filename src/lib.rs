#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        clippy::as_conversions,
        clippy::string_slice,
        clippy::unreachable,
        clippy::todo
    )
)]
#![cfg_attr(docsrs, feature(doc_cfg))]
//! Khyber Pass.

pub mod code;
pub mod limits;
pub mod text;
pub mod time;

#[cfg(any(feature = "qr-draw", feature = "qr-scan"))]
pub mod qr;

pub use code::{Class, Code, Hint};
pub use time::{CivilOffset, Clock, Day, TimeError, Timestamp, Validity};

//! QR symbols: drawn from a text, read back from a picture (§1.5).
//!
//! What is read here is what stands in the symbol and nothing more: it is verified elsewhere.

mod error;

#[cfg(feature = "qr-draw")]
mod draw;
#[cfg(feature = "qr-scan")]
mod scan;

#[cfg(feature = "qr-draw")]
#[cfg_attr(docsrs, doc(cfg(feature = "qr-draw")))]
pub use draw::{Level, Symbol};
pub use error::QrError;
#[cfg(feature = "qr-scan")]
#[cfg_attr(docsrs, doc(cfg(feature = "qr-scan")))]
pub use scan::{Budget, Frame, scan_grey, scan_picture, scan_picture_within};

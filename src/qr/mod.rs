//! QR symbols: drawn from a text, read back from a picture (§1.5).
//!
//! What is read here is what stands in the symbol and nothing more: it is verified elsewhere.

mod error;

#[cfg(feature = "qr-draw")]
mod measure;

#[cfg(feature = "qr-draw")]
mod draw;
#[cfg(feature = "qr-draw")]
mod plan;
#[cfg(feature = "qr-scan")]
mod scan;
#[cfg(feature = "qr-draw")]
mod several;

#[cfg(feature = "qr-draw")]
#[cfg_attr(docsrs, doc(cfg(feature = "qr-draw")))]
pub use draw::{Level, Symbol};
pub use error::QrError;
#[cfg(feature = "qr-draw")]
#[cfg_attr(docsrs, doc(cfg(feature = "qr-draw")))]
pub use measure::{Dpi, Length, ModuleSize};
#[cfg(feature = "qr-draw")]
#[cfg_attr(docsrs, doc(cfg(feature = "qr-draw")))]
pub use plan::{Medium, Plan, PlanWarning, Proposal, Surface};
#[cfg(feature = "qr-scan")]
#[cfg_attr(docsrs, doc(cfg(feature = "qr-scan")))]
pub use scan::{Budget, Frame, scan_grey, scan_picture, scan_picture_within};
#[cfg(feature = "qr-draw")]
#[cfg_attr(docsrs, doc(cfg(feature = "qr-draw")))]
pub use several::{Animation, AnimationFrame, Page, Sheets};

/// The largest version that simple readers read. Measured: of clean symbols above it they lose more than half.
#[cfg(feature = "qr-draw")]
const SIMPLE_READERS: u8 = 15;

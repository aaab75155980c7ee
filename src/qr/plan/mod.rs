//! How large a symbol is printed: from characters and a place to a version, a level and dots a module (§1.5).

mod medium;
mod surface;

mod choice;

mod advice;

pub use advice::{PlanWarning, Proposal};
pub use choice::Plan;
pub use medium::Medium;
pub use surface::Surface;

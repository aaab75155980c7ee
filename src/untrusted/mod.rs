//! Looking inside without believing.
//!
//! Everything here is what a stranger wrote. Nothing in this module converts into a stage of
//! verification, and no policy takes it.

mod diagnostic;
mod inspect;

pub use inspect::{Inspection, UntrustedMessage, inspect};

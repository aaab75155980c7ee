//! Looking inside without believing.
//!
//! Everything here is what a stranger wrote. Nothing in this module converts into a stage of
//! verification, and no policy takes it.

mod annotate;
mod diagnostic;
mod explain;
mod explanation;
mod form;
mod given;
mod inspect;
mod lint;
mod shape;
mod texts;
mod writer;

pub use explain::explain;
pub use explanation::{Explanation, Layer, Line};
pub use form::Form;
pub use given::Given;
pub use inspect::{Inspection, UntrustedMessage, inspect};
pub use lint::{Checked, Fault, Lint, Rule, RuleOutcome, lint};

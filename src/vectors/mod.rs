//! Test vectors: answering their questions, and comparing the answers (see `test-vectors/README.md`).
//!
//! No file is opened here: whoever runs a folder of vectors hands over names and texts, as `khyber-pass vectors run` does.
//!
//! ```
//! use khyber_pass::vectors::answer;
//! let line = r#"{"id": "one", "do": "time", "seconds": 0}"#;
//! assert!(answer(line).contains(r#""code":"time.range""#));
//! ```

mod answer;
mod documents;
mod issue;
mod json;
mod question;
mod suite;
mod update;
mod verify;

pub use answer::answer;
pub use suite::{Outcome, Suite, Summary};

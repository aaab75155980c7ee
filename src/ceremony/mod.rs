//! Ceremonies: how the people who sign root documents and trust lists work together.
//!
//! Somebody writes a **description** in TOML, everybody reads the **diff** against what is held, each
//! signer takes the **working file** to the room of their key, and the signed files are **merged** until
//! none is missing. Nothing here decides what is trusted: the finished document is judged by its
//! readers, as any other.
//!
//! ```
//! use khyber_pass::ceremony::{ListDescription, describe, diff};
//! use khyber_pass::{PinnedRoot, PreparedDocument, SigningKey};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let root = PinnedRoot::from_bytes(&std::fs::read("examples/data/root.cbor")?)?;
//! # let (role, held) = (root.root().roles().nth(1).ok_or("role")?.1, std::fs::read("examples/data/list.cbor")?);
//! # let clock = khyber_pass::Clock::device(khyber_pass::Timestamp::new(1_769_904_000)?);
//! # let held = khyber_pass::TrustStore::open(&root, &held, clock)?;
//! # let held = held.list().ok_or("list")?;
//! // The next list starts from the held one.
//! let text = describe(held).replace("version = 1\n", "version = 2\n").replace("active", "suspended");
//! let next = ListDescription::from_toml(&text)?.into_list();
//! assert!(diff(held, &next).to_string().contains("  state: active -> suspended\n"));
//!
//! // Two people sign, each in their own room.
//! let unsigned = next.prepare()?.to_bytes();
//! let sign_with = |seed| -> Result<_, khyber_pass::Error> {
//!     Ok(PreparedDocument::from_bytes(&unsigned)?.sign(&SigningKey::from_seed(&[seed; 32]))?)
//! };
//! let (one, two) = (sign_with(21)?, sign_with(22)?); // TEST keys
//! assert_eq!(one.signatures_missing(role), 1);
//! let both = one.merge(&two)?;
//! assert_eq!(both.signatures_missing(role), 0);
//! let document = both.finish();
//! # assert!(!document.is_empty());
//! # Ok(())
//! # }
//! ```

mod error;
mod node;
mod words;

mod file;
mod summary;

mod describe;
mod table;

mod entry;
mod list;
mod root;

mod report;

mod list_diff;
mod root_diff;

pub use describe::{describe, describe_root};
pub use error::{At, CeremonyError, Part};
pub use file::Contents;
pub use list::ListDescription;
pub use list_diff::{ListDiff, diff};
pub use root::RootDescription;
pub use root_diff::{RootDiff, diff_roots};
pub use summary::SigningSummary;

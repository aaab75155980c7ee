//! One text as several numbered parts, and back (§5.11).
//!
//! A text that one symbol holds badly, or not at all, is cut into up to sixteen parts of equal length. They are
//! scanned in any order, any number of times. What comes back is the text that was split, of
//! any kind: a trust bundle, a credential. Nothing is believed of it: whoever reads the whole verifies it.
//!
//! ```
//! use khyber_pass::multipart::{Assembler, Parts, Recovery, split};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let text = std::fs::read_to_string("examples/data/adult.txt")?;
//! let parts = split(&text, Parts::Count(3), Recovery::ParityPart)?;
//! assert_eq!(parts.len(), 4); // three, and one that repairs
//! assert!(parts[0].starts_with("KP1T/1/3/") && parts[3].starts_with("KP1T/P/3/"));
//!
//! let mut assembler = Assembler::new();
//! let progress = assembler.add(&parts[2])?;
//! assert_eq!((progress.have, progress.of, assembler.missing()), (1, 3, vec![1, 2]));
//! assembler.add(&parts[2])?; // once more: no harm
//! assembler.add(&parts[0])?;
//! assert_eq!(assembler.whole(), None);
//!
//! // The second code is torn. The one that repairs makes up for it.
//! assert!(assembler.add(&parts[3])?.is_complete());
//! assert_eq!(assembler.whole(), Some(&*text));
//! # Ok(())
//! # }
//! ```

mod assembler;
mod error;
mod part;
mod split;

pub use assembler::{Assembler, Progress};
pub use error::MultipartError;
pub use split::{Parts, Recovery, split};

pub(crate) use part::Part;

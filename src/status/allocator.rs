//! Which entry of a status list the next credential gets (§8.7).

use super::error::RegisterError;
use super::permutation::Permutation;
use crate::cbor::{Fields, Place, decode, encode, int, map};
use crate::claims::StatusReference;
use crate::limits::STATUS_ENTRIES;
use crate::trust::required_uint;
use ciborium::Value;

/// Gives out the entries of one status list in random order, each once, for ever.
///
/// An index that followed the order of issue would tell when a card was issued and who stood in the queue
/// beside its holder. An index that came twice would revoke two people at once.
///
/// The new state is handed to the caller to be stored *before* any index is given out, so a crash at any moment
/// wastes indexes and never repeats one. The state holds the secret of the order: keep it as you keep
/// keys, and let only one process at a time use it.
///
/// ```
/// # use khyber_pass::*;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let path = std::env::temp_dir().join("khyber-pass-doc-allocator.cbor");
/// # let store = |state: &[u8]| { std::fs::write(path.with_extension("new"), state)?; std::fs::rename(path.with_extension("new"), &path) };
/// // `store` writes a new file and renames it over the old one.
/// let mut allocator = IndexAllocator::new(3, 1 << 20, [42; 32])?; // a TEST secret
/// let two = allocator.allocate(2, store)?;
/// assert_ne!(two[0], two[1]);
///
/// // Tomorrow, in another process:
/// let mut allocator = IndexAllocator::load(&std::fs::read(&path)?)?;
/// let next = allocator.allocate(1, store)?;
/// assert!(!two.contains(&next[0]));
/// assert_eq!(allocator.free(), (1 << 20) - 3);
///
/// // What cannot be stored is not given out.
/// let failed = allocator.allocate(1, |_| Err("the disk is full"));
/// assert_eq!(failed, Err(AllocationError::Store("the disk is full")));
/// assert_eq!(allocator.free(), (1 << 20) - 3);
/// # std::fs::remove_file(&path)?;
/// # Ok(())
/// # }
/// ```
pub struct IndexAllocator {
    list: u16,
    entries: u64,
    seed: [u8; 32],
    /// How many have been given out.
    used: u64,
}

/// Why no index was given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AllocationError<E> {
    /// Too few are left. Begin another list.
    #[error(transparent)]
    Full(RegisterError),
    /// The new state could not be stored.
    #[error("the state could not be stored")]
    Store(E),
}

impl IndexAllocator {
    /// An allocator for a list of which no entry has been given out, with a secret from a good random source.
    ///
    /// # Errors
    /// [`RegisterError::Entries`] unless there are 1 to 16,777,216 entries.
    pub const fn new(list: u16, entries: u64, secret: [u8; 32]) -> Result<Self, RegisterError> {
        if entries == 0 || entries > STATUS_ENTRIES {
            return Err(RegisterError::Entries { found: entries });
        }
        Ok(Self { list, entries, seed: secret, used: 0 })
    }

    /// The same, with a secret from the random source of the operating system.
    ///
    /// # Errors
    /// As [`IndexAllocator::new`], and [`RegisterError::Random`] when the system has none.
    #[cfg(feature = "keygen")]
    pub fn generate(list: u16, entries: u64) -> Result<Self, RegisterError> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|_| RegisterError::Random)?;
        Self::new(list, entries, secret)
    }

    /// Goes on from a stored state.
    ///
    /// # Errors
    /// [`RegisterError::State`] when it is damaged. Never begin anew then: indexes would come twice. Begin another list.
    pub fn load(state: &[u8]) -> Result<Self, RegisterError> {
        read(state).ok_or(RegisterError::State)
    }

    /// Gives out entries, after `store` has stored the new state. Store it so that a crash leaves the old file or the
    /// new one, never half of one: write a new file, flush it, rename it over the old one.
    ///
    /// # Errors
    /// [`AllocationError::Full`] when fewer are free, [`AllocationError::Store`] with what `store` gave. Nothing is
    /// given out then.
    pub fn allocate<E>(
        &mut self,
        count: usize,
        store: impl FnOnce(&[u8]) -> Result<(), E>,
    ) -> Result<Vec<StatusReference>, AllocationError<E>> {
        let (list, free) = (self.list, self.free());
        let wanted = u64::try_from(count).unwrap_or(u64::MAX);
        if wanted > free {
            return Err(AllocationError::Full(RegisterError::Full { list, free, wanted }));
        }
        let used = self.used.saturating_add(wanted);
        store(&self.state(used)).map_err(AllocationError::Store)?;
        let order = Permutation::new(self.seed, list, self.entries);
        let reference = |place| StatusReference { list: list.into(), index: order.at(place) };
        let given = (self.used..used).map(reference).collect();
        self.used = used;
        Ok(given)
    }

    /// How many entries are free.
    pub const fn free(&self) -> u64 {
        self.entries.saturating_sub(self.used)
    }

    /// The number of the list.
    pub const fn list(&self) -> u16 {
        self.list
    }

    fn state(&self, used: u64) -> Vec<u8> {
        encode(map([
            (FORMAT, Some(int(1))),
            (LIST, Some(int(self.list))),
            (ENTRIES, Some(int(self.entries))),
            (SECRET, Some(Value::Bytes(self.seed.to_vec()))),
            (USED, Some(int(used))),
        ]))
    }
}

fn read(state: &[u8]) -> Option<IndexAllocator> {
    let place = Place { part: "allocator", key: 0 };
    let state = decode(state).ok()?;
    let mut fields = Fields::open("allocator", state.root(), place).ok()?;
    if required_uint(&mut fields, FORMAT).ok()? != 1 {
        return None;
    }
    let list = u16::try_from(required_uint(&mut fields, LIST).ok()?).ok()?;
    let entries = required_uint(&mut fields, ENTRIES).ok()?;
    let secret = fields.bytes(SECRET).ok()??.try_into().ok()?;
    let used = required_uint(&mut fields, USED).ok()?;
    fields.close().ok()?;
    let allocator = IndexAllocator::new(list, entries, secret).ok()?;
    (used <= entries).then_some(IndexAllocator { used, ..allocator })
}

impl core::fmt::Debug for IndexAllocator {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "IndexAllocator(list {}, {} free)", self.list, self.free())
    }
}

const FORMAT: i64 = 1;
const LIST: i64 = 2;
const ENTRIES: i64 = 3;
const SECRET: i64 = 4;
const USED: i64 = 5;

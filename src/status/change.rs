//! The bits of one status list that a delta changes (§8.5).

use super::gaps::read_gaps;
use super::list::StatusList;
use crate::limits::STATUS_ENTRIES;
use crate::trust::StatusListInfo;

/// Bits to set and bits to clear, as they are written: rising, and none of them both.
pub(super) struct Change {
    set: Vec<u8>,
    clear: Vec<u8>,
    /// One more than the highest bit of both.
    end: u64,
}

impl Change {
    /// `None` when they are malformed, or beyond the largest list there is.
    pub(super) fn read(set: &[u8], clear: &[u8]) -> Option<Self> {
        let (bits, cleared) = (read_gaps(set, MOST_BITS)?, read_gaps(clear, MOST_BITS)?);
        if cleared.iter().any(|bit| bits.binary_search(bit).is_ok()) {
            return None;
        }
        let end = bits.last().max(cleared.last()).map_or(0, |bit| bit.saturating_add(1));
        Some(Self { set: set.to_vec(), clear: clear.to_vec(), end })
    }

    /// Are all bits inside the list?
    pub(super) fn fits(&self, info: &StatusListInfo) -> bool {
        self.end <= info.entries.saturating_mul(info.bits.into())
    }

    pub(super) fn apply(&self, entries: &mut StatusList) -> Option<()> {
        for (bits, on) in [(&self.set, true), (&self.clear, false)] {
            read_gaps(bits, self.end)?.into_iter().try_for_each(|bit| entries.set_bit(bit, on))?;
        }
        Some(())
    }

    pub(super) fn bytes(&self) -> usize {
        self.set.len().saturating_add(self.clear.len())
    }
}

/// Two bits for each entry of the largest list.
const MOST_BITS: u64 = STATUS_ENTRIES.saturating_mul(2);

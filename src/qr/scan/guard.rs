//! The one place where a panic of a library below is caught.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs work on a stranger's picture; `None` when a library below panics.
///
/// `rqrr` 0.11 panics on some photographs that are in no way special (its issue 54). The work owns
/// all it changes, so nothing half-done is left. The panic hook still prints its message, which
/// holds no text of the symbol; and where panics abort, this one does too.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_none() {
        assert_eq!(guarded(|| 7), Some(7));
        assert_eq!(guarded(|| -> u8 { panic!("a panic of this test") }), None);
    }
}

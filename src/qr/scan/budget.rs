//! How much work a search may be.

use std::cell::Cell;
use std::fmt;

/// How much work reading a picture may be, in attempts and in time.
///
/// An attempt is one way to prepare the picture and to search it; cheap ones come first, and those after
/// an attempt that read everything are not made. One attempt costs some milliseconds for a small
/// picture, some tens for one of a megapixel. The library reads no clock: whoever has a deadline
/// says when it is [`over`](Self::until).
///
/// ```
/// use std::time::{Duration, Instant};
/// use khyber_pass::qr::{Budget, Frame, QrError};
///
/// // A camera gives a frame every 40 ms: one cheap attempt on each, and another one that changes.
/// let frame = Frame::new(640, 480, &[255; 640 * 480])?;
/// for number in 0..3 {
///     let begun = Instant::now();
///     let over = || begun.elapsed() > Duration::from_millis(30);
///     assert_eq!(frame.scan(&Budget::for_frame(number).until(&over)), Err(QrError::None));
/// }
/// # Ok::<(), QrError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Budget<'a> {
    attempts: u32,
    /// Besides the first attempt only this one.
    only: Option<u32>,
    over: Option<&'a dyn Fn() -> bool>,
}

impl<'a> Budget<'a> {
    /// Every attempt there is: for a picture that was uploaded, not for a camera.
    pub const ALL: Self = Self { attempts: u32::MAX, only: None, over: None };

    /// Every attempt of the first decoder: the same as [`ALL`](Self::ALL) without the feature `qr-scan-rxing`.
    pub const FIRST_DECODER: Self = Self::attempts(super::ladder::OWN);

    /// So many attempts, the cheapest first.
    pub const fn attempts(attempts: u32) -> Self {
        Self { attempts, ..Self::ALL }
    }

    /// For the frames of a camera, numbered as they come: the first attempt on each, and one of the others
    /// in turn, so that a symbol held still meets every attempt after some frames.
    pub const fn for_frame(number: u32) -> Self {
        Self { only: Some(number), ..Self::ALL }
    }

    /// Ends the search when `over` says so. It is asked before each attempt and many times in it; an attempt
    /// already deep in one symbol goes on for some milliseconds.
    #[must_use]
    pub const fn until(self, over: &'a dyn Fn() -> bool) -> Self {
        Self { over: Some(over), ..self }
    }

    pub(super) fn is_over(&self) -> bool {
        self.over.is_some_and(|over| over())
    }

    /// Whether attempt `at` of `all` is to be made.
    pub(super) fn allows(&self, at: u32, all: u32) -> bool {
        let turn = self.only.and_then(|number| number.checked_rem(all.saturating_sub(1).max(1)));
        let in_turn = turn.is_none_or(|turn| at == 0 || at == turn.saturating_add(1));
        at < self.attempts && in_turn && !self.is_over()
    }
}

/// What is left of the work that one picture may be, whatever its budget says.
pub(super) struct Work<'a> {
    budget: &'a Budget<'a>,
    left: Cell<usize>,
}

impl<'a> Work<'a> {
    pub(super) fn new(budget: &'a Budget<'a>) -> Self {
        Self { budget, left: Cell::new(WORK) }
    }

    /// Takes away some; one is about a tenth of a millisecond.
    pub(super) fn spend(&self, work: usize) {
        self.left.set(self.left.get().saturating_sub(work));
    }

    pub(super) fn is_over(&self) -> bool {
        self.left.get() == 0 || self.budget.is_over()
    }
}

/// What was needed for the hardest pictures that were read, several times over.
const WORK: usize = 4_000;

impl Default for Budget<'_> {
    fn default() -> Self {
        Self::ALL
    }
}

impl fmt::Debug for Budget<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { attempts, only, over } = self;
        let timed = over.is_some();
        f.debug_struct("Budget")
            .field("attempts", attempts)
            .field("only", only)
            .field("timed", &timed)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_are_counted_taken_in_turn_and_ended() {
        let allowed = |budget: Budget<'_>| (0..5).filter(|at| budget.allows(*at, 5)).collect::<Vec<u32>>();
        assert_eq!(allowed(Budget::ALL), [0, 1, 2, 3, 4]);
        assert_eq!(allowed(Budget::attempts(2)), [0, 1]);
        assert_eq!(allowed(Budget::for_frame(0)), [0, 1]);
        assert_eq!(allowed(Budget::for_frame(3)), [0, 4]);
        assert_eq!(allowed(Budget::for_frame(4)), [0, 1]);
        assert!(allowed(Budget::ALL.until(&|| true)).is_empty());
        assert!((0..3).all(|number| Budget::for_frame(number).allows(0, 1)));
    }
}

//! Taking back one credential: status list tokens, deltas, and what both sides keep of them (§8).

mod allocator;
mod change;
mod delta;
mod error;
mod gaps;
mod held_delta;
mod held_token;
mod kept;
mod list;
mod permutation;
mod prepared;
mod register;
mod rows;
mod settle;
mod store;
mod stored;
mod token;
mod update;

pub use allocator::{AllocationError, IndexAllocator};
pub use error::{RegisterError, RowFault};
pub use list::StatusList;
pub use prepared::PreparedStatus;
pub use register::StatusRegister;
pub use store::{HeldStatus, StatusStore};

pub(crate) use delta::check_delta;
pub(crate) use gaps::read_gaps;
pub(crate) use token::check_token;

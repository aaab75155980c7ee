//! CBOR: the strict pass, and values over `ciborium` (§2.1).

mod fields;
mod strict;
mod value;

pub use fields::{FieldError, Place};
pub use strict::CborError;

pub(crate) use fields::{Fields, as_text, as_uint};
pub(crate) use strict::check;
pub(crate) use value::{decode, decode_in_any_order, encode, int, map, text};

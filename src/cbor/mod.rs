//! CBOR: read strictly and borrowed, written over `ciborium` (§2.1).

mod data;
mod fields;
mod strict;
mod survey;
mod value;

pub use fields::{FieldError, Place};
pub use strict::CborError;

pub(crate) use data::{Data, decode, decode_in_any_order};
pub(crate) use fields::{Fields, as_text, as_uint};
pub(crate) use strict::check;
pub(crate) use survey::{Holds, Item, Survey, survey, survey_in_any_order};
pub(crate) use value::{encode, int, map, push_bytes, text};

//! CBOR: read strictly and borrowed, written over `ciborium` (§2.1).

mod data;
mod fields;
mod integer;
mod strict;
mod survey;
mod value;

pub use fields::{FieldError, Place};
pub use strict::CborError;

pub(crate) use data::{Data, Entries, Found, Items, Tree, decode, decode_in_any_order};
pub(crate) use fields::{Fields, as_text, as_uint, count_beyond, within};
pub(crate) use integer::Integer;
pub(crate) use strict::{Collect, check, read_as};
pub(crate) use survey::{Holds, Item, Survey, survey, survey_in_any_order};
pub(crate) use value::{encode, head_bytes, int, map, push_bytes, text};

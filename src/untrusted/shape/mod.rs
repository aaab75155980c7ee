//! What belongs where in the CBOR of the format: names, meanings, sections. Facts for showing; they check nothing.

mod cose;
mod credential;
mod signed;
mod status;
mod trust;

pub(super) use signed::{
    CREDENTIAL, OTHER_DOCUMENT, ROOT_DOCUMENT, STATUS_DELTA, STATUS_TOKEN, Signed, TRUST_LIST,
};
pub(super) use status::{STATUS_LIST, STATUS_STATE};
pub(super) use trust::{BUNDLE, TRUST_STATE, WORKING_LIST, WORKING_OTHER, WORKING_ROOT};

/// What an item is expected to be.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// Nothing is known of it.
    Any,
    /// A number, and what it means.
    Number(fn(i128) -> Option<String>),
    /// A text or a byte string.
    Plain,
    /// A byte string that is cut in some way of its own, and what it says.
    Packed(fn(&[u8]) -> Option<String>),
    /// A byte string that holds CBOR.
    Cbor(&'static Shape),
    /// The same, or of no bytes, which stand for an empty map (RFC 9052 §3).
    Header(&'static Shape),
    /// A byte string that holds a whole signed document, of whatever kind.
    Document,
    /// A tag, and what it stands in front of.
    Tag(&'static Part),
    Map(&'static [Field]),
    /// An array of things of one kind.
    Each(&'static str, &'static Shape),
    /// An array of so many different things.
    Row(&'static [Part]),
    /// A number, or an array.
    Either(&'static Shape, &'static Shape),
}

/// Something with a name.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) name: &'static str,
    /// Of the specification.
    pub(super) section: &'static str,
    pub(super) shape: Shape,
}

/// A part under a key of a map.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) key: Key,
    pub(super) part: Part,
}

#[derive(Clone, Copy)]
pub(super) enum Key {
    Number(i64),
    Label(&'static str),
}

pub(super) const fn part(name: &'static str, section: &'static str, shape: Shape) -> Part {
    Part { name, section, shape }
}

pub(super) const fn field(key: i64, name: &'static str, section: &'static str, shape: Shape) -> Field {
    Field { key: Key::Number(key), part: part(name, section, shape) }
}

pub(super) const fn label(
    key: &'static str,
    name: &'static str,
    section: &'static str,
    shape: Shape,
) -> Field {
    Field { key: Key::Label(key), part: part(name, section, shape) }
}

/// Seconds as a moment.
const TIME: Shape = Shape::Number(|seconds| {
    let time = crate::time::Timestamp::new(i64::try_from(seconds).ok()?).ok()?;
    Some(time.to_string())
});

/// Seconds as a span.
const SPAN: Shape =
    Shape::Number(|seconds| match (seconds.checked_div(86_400)?, seconds.checked_rem(86_400)?) {
        (days, 0) if days > 0 => Some(format!("{days} days")),
        _ => Some("seconds".to_owned()),
    });

/// Days as a day.
const DAY: Shape = Shape::Number(|days| {
    let day = crate::time::Day::new(u32::try_from(days).ok()?).ok()?;
    Some(day.to_string())
});

/// A number that means itself.
const COUNT: Shape = Shape::Number(|_| None);

/// A public key, and the identifier that messages give for it.
const PUBLIC_KEY: Shape = Shape::Packed(|bytes| {
    Some(match crate::cose::PublicKey::from_bytes(bytes.try_into().ok()?) {
        Ok(key) => format!("the key with the kid {}", key.kid()),
        Err(_) => "no key that may be listed".to_owned(),
    })
});

fn named<T>(
    number: i128,
    from_number: fn(u64) -> Option<T>,
    name: impl Fn(T) -> &'static str,
) -> Option<String> {
    from_number(u64::try_from(number).ok()?).map(|member| name(member).to_owned())
}

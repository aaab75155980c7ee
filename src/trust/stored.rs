//! The state of a store as bytes, verified again whenever they are read (§5.10).

use super::error::TrustError;
use super::fields::required_uint;
use super::list::TrustList;
use super::pinned::PinnedRoot;
use super::report::Taken;
use super::store::{HeldList, Mark, TrustStore};
use crate::cbor::{Data, Fields, Place, decode, encode, int, map};
use crate::cose::SignedDocument;
use crate::registry::trust::ROOT_TYPE;
use crate::time::Timestamp;
use ciborium::Value;
use sha2::{Digest, Sha256};

impl TrustStore {
    /// The state as bytes: the successors of the pinned root, the list, and the mark below which
    /// nothing is taken. All of it is public. Write it to a new file and rename that over the old one.
    pub fn export(&self) -> Vec<u8> {
        let successors = self.successors.iter().map(|root| Value::Bytes(root.clone())).collect();
        let mark = |mark: &Mark| {
            let parts = [(VERSION, int(mark.version)), (ISSUED, int(mark.issued_at.seconds()))];
            let digest = (DIGEST, Value::Bytes(mark.digest.to_vec()));
            map(parts.into_iter().chain([digest]).map(|(key, value)| (key, Some(value))))
        };
        encode(map([
            (FORMAT, Some(int(1))),
            (PIN, Some(Value::Bytes(self.pin.to_vec()))),
            (ROOTS, Some(Value::Array(successors))),
            (LIST, self.held.as_ref().map(|held| Value::Bytes(held.document.clone()))),
            (MARK, self.mark.as_ref().map(mark)),
        ]))
    }

    /// Reads a state and verifies all of it again, from the pinned root. An application may have come to
    /// pin a later root of the same chain.
    ///
    /// # Errors
    /// [`TrustError::Pin`] for a state that does not hold the pinned root; [`TrustError::State`] when it is damaged or
    /// any document in it does not verify. Then begin with [`TrustStore::rooted`].
    pub fn load(state: &[u8], pinned: &PinnedRoot) -> Result<Self, TrustError> {
        let stored = Stored::read(state).ok_or(TrustError::State)?;
        // An application may come to pin a later root of the same chain: the state goes on from there.
        let is_pinned = |root: &Vec<u8>| {
            SignedDocument::parse(root, ROOT_TYPE).is_ok_and(|document| document.digest() == pinned.digest())
        };
        let known = match stored.roots.iter().position(is_pinned) {
            _ if stored.pin == *pinned.sha256() => 0,
            Some(place) => place.saturating_add(1),
            None => return Err(TrustError::Pin),
        };
        let mut store = Self::rooted(pinned);
        for root in stored.roots.iter().skip(known) {
            // A root that is on the chain already was not written there.
            if store.take_root(root) != Ok(Taken::Accepted) {
                return Err(TrustError::State);
            }
        }
        store.mark = stored.mark;
        if let Some(document) = stored.list {
            let (list, digest) = TrustList::open(&document, &store.root).map_err(|_| TrustError::State)?;
            let mark = Mark { version: list.version(), digest, issued_at: list.issued_at() };
            if store.mark != Some(mark) {
                return Err(TrustError::State);
            }
            store.held = Some(HeldList { list, document });
        }
        // What is not written as it would be exported was not written here.
        let mut whole = store.clone();
        (whole.pin, whole.successors) = (stored.pin, stored.roots);
        if whole.export() == state { Ok(store) } else { Err(TrustError::State) }
    }

    /// Names the state: the SHA-256 of what [`TrustStore::export`] gives. A host that keeps it in a
    /// place that cannot be put back can tell when the state was.
    pub fn state_id(&self) -> [u8; 32] {
        Sha256::digest(self.export()).into()
    }
}

struct Stored {
    pin: [u8; 32],
    roots: Vec<Vec<u8>>,
    list: Option<Vec<u8>>,
    mark: Option<Mark>,
}

impl Stored {
    fn read(state: &[u8]) -> Option<Self> {
        let place = Place { part: "state", key: 0 };
        let state = decode(state).ok()?;
        let mut fields = Fields::open("state", state.root(), place).ok()?;
        if required_uint(&mut fields, FORMAT).ok()? != 1 {
            return None;
        }
        let pin = fields.bytes(PIN).ok()??.try_into().ok()?;
        let roots = fields.array(ROOTS).ok()??;
        let roots = roots.map(|root| root.as_bytes().map(<[u8]>::to_vec)).collect::<Option<_>>()?;
        let list = fields.bytes(LIST).ok()?.map(<[u8]>::to_vec);
        let mark = fields.take(MARK).map(read_mark);
        fields.close().ok()?;
        Some(Self { pin, roots, list, mark: mark.map_or(Some(None), |mark| mark.map(Some))? })
    }
}

fn read_mark(value: Data<'_>) -> Option<Mark> {
    let mut fields = Fields::open("mark", value, Place { part: "state", key: MARK }).ok()?;
    let version = required_uint(&mut fields, VERSION).ok()?;
    let issued_at = i64::try_from(required_uint(&mut fields, ISSUED).ok()?).ok()?;
    let digest = fields.bytes(DIGEST).ok()??.try_into().ok()?;
    fields.close().ok()?;
    Some(Mark { version, digest, issued_at: Timestamp::new(issued_at).ok()? })
}

const FORMAT: i64 = 1;
const PIN: i64 = 2;
const ROOTS: i64 = 3;
const LIST: i64 = 4;
const MARK: i64 = 5;

const VERSION: i64 = 1;
const DIGEST: i64 = 2;
const ISSUED: i64 = 3;

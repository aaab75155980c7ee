//! Status list tokens and deltas that start out right.

use super::{Forge, Value, bytes, int, map, stored_zlib, text};

const TOKEN: &str = "application/statuslist+cwt";
const DELTA: &str = "application/kp-delta+cbor";
/// 2026-01-01T00:00:00Z, and a day.
const START: i64 = 1_767_225_600;
const DAY: i64 = 86_400;
/// The office that signs lists 3 and 4.
const OFFICE: u8 = 41;

/// `{1: -8, 4: kid, 16: type}`.
pub fn typed(typ: &str, seed: u8) -> Vec<(i64, Value)> {
    let mut header = super::header(seed);
    header.push((16, text(typ)));
    header
}

/// A token of list 3: a thousand entries of two bits, issued on 11 January, for sixty days.
pub struct Token {
    pub seed: u8,
    pub subject: String,
    pub dates: (i64, i64),
    pub bits: i64,
    pub lst: Vec<u8>,
    pub more: Vec<(i64, Value)>,
}

impl Token {
    pub fn good() -> Self {
        let dates = (START + 10 * DAY, START + 70 * DAY);
        let lst = stored_zlib(&[0; 250]);
        Self { seed: OFFICE, subject: "kp:s/3".to_owned(), dates, bits: 2, lst, more: Vec::new() }
    }

    /// A list of which these entries are not 0.
    pub fn with_entries(self, entries: &[(usize, u8)]) -> Self {
        let mut list = vec![0_u8; 250];
        for (index, value) in entries {
            list[index / 4] |= value << (index % 4 * 2);
        }
        Self { lst: stored_zlib(&list), ..self }
    }

    pub fn issued(self, day: i64) -> Self {
        Self { dates: (START + day * DAY, START + (day + 60) * DAY), ..self }
    }

    pub fn forge(&self) -> Forge {
        let list = map(&[(text("lst"), bytes(&self.lst)), (text("bits"), int(self.bits))]);
        let claims = [(2, text(&self.subject)), (4, int(self.dates.1)), (6, int(self.dates.0))];
        let mut claims = [&claims[..], &self.more].concat();
        claims.push((65_533, list));
        claims.sort_by_key(|(key, _)| super::encode(&int(*key)));
        Forge::new(self.seed, &claims).with_protected(&typed(TOKEN, self.seed))
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.forge().message()
    }
}

/// A delta on the tokens of 11 January, issued a day later, that revokes entry 7 of list 3.
pub struct Delta {
    pub seed: u8,
    pub domain: &'static str,
    pub base: i64,
    pub sequence: i64,
    pub issued: i64,
    pub items: Vec<Value>,
    pub more: Vec<(i64, Value)>,
}

impl Delta {
    pub fn good() -> Self {
        Self {
            seed: OFFICE,
            domain: "pk-kp-test",
            base: START + 10 * DAY,
            sequence: 1,
            issued: START + 11 * DAY,
            items: vec![change(3, &[14], &[])],
            more: Vec::new(),
        }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let claims = [
            (1, int(1)),
            (2, text(self.domain)),
            (3, int(self.base)),
            (4, int(self.sequence)),
            (5, int(self.issued)),
            (6, Value::Array(self.items.clone())),
        ];
        let claims = [&claims[..], &self.more].concat();
        Forge::new(self.seed, &claims).with_protected(&typed(DELTA, self.seed)).message()
    }
}

/// `[list, set, clear]`, with the gaps as they are to stand there.
pub fn change(list: i64, set: &[u8], clear: &[u8]) -> Value {
    Value::Array(vec![int(list), bytes(set), bytes(clear)])
}

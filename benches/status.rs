//! What it costs to take back single credentials among forty million.
//!
//! ```sh
//! cargo bench --bench status
//! ```
//!
//! Forty million entries of one bit in 39 lists of 2^20, revoked at random places; then a thousand changes in a
//! delta. All keys are TEST keys.

use khyber_pass::{
    Clock, ListEntry, PinnedRoot, Role, Root, SigningKey, StatusListInfo, StatusReference, StatusRegister,
    StatusStore, Timestamp, TrustList, TrustStore, Usage, Validity,
};
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

const PEOPLE: u64 = 40_000_000;
const SHARD: u64 = 1 << 20;
const LISTS: u16 = 39;
const LOOK_UPS: u32 = 5_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let (trust, office) = (trust()?, key(3));
    println!("{PEOPLE} entries in {LISTS} lists; sizes in bytes, of signed documents");
    println!(
        "{:>8} {:>9} {:>9} {:>8} | {:>9} {:>9} | {:>10} {:>10} {:>12} | {:>10} {:>6}",
        "revoked",
        "tokens",
        "goal",
        "largest",
        "build s",
        "load s",
        "held",
        "RSS grew",
        "look-ups/s",
        "delta",
        "goal"
    );
    for (per_mille, goal) in [(1, 100_000), (10, 580_000), (50, 1_850_000)] {
        let mut random = Random(0x9E37_79B9_7F4A_7C15 ^ per_mille);
        let mut register = register()?;
        let revoked = PEOPLE * per_mille / 1_000;
        let mut count = 0;
        while count < revoked {
            count += register.revoke(&[random.place()])? as u64;
        }

        let start = Instant::now();
        let prepared = register.snapshot(at(5)?, at(65)?, None)?;
        let tokens = prepared.iter().map(|token| token.sign(&office)).collect::<Result<Vec<_>, _>>()?;
        let build = start.elapsed();

        let before = resident();
        let start = Instant::now();
        let mut status = StatusStore::empty();
        assert!(status.apply(&tokens, &trust).is_complete());
        let load = start.elapsed();
        let grew = resident().zip(before).map(|(now, before)| now.saturating_sub(before));

        let mut changed = 0;
        while changed < 1_000 {
            changed += register.revoke(&[random.place()])?;
        }
        let delta = register.delta(at(6)?)?.sign(&office)?;
        assert!(status.apply(&[&delta], &trust).is_complete());

        let places: Vec<StatusReference> = (0..4_096).map(|_| random.place()).collect();
        let start = Instant::now();
        for round in 0..LOOK_UPS {
            black_box(status.get(black_box(places[round as usize % places.len()]), &trust));
        }
        let per_second = f64::from(LOOK_UPS) / start.elapsed().as_secs_f64();

        let total: usize = tokens.iter().map(Vec::len).sum();
        let largest = tokens.iter().map(Vec::len).max().unwrap_or(0);
        println!(
            "{:>7.1}% {total:>9} {goal:>9} {largest:>8} | {:>9.2} {:>9.3} | {:>10} {:>10} {per_second:>12.0} | {:>10} {:>6}",
            per_mille as f64 / 10.0,
            build.as_secs_f64(),
            load.as_secs_f64(),
            status.memory_bytes(),
            grew.map_or("?".to_owned(), |bytes| bytes.to_string()),
            delta.len(),
            3_100
        );
    }
    Ok(())
}

fn register() -> Result<StatusRegister, Box<dyn Error>> {
    let mut register = StatusRegister::new("pk-kp-test")?;
    for list in 0..LISTS {
        register = register.with_list(info(list))?;
    }
    Ok(register)
}

fn info(list: u16) -> StatusListInfo {
    let entries = (PEOPLE - u64::from(list) * SHARD).min(SHARD);
    StatusListInfo { list, entries, bits: 1, uri: None }
}

fn trust() -> Result<TrustStore, Box<dyn Error>> {
    let role = |seed| Role::new(1, vec![key(seed).public_key()]);
    let root = Root::new("pk-kp-test", Validity::new(at(0)?, at(700)?)?, role(1), role(2))?;
    let pinned = PinnedRoot::from_bytes(&root.prepare()?.sign(&key(1))?.finish())?;
    let window = Validity::new(at(0)?, at(90)?)?;
    let entry = ListEntry::new(key(3).public_key(), "PK-KP/STATUS", window, at(400)?)?
        .with_usage(Usage::STATUS.and(Usage::DELTA))
        .with_status_lists(0, LISTS - 1)?;
    let mut list =
        TrustList::new("pk-kp-test", Validity::new(at(0)?, at(90)?)?, at(40)?)?.with_entry(entry)?;
    for number in 0..LISTS {
        list = list.with_status_list(info(number))?;
    }
    let list = list.prepare()?.sign(&key(2))?.finish();
    Ok(TrustStore::open(&pinned, &list, Clock::device(at(10)?))?)
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

fn at(day: i64) -> Result<Timestamp, khyber_pass::TimeError> {
    Timestamp::new(1_767_225_600 + day * 86_400)
}

/// Marsaglia's xorshift: the same places on every machine.
struct Random(u64);

impl Random {
    fn place(&mut self) -> StatusReference {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let place = self.0 % PEOPLE;
        StatusReference { list: place / SHARD, index: place % SHARD }
    }
}

/// The memory of this process in bytes, where Linux tells it.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib * 1_024)
}

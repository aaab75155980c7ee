//! A million texts, issued on two cores.
//!
//! ```sh
//! cargo bench --bench bulk
//! ```

#[path = "../tests/common/mod.rs"]
mod common;

use common::{PROVINCE, five_years, key, people};
use ed25519_dalek::{Signer, SigningKey};
use khyber_pass::Issuer;
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

const TEXTS: u32 = 1_000_000;
const CORES: u32 = 2;

fn main() -> Result<(), Box<dyn Error>> {
    let drafts = people::all(five_years())?;
    let issuing = timed(|| {
        let issuer = Issuer::new("PK-KP", key(PROVINCE)).unwrap();
        drafts.iter().cycle().take(share()).for_each(|draft| drop(black_box(issuer.issue(draft).unwrap())));
    });
    let signing = timed(|| {
        let secret = SigningKey::from_bytes(&[PROVINCE; 32]);
        let signed = [7; 250];
        (0..share()).for_each(|_| assert!(black_box(secret.sign(black_box(&signed))).s_bytes()[31] < 0x20));
    });
    let rate = |seconds: f64| f64::from(TEXTS) / seconds;
    println!("{TEXTS} texts of eight people in turn, {CORES} threads");
    println!("issue       {issuing:>6.1} s   {:>9.0} a second", rate(issuing));
    println!("sign alone  {signing:>6.1} s   {:>9.0} a second", rate(signing));
    println!("issue beside sign alone   {:.2} x", issuing / signing);
    Ok(())
}

fn share() -> usize {
    usize::try_from(TEXTS / CORES).unwrap_or(usize::MAX)
}

/// The same work on each core.
fn timed(work: impl Fn() + Sync) -> f64 {
    let start = Instant::now();
    std::thread::scope(|scope| (0..CORES).for_each(|_| drop(scope.spawn(&work))));
    start.elapsed().as_secs_f64()
}

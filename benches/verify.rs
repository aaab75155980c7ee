//! What verifying costs beside the one signature it cannot do without.
//!
//! ```sh
//! cargo bench
//! ```
//!
//! The four are measured in turns, so that a busy machine slows them alike; the ratios are worth
//! more than the microseconds.

#[path = "../tests/common/mod.rs"]
mod common;

use common::{PROVINCE, five_years, key, now, people, verifier};
use ed25519_dalek::{Signature, SigningKey, VerifyingKey};
use khyber_pass::{Issuer, ServiceCode, SignedCredential};
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 50;
const RUNS_A_ROUND: u32 = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let draft = people::p1(five_years())?;
    let issuer = Issuer::new("PK-KP", key(PROVINCE))?;
    let text = issuer.issue(&draft)?;
    let desk = verifier(ServiceCode::SEHAT_CARD);
    desk.verify_at(&text, now())?;
    let (public, signed, signature) = bare(text.message());

    let rows: [(&str, &dyn Fn()); 4] = [
        ("Ed25519 alone", &|| drop(black_box(public.verify_strict(black_box(&signed), &signature)))),
        ("SignedCredential::parse", &|| drop(black_box(SignedCredential::parse(black_box(&text))))),
        ("Verifier::verify_at", &|| drop(black_box(desk.verify_at(black_box(&text), now())))),
        ("Issuer::issue", &|| drop(black_box(issuer.issue(black_box(&draft))))),
    ];
    let mut times = rows.map(|_| Vec::with_capacity(ROUNDS));
    for _ in 0..ROUNDS {
        rows.iter().zip(&mut times).for_each(|((_, run), times)| times.push(one_round(run)));
    }
    let medians = times.map(median);

    println!("P1: {} characters, {} bytes; median of {ROUNDS} rounds", text.len(), text.message().len());
    for ((name, _), time) in rows.iter().zip(medians) {
        let ratio = time.as_secs_f64() / medians[0].as_secs_f64();
        println!("{name:<24} {:>8.1} us {ratio:>7.2} x", time.as_secs_f64() * 1e6);
    }
    Ok(())
}

/// The same number of bytes under a signature, without any of our code around it.
fn bare(message: &[u8]) -> (VerifyingKey, Vec<u8>, Signature) {
    use ed25519_dalek::Signer;
    let key = SigningKey::from_bytes(&[PROVINCE; 32]);
    (key.verifying_key(), message.to_vec(), key.sign(message))
}

fn one_round(run: &dyn Fn()) -> Duration {
    let start = Instant::now();
    (0..RUNS_A_ROUND).for_each(|_| run());
    start.elapsed() / RUNS_A_ROUND
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

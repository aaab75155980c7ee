//! Builds, compares and judges dictionary 1, the preset DEFLATE dictionary of the format (§1.3).
//!
//! ```sh
//! cargo run --example dictionary                      # build and compare with the committed file
//! cargo run --example dictionary -- --write           # write the file
//! cargo run --example dictionary -- --evaluate [SEED] # 1,000 invented people whose names it does not hold
//! ```

mod build;
mod encode;
#[allow(dead_code)] // its summary is for the benches
mod evaluate;
mod names;
mod people;
mod random;
mod services;

use sha2::{Digest, Sha256};
use std::error::Error;
use std::{env, fs};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/spec/dictionary/dictionary-1.bin");

fn main() -> Result<(), Box<dyn Error>> {
    let dictionary = build::build(build::WORDS, build::SKELETONS, build::ORDER)?;
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => compare(&dictionary),
        ["--write"] => Ok(fs::write(FILE, &dictionary)?),
        ["--evaluate"] => evaluate::print(&dictionary, evaluate::SEED),
        ["--evaluate", seed] => evaluate::print(&dictionary, seed.parse()?),
        _ => Err("usage: dictionary [--write | --evaluate [SEED]]".into()),
    }
}

fn compare(dictionary: &[u8]) -> Result<(), Box<dyn Error>> {
    let digest: String = Sha256::digest(dictionary).iter().map(|byte| format!("{byte:02x}")).collect();
    println!("{} bytes of at most {}, SHA-256 {digest}", dictionary.len(), build::MOST);
    match fs::read(FILE)? == dictionary {
        true => Ok(()),
        false => Err("dictionary-1.bin is not what the lists build; see --write".into()),
    }
}

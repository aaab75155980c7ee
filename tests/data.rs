//! The sample files in `examples/data/` are exactly what the library writes.
//!
//! `UPDATE=1 cargo test --test data` writes them again.

mod common;

use common::{LIST_KEYS, PROVINCE, ROOT_KEYS, key, people, root, root_bytes};
use khyber_pass::Issuer;
use std::fs;
use std::path::Path;

#[test]
fn the_samples_are_what_the_library_writes() {
    let list = common::empty_list().with_entry(common::entry(PROVINCE, "PK-KP")).unwrap();
    let list = list.with_entry(common::health_entry()).unwrap();
    let text = Issuer::new("PK-KP", key(PROVINCE))
        .unwrap()
        .issue(&people::p1(common::five_years()).unwrap())
        .unwrap();
    for (name, bytes) in [
        ("root.cbor", root_bytes(&root(), &ROOT_KEYS[..2])),
        ("list.cbor", common::list_bytes(&list, &LIST_KEYS[..2])),
        ("adult.txt", text.as_str().into()),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data").join(name);
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &bytes).unwrap();
        }
        assert!(fs::read(&path).unwrap() == bytes, "{name} has changed");
    }
}

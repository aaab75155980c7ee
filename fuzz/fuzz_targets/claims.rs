//! Any payload under a good signature of a listed key: what a careless issuer could sign.

#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;
mod forge;

use common::{PROVINCE, key, now, verifier};
use khyber_pass::{ServiceCode, Verifier};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

/// More than fits into a text.
const TOO_LONG: usize = 2_500;

static DESKS: LazyLock<[Verifier; 2]> =
    LazyLock::new(|| [verifier(ServiceCode::IDENTITY), verifier(ServiceCode::SEHAT_CARD)]);

fuzz_target!(|payload: &[u8]| {
    if payload.len() > TOO_LONG {
        return;
    }
    let text = forge::credential(payload, &key(PROVINCE));
    for desk in DESKS.iter() {
        match desk.verify_at(&text, now()) {
            Ok(card) => {
                assert_eq!(card.issuer(), "PK-KP");
                assert!(card.identity().is_some() || !card.entitlements().is_empty());
                let shown = card.identity().map(|person| person.full_name().to_string());
                assert!(!shown.unwrap_or_default().contains(char::is_control));
            }
            // The form and the signature are good: nobody may say otherwise.
            Err(refused) => {
                let code = refused.code().name();
                assert!(!code.starts_with("envelope.") && !code.starts_with("cose."), "{code}");
                assert!(!refused.to_string().is_empty());
            }
        }
    }
});

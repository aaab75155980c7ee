//! The specification of the format, chapter by chapter.
//!
//! It can be read and implemented without any program. Code cites its sections as §2.3; the machine
//! readable grammar is in [`credential_cddl`], [`trust_cddl`] and [`status_cddl`].
//!
//! | chapter | what it says |
//! |---|---|
//! | [1 Envelope](envelope) | from the text in a QR symbol to the message |
//! | [2 Message](message) | deterministic CBOR, COSE_Sign1, keys and signatures |
//! | [3 Claims](claims) | the person, the entitlements, the dates |
//! | [4 Text rules](text) | names in English, Urdu and Pashto |
//! | [5 Trust](trust) | root document, trust list, keys, purposes |
//! | [6 Time](time) | clocks, the floor under them, comparisons |
//! | [7 Verdicts](verdicts) | classes, precedence, hints, every code |
//! | [8 Status lists](status) | taking back one credential: tokens, deltas |

#[doc = include_str!("1-envelope.md")]
pub mod envelope {}

#[doc = include_str!("2-message.md")]
pub mod message {}

#[doc = include_str!("3-claims.md")]
pub mod claims {}

#[doc = include_str!("4-text.md")]
pub mod text {}

#[doc = include_str!("5-trust.md")]
pub mod trust {}

#[doc = include_str!("6-time.md")]
pub mod time {}

#[doc = include_str!("7-verdicts.md")]
pub mod verdicts {}

#[doc = include_str!("8-status.md")]
pub mod status {}

/// The grammar of a credential.
///
/// ```cddl
#[doc = include_str!("credential.cddl")]
/// ```
pub mod credential_cddl {}

/// The grammar of trust documents.
///
/// ```cddl
#[doc = include_str!("trust.cddl")]
/// ```
pub mod trust_cddl {}

/// The grammar of status list tokens and deltas.
///
/// ```cddl
#[doc = include_str!("status.cddl")]
/// ```
pub mod status_cddl {}

//! QR symbols.

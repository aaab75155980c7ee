//! Ed25519 keys, their thumbprints and their files (§2.4, RFC 8032, RFC 8410, RFC 9679).

use crate::cbor::{encode, int, map};
use crate::code::Code;
use crate::hex::Hex;
use crate::registry::cose::{
    CRV_ED25519, KEY_CRV, KEY_KTY, KEY_X, KID_BYTES, KTY_OKP, PUBLIC_KEY_BYTES, SIGNATURE_BYTES,
};
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{
    DecodePrivateKey, DecodePublicKey, EncodePrivateKey, EncodePublicKey, KeypairBytes,
};
use ed25519_dalek::{Signer, VerifyingKey};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// A public key that is fit to be trusted: canonical, not of small order, free of torsion (§2.4).
#[derive(Clone, Copy)]
pub struct PublicKey {
    key: VerifyingKey,
    thumbprint: Thumbprint,
}

impl PublicKey {
    /// Takes the 32 bytes of a key.
    ///
    /// # Errors
    /// [`KeyError::NotAPoint`], [`KeyError::NotCanonical`] or [`KeyError::Weak`].
    pub fn from_bytes(bytes: &[u8; PUBLIC_KEY_BYTES]) -> Result<Self, KeyError> {
        Self::checked(VerifyingKey::from_bytes(bytes).map_err(|_| KeyError::NotAPoint)?, bytes)
    }

    /// Reads a PEM file with `BEGIN PUBLIC KEY`, as `openssl pkey -pubout` writes it.
    ///
    /// # Errors
    /// [`KeyError::Pem`] when it is none, and what [`PublicKey::from_bytes`] refuses.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        let key = VerifyingKey::from_public_key_pem(pem).map_err(|_| KeyError::Pem)?;
        Self::checked(key, key.as_bytes())
    }

    /// Writes a PEM file with `BEGIN PUBLIC KEY`.
    ///
    /// # Errors
    /// [`KeyError::Pem`] when the library below cannot; there is no known case.
    pub fn to_pem(&self) -> Result<String, KeyError> {
        self.key.to_public_key_pem(LineEnding::LF).map_err(|_| KeyError::Pem)
    }

    /// The 32 bytes of the key.
    pub fn as_bytes(&self) -> &[u8; PUBLIC_KEY_BYTES] {
        self.key.as_bytes()
    }

    /// The SHA-256 of the canonical COSE_Key (RFC 9679).
    pub const fn thumbprint(&self) -> Thumbprint {
        self.thumbprint
    }

    /// The first eight bytes of the thumbprint: a hint, never an identity.
    pub fn kid(&self) -> Kid {
        let mut kid = [0; KID_BYTES];
        kid.iter_mut().zip(self.thumbprint.0).for_each(|(to, from)| *to = from);
        Kid(kid)
    }

    /// Does this key verify the signature under the strict rule of §2.4?
    pub(crate) fn verifies(&self, message: &[u8], signature: &Signature) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        self.key.verify_strict(message, &signature).is_ok()
    }

    fn checked(key: VerifyingKey, bytes: &[u8; PUBLIC_KEY_BYTES]) -> Result<Self, KeyError> {
        let point = key.to_edwards();
        if point.compress().as_bytes() != bytes {
            return Err(KeyError::NotCanonical);
        }
        if key.is_weak() || !point.is_torsion_free() {
            return Err(KeyError::Weak);
        }
        Ok(Self { key, thumbprint: Thumbprint::of(bytes) })
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for PublicKey {}

impl core::fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "PublicKey({})", self.kid())
    }
}

/// A key that signs. It is wiped from memory when dropped and never printed.
///
/// ```
/// use khyber_pass::SigningKey;
/// let test_key = SigningKey::from_seed(&[7; 32]);
/// let pem = test_key.to_pem()?; // as OpenSSL reads and writes it
/// assert_eq!(SigningKey::from_pem(&pem)?.public_key(), test_key.public_key());
/// assert_eq!(format!("{test_key:?}"), "SigningKey");
/// # Ok::<(), khyber_pass::KeyError>(())
/// ```
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// Takes the 32 secret bytes (RFC 8032 §5.1.5) from which the key pair follows.
    ///
    /// The public half is always computed, never taken from the caller: a mismatched pair gives
    /// the secret away.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// Reads a PKCS#8 PEM file with `BEGIN PRIVATE KEY`, as `openssl genpkey -algorithm ed25519`
    /// writes it.
    ///
    /// # Errors
    /// [`KeyError::Pem`] when it is none.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        ed25519_dalek::SigningKey::from_pkcs8_pem(pem).map(Self).map_err(|_| KeyError::Pem)
    }

    /// Writes a PKCS#8 PEM file with `BEGIN PRIVATE KEY`, without the public key: OpenSSL does not
    /// read the newer form that holds both.
    ///
    /// # Errors
    /// [`KeyError::Pem`] when the library below cannot; there is no known case.
    pub fn to_pem(&self) -> Result<Zeroizing<String>, KeyError> {
        let secret = KeypairBytes { secret_key: self.0.to_bytes(), public_key: None };
        secret.to_pkcs8_pem(LineEnding::LF).map_err(|_| KeyError::Pem)
    }

    /// The public half.
    pub fn public_key(&self) -> PublicKey {
        let key = self.0.verifying_key();
        PublicKey { key, thumbprint: Thumbprint::of(key.as_bytes()) }
    }

    /// Signs bytes that [`Prepared::to_be_signed`](crate::Prepared::to_be_signed) or a trust document
    /// handed out.
    pub fn sign(&self, to_be_signed: &[u8]) -> Signature {
        Signature(self.0.sign(to_be_signed).to_bytes())
    }
}

impl core::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("SigningKey")
    }
}

/// The 64 bytes of an Ed25519 signature.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature([u8; SIGNATURE_BYTES]);

impl Signature {
    /// Takes the bytes an HSM returned.
    pub const fn from_bytes(bytes: [u8; SIGNATURE_BYTES]) -> Self {
        Self(bytes)
    }

    /// The 64 bytes.
    pub const fn as_bytes(&self) -> &[u8; SIGNATURE_BYTES] {
        &self.0
    }
}

impl core::fmt::Debug for Signature {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Signature")
    }
}

/// The SHA-256 of a key in canonical COSE_Key form (RFC 9679). Displays as hex.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thumbprint([u8; 32]);

impl Thumbprint {
    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn of(key: &[u8; PUBLIC_KEY_BYTES]) -> Self {
        let canonical = encode(map([
            (KEY_KTY, Some(int(KTY_OKP))),
            (KEY_CRV, Some(int(CRV_ED25519))),
            (KEY_X, Some(ciborium::Value::Bytes(key.to_vec()))),
        ]));
        Self(Sha256::digest(canonical).into())
    }
}

/// Eight bytes that help to find a key on a trust list. Displays as hex.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kid([u8; KID_BYTES]);

impl Kid {
    /// The eight bytes.
    pub const fn as_bytes(&self) -> &[u8; KID_BYTES] {
        &self.0
    }

    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// A place holder in what is not signed yet.
    pub(crate) const fn zero() -> Self {
        Self([0; KID_BYTES])
    }
}

macro_rules! hex {
    ($($name:ident),+) => {$(
        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, "{}", Hex(&self.0))
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )+};
}
hex!(Thumbprint, Kid);

/// What was wrong with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// Not the PEM file it should be.
    #[error("this is not a PEM file of an Ed25519 key")]
    Pem,
    /// Bytes that are no point of the curve.
    #[error("the public key is not a point of the curve")]
    NotAPoint,
    /// A second spelling of a point.
    #[error("the public key is not in canonical form")]
    NotCanonical,
    /// A point of small order, or one with a part of small order.
    #[error("the public key is weak")]
    Weak,
    /// A signature that does not verify with the key it came with.
    #[error("the signature does not verify")]
    Signature,
    /// The random source of the system gave nothing.
    #[error("the random source of the system failed")]
    Random,
}

impl KeyError {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::Pem | Self::NotAPoint => Code::KeyFormat,
            Self::NotCanonical | Self::Weak => Code::KeyWeak,
            Self::Signature => Code::KeySignature,
            Self::Random => Code::KeyRandom,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(hex: &str) -> [u8; 32] {
        let byte = |i: usize| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap();
        core::array::from_fn(byte)
    }

    /// The points of order 1, 2, 4 and 8 and their other spellings, as C2SP/CCTV lists them.
    #[test]
    fn weak_and_ambiguous_keys_are_refused() {
        let weak = [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        ];
        for key in weak {
            assert_eq!(PublicKey::from_bytes(&bytes(key)), Err(KeyError::Weak), "{key}");
        }
        let ambiguous = [
            "0100000000000000000000000000000000000000000000000000000000000080",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        ];
        for key in ambiguous {
            assert_eq!(PublicKey::from_bytes(&bytes(key)), Err(KeyError::NotCanonical), "{key}");
        }
        assert_eq!(PublicKey::from_bytes(&[0x02; 32]).map(|_| ()).unwrap_err().code(), Code::KeyFormat);
    }

    /// A point with a part of small order verifies some messages in one library and not in another.
    #[test]
    fn a_key_with_torsion_is_refused() {
        use ed25519_dalek::VerifyingKey;
        let order_8 = bytes("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");
        let small = VerifyingKey::from_bytes(&order_8).unwrap().to_edwards();
        let good = SigningKey::from_seed(&[1; 32]).0.verifying_key().to_edwards();
        let mixed = (good + small).compress().to_bytes();
        assert_eq!(PublicKey::from_bytes(&mixed), Err(KeyError::Weak));
    }

    /// RFC 9679 gives no Ed25519 example; this is the canonical form of §2.4 hashed by hand:
    /// A3 01 01 20 06 21 58 20 and the key.
    #[test]
    fn the_thumbprint_is_the_hash_of_the_canonical_key() {
        let key = SigningKey::from_seed(&core::array::from_fn(|i| i as u8 + 1)).public_key();
        let canonical = [&[0xA3, 0x01, 0x01, 0x20, 0x06, 0x21, 0x58, 0x20], &key.as_bytes()[..]].concat();
        assert_eq!(key.thumbprint().as_bytes(), &<[u8; 32]>::from(Sha256::digest(canonical)));
        assert_eq!(key.thumbprint().as_bytes()[..8], *key.kid().as_bytes());
    }

    /// Written by `openssl genpkey -algorithm ed25519`; a TEST key.
    #[test]
    fn reads_what_openssl_writes() {
        let pem = "-----BEGIN PRIVATE KEY-----\n\
                   MC4CAQAwBQYDK2VwBCIEIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g\n\
                   -----END PRIVATE KEY-----\n";
        let key = SigningKey::from_pem(pem).unwrap();
        assert_eq!(key.to_pem().unwrap().as_str(), pem);
        let public = key.public_key();
        assert_eq!(PublicKey::from_pem(&public.to_pem().unwrap()), Ok(public));
        assert_eq!(SigningKey::from_pem("-----BEGIN RSA-----").map(|_| ()), Err(KeyError::Pem));
    }
}

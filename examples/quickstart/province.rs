//! A province of TEST keys: three people who sign the root, three who sign the list, two offices.

use khyber_pass::{
    Clock, Error, ListEntry, PreparedDocument, Role, Root, Scopes, ServiceCode, SigningKey, Timestamp,
    TrustError, TrustList, Validity,
};

/// The day on which all this happens: time is an argument, and a fixed one prints the same for ever.
const TODAY: i64 = 1_769_904_000; // 2026-02-01T00:00:00Z
/// When the offices opened.
const OPENED: i64 = 1_767_225_600; // 2026-01-01T00:00:00Z

pub struct Province {
    pub root: Vec<u8>,
    pub list: Vec<u8>,
    pub trust_list: TrustList,
    pub today: Timestamp,
    pub opened: Timestamp,
    office_pem: String,
    clinic_pem: String,
}

/// The clock of the verifying device.
pub fn clock() -> Clock {
    Timestamp::new(TODAY + 9 * 3_600).map_or(Clock::unknown(), Clock::device)
}

impl Province {
    pub fn found() -> Result<Self, Error> {
        let (today, opened) = (Timestamp::new(TODAY)?, Timestamp::new(OPENED)?);
        let root_keys = new_keys()?;
        let list_keys = new_keys()?;
        let root =
            Root::new("pk-kp-test", Validity::days_from(opened, 730)?, role(&root_keys), role(&list_keys))?;
        let root_document = signed(root.prepare()?, &root_keys)?;

        let (office_key, clinic_key) = (SigningKey::generate()?, SigningKey::generate()?);
        let window = Validity::days_from(opened, 90)?;
        let verify_until = opened.plus_days(4_000)?;
        let office = ListEntry::new(office_key.public_key(), "PK-KP", window, verify_until)?
            .with_name("Citizen Facilitation Centre (TEST)")?
            .with_scopes(Scopes::none().with_range(0, 17))
            .with_longest_lifetime_days(1_826)?;
        let clinic = ListEntry::new(clinic_key.public_key(), "PK-KP/HEALTH", window, verify_until)?
            .with_name("Department of Health (TEST)")?
            .with_scopes(Scopes::none().with(ServiceCode::IDENTITY).with(ServiceCode::SEHAT_CARD))
            .with_longest_lifetime_days(1_826)?;
        let list = TrustList::new("pk-kp-test", Validity::days_from(opened, 120)?, opened.plus_days(60)?)?
            .with_entry(office)?
            .with_entry(clinic)?;
        let list_document = signed(list.prepare()?, &list_keys)?;

        println!("root   2 of 3 keys, {} bytes, SHA-256 pinned in the application", root_document.len());
        println!("list   2 of 3 keys, {} bytes, 2 offices", list_document.len());
        Ok(Self {
            root: root_document,
            list: list_document,
            trust_list: list,
            today,
            opened,
            office_pem: office_key.to_pem()?.to_string(),
            clinic_pem: clinic_key.to_pem()?.to_string(),
        })
    }

    /// The key of the office that issues, from its PEM file.
    pub fn office_key(&self) -> Result<SigningKey, Error> {
        Ok(SigningKey::from_pem(&self.office_pem)?)
    }

    /// The key of the department of health.
    pub fn clinic_key(&self) -> Result<SigningKey, Error> {
        Ok(SigningKey::from_pem(&self.clinic_pem)?)
    }
}

fn new_keys() -> Result<Vec<SigningKey>, Error> {
    (0..3).map(|_| Ok(SigningKey::generate()?)).collect()
}

fn role(keys: &[SigningKey]) -> Role {
    Role::new(2, keys.iter().map(SigningKey::public_key).collect())
}

/// Two of the three sign, each for themselves.
fn signed(document: PreparedDocument, keys: &[SigningKey]) -> Result<Vec<u8>, TrustError> {
    keys.iter().take(2).try_fold(document, PreparedDocument::sign).map(|document| document.finish())
}

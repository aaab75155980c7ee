//! Keys of our private claim and of its entitlements (§3.4, §3.5).

/// Revision of the map; absent means 0.
pub const REVISION: i64 = 0;
/// Serial number of the card.
pub const SERIAL: i64 = 1;
/// Kind of the identity number; absent means CNIC.
pub const ID_KIND: i64 = 2;
/// Relation of the guardian.
pub const RELATION: i64 = 3;
/// Guardian's name in the second language.
pub const SECOND_GUARDIAN: i64 = 4;
/// Address in the second language.
pub const SECOND_ADDRESS: i64 = 5;
/// Entitlements.
pub const ENTITLEMENTS: i64 = 6;
/// Compact status reference.
pub const STATUS: i64 = 7;
/// How well the person was identified.
pub const ASSURANCE: i64 = 8;

/// The revision this table describes.
pub const CURRENT_REVISION: u64 = 0;

/// Entitlement: service code.
pub const SERVICE: i64 = 0;
/// Entitlement: reference.
pub const REFERENCE: i64 = 1;
/// Entitlement: status; absent means active.
pub const ENTITLEMENT_STATUS: i64 = 2;
/// Entitlement: first day.
pub const FROM: i64 = 3;
/// Entitlement: last day.
pub const UNTIL: i64 = 4;
/// Entitlement: department, where the service does not imply it.
pub const DEPARTMENT: i64 = 5;
/// Entitlement: category.
pub const CATEGORY: i64 = 6;
/// Entitlement: quantity.
pub const QUANTITY: i64 = 7;
/// Entitlement: office or place.
pub const OFFICE: i64 = 8;

super::wire_enum! {
    /// What an identity number is.
    IdKind {
        /// Computerised National Identity Card.
        Cnic = 1, "CNIC";
        /// National Identity Card for Overseas Pakistanis.
        Nicop = 2, "NICOP";
        /// Pakistan Origin Card.
        Poc = 3, "POC";
        /// Form B, the Child Registration Certificate.
        FormB = 4, "Form B";
        /// Juvenile card.
        Juvenile = 5, "juvenile card";
        /// Number given by the Khyber Pass scheme itself.
        KhyberPass = 6, "Khyber Pass number";
        /// Proof of Registration or Afghan Citizen Card.
        Refugee = 7, "PoR or ACC";
        /// A CNIC of which only the last four digits are shown.
        MaskedCnic = 8, "masked CNIC";
        /// Another number.
        Other = 9, "other number";
    }
}

super::wire_enum! {
    /// What a guardian is to the person.
    Relation {
        /// Father.
        Father = 1, "father";
        /// Husband.
        Husband = 2, "husband";
        /// Mother.
        Mother = 3, "mother";
        /// Guardian by law.
        LegalGuardian = 4, "legal guardian";
        /// Guru, of a transgender person.
        Guru = 5, "guru";
        /// Another relation.
        Other = 6, "other";
    }
}

super::wire_enum! {
    /// How well a person was identified before issuing.
    Assurance {
        /// The person's own word.
        SelfDeclared = 1, "self-declared";
        /// A record of the department.
        DepartmentRecord = 2, "department record";
        /// Compared with the national register.
        NationalRegister = 3, "matched with the national register";
        /// Compared by fingerprint or face.
        Biometric = 4, "biometric match";
    }
}

super::wire_enum! {
    /// What the issuer says of an entitlement.
    EntitlementStatus {
        /// In force.
        Active = 0, "active";
        /// Applied for.
        Pending = 1, "pending";
        /// Suspended.
        Suspended = 2, "suspended";
        /// Withdrawn.
        Withdrawn = 3, "withdrawn";
        /// Used up.
        Exhausted = 4, "exhausted";
        /// In force for life.
        Lifetime = 5, "lifetime";
    }
}

//! The open registry of services and departments (§3.5): data, with names in three languages.
//!
//! A code that is not in the table is never an error; it only has no name here.

/// The number of a service. 0 stands for identity itself and is no entitlement.
///
/// ```
/// # use khyber_pass::ServiceCode;
/// let service = ServiceCode::DRIVING_LICENCE.info().unwrap();
/// assert_eq!((service.name_eng, service.department.number()), ("Driving licence", 5));
/// assert!(ServiceCode::new(200).info().is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ServiceCode(u64);

impl ServiceCode {
    /// Identity itself: the scope a key needs for claim 169, the purpose of looking at a person.
    pub const IDENTITY: Self = Self(0);

    /// Takes any number; most have no name yet.
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// The number on the wire.
    pub const fn number(self) -> u64 {
        self.0
    }

    /// What the registry knows of it.
    pub fn info(self) -> Option<&'static Service> {
        SERVICES.iter().find(|service| service.code == self)
    }
}

impl core::fmt::Display for ServiceCode {
    /// The English name, or `service 200`.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.info() {
            Some(service) => f.write_str(service.name_eng),
            None => write!(f, "service {}", self.0),
        }
    }
}

/// One row of the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Service {
    /// The number of the service.
    pub code: ServiceCode,
    /// The department that usually grants it.
    pub department: Department,
    /// The name in English.
    pub name_eng: &'static str,
    /// The name in Urdu.
    pub name_urd: &'static str,
    /// The name in Pashto.
    pub name_pus: &'static str,
}

macro_rules! services {
    ($($constant:ident = $code:literal, $department:ident, $eng:literal, $urd:literal, $pus:literal;)+) => {
        impl ServiceCode {
            $(#[doc = concat!($eng, ".")] pub const $constant: Self = Self($code);)+
        }

        /// Every named service, in the order of their codes.
        pub const SERVICES: &[Service] = &[$(Service {
            code: ServiceCode::$constant,
            department: Department::$department,
            name_eng: $eng,
            name_urd: $urd,
            name_pus: $pus,
        },)+];
    };
}

services! {
    SEHAT_CARD = 1, Health, "Sehat Card Plus", "صحت کارڈ پلس", "صحت کارډ پلس";
    ENROLMENT = 2, Education, "School or college enrolment", "سکول یا کالج میں داخلہ", "ښوونځي یا کالج کې داخله";
    TAX = 3, Excise, "Provincial tax registration", "صوبائی ٹیکس رجسٹریشن", "صوبايي ټیکس راجستر";
    DRIVING_LICENCE = 4, Transport, "Driving licence", "ڈرائیونگ لائسنس", "د موټر چلولو لایسنس";
    ARMS_LICENCE = 5, Home, "Arms licence", "اسلحہ لائسنس", "د وسلې لایسنس";
    LAND_RECORD = 6, Revenue, "Property, land record, e-stamp", "جائیداد، اراضی ریکارڈ، ای سٹامپ", "جایداد، د ځمکې ریکارډ، ای سټامپ";
    DOMICILE = 7, DistrictAdministration, "Domicile", "ڈومیسائل", "ډومیسایل";
    VEHICLE = 8, Excise, "Vehicle registration", "گاڑی کی رجسٹریشن", "د ګاډي راجستر";
    EXAMINATION = 9, ExaminationBoard, "Examination certificate", "امتحانی سند", "د ازموینې سند";
    SENIOR_CITIZEN = 10, SocialWelfare, "Senior citizen", "بزرگ شہری", "مشر وګړی";
    DISABILITY = 11, SocialWelfare, "Person with disability", "معذور فرد", "معلول کس";
    GRANT = 12, SocialWelfare, "Zakat, stipend or grant", "زکوٰۃ، وظیفہ یا گرانٹ", "زکات، وظیفه یا مرسته";
    CIVIL_RECORD = 13, LocalGovernment, "Civil record (birth, marriage)", "شہری اندراج (پیدائش، نکاح)", "مدني ثبت (زېږون، نکاح)";
    POLICE_CLEARANCE = 14, Police, "Police clearance or tenant registration", "پولیس کلیئرنس یا کرایہ دار اندراج", "د پولیسو تصدیق یا د کرایه دار ثبت";
    ROUTE_PERMIT = 15, Transport, "Transport route permit", "روٹ پرمٹ", "د لارې پرمټ";
    FARM_FOREST_FISH = 16, Agriculture, "Farmer, forest or fishing permit", "کسان، جنگلات یا ماہی گیری پرمٹ", "د بزګر، ځنګل یا کب نیونې پرمټ";
    SERVICE_CARD = 17, Establishment, "Government service card", "سرکاری ملازم کارڈ", "د دولتي کارکوونکي کارډ";
}

super::wire_enum! {
    /// A department of the province, by our own numbering.
    Department {
        /// Health.
        Health = 1, "Health";
        /// Elementary and secondary education.
        Education = 2, "Elementary and Secondary Education";
        /// Higher education.
        HigherEducation = 3, "Higher Education";
        /// Excise, taxation and narcotics control; the revenue authority.
        Excise = 4, "Excise, Taxation and Narcotics Control";
        /// Transport.
        Transport = 5, "Transport";
        /// Home and tribal affairs.
        Home = 6, "Home and Tribal Affairs";
        /// Board of revenue.
        Revenue = 7, "Board of Revenue";
        /// District administration.
        DistrictAdministration = 8, "District Administration";
        /// Boards of intermediate and secondary education.
        ExaminationBoard = 9, "Board of Intermediate and Secondary Education";
        /// Zakat, social welfare.
        SocialWelfare = 10, "Zakat and Social Welfare";
        /// Local government.
        LocalGovernment = 11, "Local Government";
        /// Police.
        Police = 12, "Police";
        /// Agriculture, forest.
        Agriculture = 13, "Agriculture and Forest";
        /// Establishment.
        Establishment = 14, "Establishment";
    }
}

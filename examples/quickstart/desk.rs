//! What an officer sees.

use crate::province::{Province, clock};
use khyber_pass::text::Name;
use khyber_pass::{
    CivilOffset, Day, Entitlement, Identity, PinnedRoot, Policy, Rejection, ServiceCode, TrustStore,
    VerifiedCredential, Verifier,
};
use std::error::Error;

pub struct Desk {
    trust: TrustStore,
    today: Day,
}

impl Desk {
    /// A device that holds the pinned root and the list, and no network.
    pub fn open(province: &Province) -> Result<Self, Box<dyn Error>> {
        let pinned = PinnedRoot::from_bytes(&province.root)?;
        let trust = TrustStore::open(&pinned, &province.list, clock())?;
        Ok(Self { trust, today: province.today.day(CivilOffset::PAKISTAN) })
    }

    pub fn verifier(&self, service: ServiceCode) -> Verifier {
        Verifier::new(self.trust.clone(), Policy::for_service(service))
    }

    /// Verifies a text that must be accepted, and shows the person.
    pub fn show(&self, text: &str, service: ServiceCode) -> Result<(), Rejection> {
        let card = self.verifier(service).verify_at(text, clock())?;
        println!("  TRUSTED for {service}");
        if let Some(person) = card.identity() {
            show_person(person);
        }
        card.entitlements().iter().for_each(|entitlement| self.show_entitlement(entitlement, &card));
        println!("    issued by {}, valid until {}", card.issuer(), card.validity().expires_at());
        card.caveats().iter().for_each(|caveat| println!("    note: {}", caveat.message()));
        println!("    compare the person with their identity card");
        Ok(())
    }

    /// Verifies a text that must be refused, and shows why.
    pub fn refuse(&self, what: &str, text: &str, service: ServiceCode) -> Result<(), Box<dyn Error>> {
        match self.verifier(service).verify_at(text, clock()) {
            Ok(_) => Err(format!("{what} was accepted").into()),
            Err(no) => {
                println!("\n{what}, shown for {service}:");
                println!("  {} [{}] {}", no.class(), no.code(), no.code().message());
                println!("    because {no}; hint: {}", no.hint());
                if let Some(minimum) = no.minimum() {
                    let name = minimum.full_name().map(|name| name.to_string()).unwrap_or_default();
                    println!("    genuine, for {name}, issued by {}", minimum.issuer());
                }
                Ok(())
            }
        }
    }

    fn show_entitlement(&self, entitlement: &Entitlement, card: &VerifiedCredential) {
        let asked = if card.entitlement() == Some(entitlement) { '*' } else { ' ' };
        let until = entitlement.last_day().map(|day| format!(", until {day}")).unwrap_or_default();
        let category = entitlement.category().map(|category| format!(" ({category})")).unwrap_or_default();
        let reference = entitlement.reference().unwrap_or("-");
        let state = entitlement.state_on(self.today);
        println!("   {asked}{}{category}: {reference}, {state}{until}", entitlement.service());
    }
}

fn show_person(person: &Identity) {
    let second = person.second_name().map(Name::to_string).unwrap_or_default();
    println!("    {}  {second}", person.full_name());
    let number = person.number().map(|number| format!("{} {number}", number.kind())).unwrap_or_default();
    let born = person.birth_date().map(|date| format!(", born {date}")).unwrap_or_default();
    let gender = person.gender().map(|gender| format!(", {gender}")).unwrap_or_default();
    println!("    {number}{born}{gender}");
    if let Some(guardian) = person.guardian() {
        let relation = guardian.relation().map(|relation| relation.name()).unwrap_or("guardian");
        let name = guardian.name().map(Name::to_string).unwrap_or_default();
        println!("    {relation}: {name}");
    }
}

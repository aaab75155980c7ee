//! Several codes from one record, each with no more than its purpose needs (§3.6).

use super::draft::Draft;
use super::error::IssueError;
use crate::claims::{IdNumber, Identity};
use crate::registry::services::ServiceCode;

/// How much of a record a code shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Disclosure {
    /// Everything, with the picture: the back of a card.
    Full,
    /// Everything but the picture: a letter, a feature phone.
    Card,
    /// Names, birth, gender, place, a masked number, and the entitlements to one service.
    Service(ServiceCode),
    /// Names, birth and gender: to show an age.
    Age,
    /// The entitlements alone, without a person.
    Entitlements,
}

impl Draft {
    /// Derives the variant. What identifies the card itself (`cti`, serial number) stays with the
    /// full and the card variant; the status reference goes with all of them, so that one
    /// revocation ends them all.
    ///
    /// # Errors
    /// [`IssueError::Disclosure`] when the record has no person, date of birth or entitlement where the
    /// variant needs one; [`IssueError::NoEntitlement`] when it has none to the service.
    pub fn disclose(&self, variant: Disclosure) -> Result<Self, IssueError> {
        match variant {
            Disclosure::Full => Ok(self.clone()),
            Disclosure::Card => {
                let person = Identity { face: None, ..self.person()?.clone() };
                Ok(Self { identity: Some(person), ..self.clone() })
            }
            Disclosure::Service(service) => {
                let person = self.person()?;
                let number = person.number().and_then(IdNumber::masked);
                let location = person.location().cloned();
                let shown = Identity { number, location, ..bare(person) };
                let granted = self.entitlements.iter().filter(|granted| granted.service() == service);
                let entitlements: Vec<_> = granted.cloned().collect();
                if entitlements.is_empty() {
                    return Err(IssueError::NoEntitlement { service });
                }
                Ok(Self { entitlements, ..self.anonymous(shown) })
            }
            Disclosure::Entitlements => {
                let missing = IssueError::Disclosure { missing: "entitlement" };
                self.entitlements.first().ok_or(missing)?;
                let entitlements = self.entitlements.clone();
                Ok(Self { identity: None, entitlements, ..self.without_handles() })
            }
            Disclosure::Age => {
                let person = self.person()?;
                person.birth_date().ok_or(IssueError::Disclosure { missing: "date of birth" })?;
                Ok(self.anonymous(bare(person)))
            }
        }
    }

    fn person(&self) -> Result<&Identity, IssueError> {
        self.identity.as_ref().ok_or(IssueError::Disclosure { missing: "person" })
    }

    /// The person alone, with nothing that identifies the card.
    fn anonymous(&self, person: Identity) -> Self {
        Self { identity: Some(person), ..self.without_handles() }
    }

    fn without_handles(&self) -> Self {
        Self {
            assurance: self.assurance,
            status: self.status,
            standard_status: self.standard_status.clone(),
            ..Self::empty(self.validity)
        }
    }
}

/// Names, birth and gender.
fn bare(person: &Identity) -> Identity {
    let second_name = person.second_name().cloned();
    let (birth_date, gender) = (person.birth_date(), person.gender());
    Identity { second_name, birth_date, gender, ..Identity::new(person.full_name().clone()) }
}

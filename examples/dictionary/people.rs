//! Invented people, from a seed. Numbers use localities that no register gives out (`10...`).

use super::names::Part;
use super::random::Random;
use super::services::{Service, service};

/// A person and the frame of the credential, as plain data.
pub struct Person {
    pub seed: [u8; 32],
    pub issuer: &'static str,
    pub issued_at: i64,
    pub expires_at: i64,
    pub number: Option<String>,
    pub number_kind: i64,
    pub name: String,
    pub second_name: Option<String>,
    pub second_language: &'static str,
    pub born: String,
    pub gender: i64,
    pub guardian: Option<Guardian>,
    pub location: Option<String>,
    pub services: Vec<Service>,
    pub status: Option<(i64, i64)>,
    pub assurance: Option<i64>,
}

/// Father, husband, mother, guru.
pub struct Guardian {
    pub relation: i64,
    pub name: String,
    pub second_name: Option<String>,
}

/// Where name parts come from: `known` of 100 are words of the dictionary.
pub struct Names<'a> {
    pub known: i64,
    /// Roman, Urdu, Pashto.
    pub words: [Vec<&'a str>; 3],
    pub men: &'a [Part],
    pub women: &'a [Part],
    pub families: &'a [Part],
}

/// Draws a person with this many services.
pub fn person(random: &mut Random, names: &Names<'_>, services: usize) -> Person {
    let child = random.percent(20);
    let gender = if random.percent(1) { 3 } else { random.between(1, 2) };
    let language =
        random.pick(&[Some(1), Some(1), Some(1), Some(1), Some(1), Some(1), Some(2), Some(2), Some(2), None]);
    let family = names.part(random, names.families);
    let name = names.full(random, if gender == 1 { names.men } else { names.women }, family);
    let relation = match (gender, child) {
        (3, _) => 5,
        (_, true) => random.pick(&[1, 1, 1, 1, 3, 4]),
        (2, false) => random.pick(&[1, 2]),
        _ => 1,
    };
    let elder_family = if random.percent(50) { family } else { names.part(random, names.families) };
    let elder = names.full(random, if relation == 3 { names.women } else { names.men }, elder_family);
    let has_guardian = random.percent(95);
    let second = |name: &[String; 3]| language.map(|spelling: usize| name[spelling].clone());
    let issued_at = random.between(1_767_225_600, 1_861_919_999); // 2026 to 2028
    let (desk, place) = (random.letters(3), random.location());
    Person {
        seed: random.bytes(),
        issuer: issuer(random),
        issued_at,
        expires_at: issued_at + 86_400 * random.pick(&[90, 365, 730, 1_826, 3_652]),
        number: random.percent(97).then(|| format!("10{}", random.digits(11))),
        number_kind: if child { 4 } else { random.pick(&[1, 1, 1, 1, 1, 1, 1, 1, 1, 2]) },
        second_name: second(&name),
        second_language: if language == Some(2) { "pus" } else { "urd" },
        name: name.into_iter().next().unwrap_or_default(),
        born: born(random, child),
        gender,
        guardian: has_guardian.then(|| Guardian {
            relation,
            second_name: second(&elder),
            name: elder[0].clone(),
        }),
        location: random.percent(95).then(|| place.clone()),
        services: (0..services).map(|_| service(random, &desk, &place)).collect(),
        status: random.percent(60).then(|| (random.between(1, 20), random.between(0, (1 << 20) - 1))),
        assurance: random.percent(60).then(|| random.between(1, 4)),
    }
}

impl<'a> Names<'a> {
    fn part(&self, random: &mut Random, unknown: &[Part]) -> [&'a str; 3] {
        match random.percent(self.known) {
            true => [0, 1, 2].map(|spelling: usize| random.pick(&self.words[spelling])),
            false => random.pick(unknown),
        }
    }

    /// One to three parts, in three spellings.
    fn full(&self, random: &mut Random, given: &[Part], family: [&'a str; 3]) -> [String; 3] {
        let given = self.part(random, given);
        let parts = match random.between(0, 9) {
            0 => vec![given],
            1..=6 => vec![given, family],
            7 | 8 => vec![given, self.part(random, self.men)],
            _ => vec![given, self.part(random, self.men), family],
        };
        [0, 1, 2].map(|spelling| parts.iter().map(|part| part[spelling]).collect::<Vec<_>>().join(" "))
    }
}

fn issuer(random: &mut Random) -> &'static str {
    const DEPARTMENTS: [&str; 6] =
        ["PK-KP/HEALTH", "PK-KP/EXCISE", "PK-KP/TRANSPORT", "PK-KP/EDU", "PK-KP/FISHERIES", "PK-KP/BISE-MRD"];
    if random.percent(60) { "PK-KP" } else { random.pick(&DEPARTMENTS) }
}

fn born(random: &mut Random, child: bool) -> String {
    let year = if child { random.between(2_010, 2_025) } else { random.between(1_940, 2_008) };
    match random.between(0, 19) {
        0 => format!("{year}0000"),
        1 => format!("{year}{:02}00", random.between(1, 12)),
        2 | 3 => format!("{year}0101"),
        _ => format!("{year}{:02}{:02}", random.between(1, 12), random.between(1, 28)),
    }
}

//! Invented entitlements: prefixes as in the samples of the specification, numbers at random.

use super::random::Random;

/// An entitlement; days are counted from 1970-01-01.
pub struct Service {
    pub code: i64,
    pub reference: String,
    pub from: Option<i64>,
    pub until: Option<i64>,
    pub category: Option<&'static str>,
    pub quantity: Option<i64>,
    pub office: Option<String>,
}

/// Draws an entitlement. `desk` is the district's office, `place` its location code. Serial numbers are
/// padded with zeros.
pub fn service(random: &mut Random, desk: &str, place: &str) -> Service {
    let from = random.between(19_000, 20_400);
    let year_end = 20_453 + random.pick(&[365, 730, 1_096, 1_461, 1_826, 2_191]); // 31 December
    let until = random.pick(&[from + 364, from + 1_825, year_end]);
    let dated = random.percent(60);
    let serial = random.serial();
    let (five, six) = (&serial[3..], &serial[2..]);
    let year = random.between(2_015, 2_026);
    let plain = |code, reference| Service {
        code,
        reference,
        from: None,
        until: dated.then_some(until),
        category: None,
        quantity: None,
        office: None,
    };
    match random.between(0, 9) {
        0..=2 => plain(1, format!("SCP-{serial}")),
        3 => Service {
            from: Some(from),
            until: Some(until),
            category: Some(random.pick(&["LTV", "HTV", "MCR", "MOTORCAR"])),
            ..plain(4, format!("DL-{desk}-{six}"))
        },
        4 => Service {
            from: Some(from),
            until: Some(until),
            category: Some(random.pick(&["NPB", "PB"])),
            quantity: Some(random.pick(&[25, 50, 100, 200])),
            ..plain(5, format!("AL-{desk}-{six}"))
        },
        5 => Service {
            until: None,
            office: random.percent(50).then(|| place.to_owned()),
            ..plain(6, format!("FARD-{}-{six}", random.between(100, 999)))
        },
        6 => Service {
            category: Some(random.pick(&["KG", "5", "9", "FSC"])),
            ..plain(2, format!("{year}{serial}"))
        },
        7 => Service { until: None, ..plain(7, format!("DOM-{year}-{five}")) },
        8 => plain(8, format!("{desk}-{}", random.digits(4))),
        _ => {
            let code = random.pick(&[3, 9, 10, 12, 13, 14]);
            let prefix = random.pick(&["KPRA-", "DMC-", "SNR-", "ZKT-", "CRC-", "PCC-", "NEW/", "Q/"]);
            plain(code, format!("{prefix}{serial}"))
        }
    }
}

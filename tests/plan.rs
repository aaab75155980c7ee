//! From characters and a place to a symbol that can be printed.

use khyber_pass::Code;
use khyber_pass::qr::{
    Dpi, Length, Level, Medium, PlanWarning as W, Proposal as P, QrError, Surface, Symbol,
};
use proptest::prelude::*;

fn dpi(dots: u16) -> Dpi {
    Dpi::new(dots).unwrap()
}

fn on(medium: Medium, dots: u16) -> Surface {
    Surface::new(medium, dpi(dots))
}

fn square(medium: Medium, dots: u16, millimetres: u16) -> Surface {
    on(medium, dots).with_place(Length::mm(millimetres), Length::mm(millimetres))
}

/// Four dots at 300 and 600 dpi: the sides that a table of print sizes gives, in hundredths of a millimetre.
#[test]
fn sides_are_those_of_the_table() {
    for (version, at_300, at_600) in
        [(10, 2_202, 1_101), (13, 2_608, 1_304), (17, 3_150, 1_575), (23, 3_963, 1_982)]
    {
        let most = Symbol::with_level(&"A".repeat(4_296), Level::L).unwrap();
        assert_eq!(most.version(), 40);
        for (dots, side) in [(300, at_300), (600, at_600)] {
            let place = Length::micrometres(side * 10);
            // On a screen, four dots are enough whatever their size.
            let plan = on(Medium::Screen, dots).with_place(place, place);
            let chars = (1..4_296).rev().find(|chars| {
                plan.plan(*chars)
                    .is_ok_and(|plan| plan.version() == version && plan.module_size().dots() == 4)
            });
            assert!(chars.is_some(), "version {version} at {dots} dpi in {place}");
            let less = Length::micrometres(side * 10 - 20);
            let less = on(Medium::Screen, dots).with_place(less, less).plan(chars.unwrap()).unwrap();
            assert!(less.version() != version || less.module_size().dots() < 4, "{less}");
        }
    }
}

#[test]
fn each_medium_has_its_ceiling() {
    let rows = [
        // characters, medium, dpi: version, level, dots
        (420, Medium::Card, 300, 15, Level::Q, 6),
        (470, Medium::Card, 300, 16, Level::Q, 6),
        (471, Medium::Card, 300, 13, Level::M, 7),
        (1_248, Medium::Card, 300, 23, Level::M, 4),
        (420, Medium::Paper, 300, 15, Level::Q, 8),
        (1_172, Medium::Paper, 300, 27, Level::Q, 5),
        (1_173, Medium::Paper, 300, 23, Level::M, 6),
        (420, Medium::Receipt, 203, 13, Level::M, 4),
    ];
    for (chars, medium, dots, version, level, found) in rows {
        let plan = on(medium, dots).plan(chars).unwrap();
        assert_eq!(
            (plan.version(), plan.level(), plan.module_size().dots()),
            (version, level, found),
            "{chars} on {medium:?}: {plan}"
        );
        assert!(
            plan.warnings().iter().all(|w| matches!(w, W::SimpleReaders { .. })),
            "{:?}",
            plan.warnings()
        );
    }
}

#[test]
fn a_small_place_warns_step_by_step() {
    // 420 characters: version 13 at M, 77 modules with the border.
    let small =
        |found| W::SmallModules { found: Length::micrometres(found), wanted: Length::micrometres(330) };
    let rows = [
        (square(Medium::Card, 600, 30), 15, Level::Q, 8, vec![]),
        (square(Medium::Card, 600, 20), 15, Level::Q, 5, vec![small(212)]),
        (square(Medium::Card, 300, 24), 11, Level::L, 4, vec![W::LittleRepair]),
        (
            square(Medium::Card, 300, 20),
            13,
            Level::M,
            3,
            vec![W::FewDots { found: 3, wanted: 4 }, small(254)],
        ),
        (
            square(Medium::Card, 300, 18),
            11,
            Level::L,
            3,
            vec![W::FewDots { found: 3, wanted: 4 }, small(254), W::LittleRepair],
        ),
    ];
    for (surface, version, level, dots, warnings) in rows {
        let plan = surface.plan(420).unwrap();
        let found = (plan.version(), plan.level(), plan.module_size().dots(), plan.warnings().to_vec());
        assert_eq!(found, (version, level, dots, warnings), "{plan}");
    }
    let refused = square(Medium::Card, 300, 17).plan(420).unwrap_err();
    assert_eq!((refused, refused.code()), (QrError::Space { found: 420, limit: 395 }, Code::QrSpace));
    assert_eq!(square(Medium::Card, 300, 0).plan(0), Err(QrError::Space { found: 0, limit: 0 }));
    assert_eq!(
        square(Medium::Card, 300, 0).proposals(9),
        [P::LargerPlace { side: Length::micrometres(9_821) }]
    );
}

#[test]
fn what_is_too_large_for_the_medium_is_said() {
    let plan = on(Medium::Receipt, 203).plan(500).unwrap();
    assert_eq!((plan.version(), plan.level()), (14, Level::M));
    assert!(plan.warnings().contains(&W::LargeVersion { found: 14, wanted: 13 }), "{:?}", plan.warnings());
    let proposals = plan.proposals();
    assert!(proposals.contains(&P::FewerChars { most: 483 }), "{proposals:?}");
    assert!(proposals.contains(&P::Parts { count: 2, chars: 483 }), "{proposals:?}");
}

#[test]
fn a_feature_phone_shows_a_face_with_two_pixels() {
    // 240 pixels of 45 mm, about 135 dpi.
    let phone = square(Medium::Screen, 136, 45);
    let (face, no_face) = (phone.plan(1_248).unwrap(), phone.plan(420).unwrap());
    assert_eq!((face.version(), face.level(), face.module_size().dots()), (23, Level::M, 2));
    assert_eq!((no_face.version(), no_face.level(), no_face.module_size().dots()), (13, Level::M, 3));
    assert_eq!(no_face.warnings(), []);
}

#[test]
fn resolutions_have_bounds() {
    for found in [0, 49, 4_801, u16::MAX] {
        let refused = Dpi::new(found).unwrap_err();
        assert_eq!(refused, QrError::Resolution { found, least: 50, most: 4_800 });
        assert_eq!(refused.code(), Code::QrResolution);
    }
}

#[test]
fn a_batch_looks_alike() {
    let plan = on(Medium::Card, 300).plan(420).unwrap();
    for text in ["KP1:", &*"A".repeat(420), &*"A".repeat(426)] {
        let symbol = plan.draw(text).unwrap();
        assert_eq!((symbol.version(), symbol.level()), (15, Level::Q));
    }
    assert_eq!(plan.draw(&"A".repeat(427)), Err(QrError::TooLong { found: 427, limit: 426 }));
    assert_eq!(plan.draw("kp1:"), Err(QrError::Character { at: 0 }));
}

fn any_surface() -> impl Strategy<Value = Surface> {
    (
        prop::sample::select(Medium::ALL.to_vec()),
        prop::sample::select(vec![72, 203, 300, 600, 1_200]),
        0_u32..90_000,
        0_u32..90_000,
    )
        .prop_map(|(medium, dots, width, height)| {
            on(medium, dots).with_place(Length::micrometres(width), Length::micrometres(height))
        })
}

proptest! {
    /// Whatever is planned fits its place, in whole dots, and holds its text; whatever is not planned does not fit.
    #[test]
    fn what_is_planned_fits(surface in any_surface(), chars in 0_usize..4_400) {
        let (width, height) = surface.place();
        match surface.plan(chars) {
            Ok(plan) => {
                // To the next micrometre.
                prop_assert!(plan.side().get() <= width.min(height).get() + 1, "{plan}");
                prop_assert!(plan.module_size().dots() >= 2 && plan.module_size().dpi() == surface.dpi());
                prop_assert!(plan.level() <= surface.medium().highest_level());
                let symbol = plan.draw(&"A".repeat(chars)).unwrap();
                prop_assert_eq!(symbol.version(), plan.version());
                prop_assert_eq!(plan.proposals().is_empty(), plan.warnings().is_empty() || plan.surface().proposals(chars).is_empty());
            }
            Err(error) => {
                prop_assert_eq!(error, QrError::Space { found: chars, limit: surface.most_chars() });
                prop_assert!(chars > surface.most_chars());
            }
        }
    }

    /// Each proposal does what it promises.
    #[test]
    fn proposals_help(surface in any_surface(), chars in 1_usize..4_400) {
        let good = |surface: &Surface, chars| {
            surface.plan(chars).is_ok_and(|plan| plan.warnings().iter().all(|w| matches!(w, W::SimpleReaders { .. })))
        };
        for proposal in surface.proposals(chars) {
            let helped = match proposal {
                P::FinerPrinter { dpi } => {
                    let (width, height) = surface.place();
                    dpi > surface.dpi() && good(&Surface::new(surface.medium(), dpi).with_place(width, height), chars)
                }
                P::LargerPlace { side } => {
                    let side = Length::micrometres(side.get() + 1);
                    good(&surface.with_place(side, side), chars)
                }
                P::FewerChars { most } => most < chars && good(&surface, most),
                P::Parts { count, chars: each } => {
                    use khyber_pass::multipart::{Parts, Recovery, split};
                    let parts = split(&"A".repeat(chars), Parts::MaxChars(each), Recovery::None).unwrap();
                    parts.len() <= count && parts.iter().all(|part| good(&surface, part.len()))
                }
                other => panic!("{other}"),
            };
            prop_assert!(helped, "{proposal} on {surface:?} for {chars}");
        }
    }
}

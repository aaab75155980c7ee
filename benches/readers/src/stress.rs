//! The stress set: seeded pictures, one hardship at a time and several together.

use fastrand::Rng;
use qrcode::EcLevel;

use crate::readers::Sample;
use crate::scene::Scene;
use crate::symbol::Symbol;

/// So many pictures, the same ones for the same seed.
pub fn pictures(count: usize, seed: u64) -> impl Iterator<Item = Sample> {
    (0..count).map(move |at| {
        // Each picture has a seed of its own, so that a shorter set is the beginning of a longer one.
        let mut rng = Rng::with_seed(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ at as u64);
        let (condition, hardship) = CONDITIONS[at % CONDITIONS.len()];
        let version = rng.i16(10..=20);
        let level = [EcLevel::L, EcLevel::M, EcLevel::M, EcLevel::Q][rng.usize(0..4)];
        let mut symbol = Symbol::new(&mut rng, version, level);
        let mut scene = Scene { scale: between(&mut rng, 2.5, 5.0), ..Scene::default() };
        hardship(&mut scene, &mut rng);
        if scene.damage > 0.0 {
            let bearable = match level {
                EcLevel::L => 0.07,
                EcLevel::M => 0.15,
                EcLevel::Q => 0.25,
                EcLevel::H => 0.30,
            };
            symbol.damage(&mut rng, bearable * scene.damage);
        }
        let picture = scene.picture(&symbol, &mut rng);
        Sample {
            name: format!("{at:04}"),
            condition: condition.to_owned(),
            width: picture.width,
            height: picture.height,
            pixels: picture.pixels(),
            texts: vec![symbol.text],
        }
    })
}

type Hardship = fn(&mut Scene, &mut Rng);

/// Of the mixed ones there are as many as of
/// five single ones, since that is what a telephone sees.
const CONDITIONS: [(&str, Hardship); 20] = [
    ("scale 1.5-6", |scene, rng| scene.scale = between(rng, 1.5, 6.0)),
    ("rotation", |scene, rng| turn(scene, rng)),
    ("tilt 15-45", |scene, rng| {
        turn(scene, rng);
        scene.tilt = between(rng, 15.0, 45.0);
        scene.tilt_axis = between(rng, 0.0, 360.0);
    }),
    ("mixed, light", |scene, rng| mixed(scene, rng, 0.5)),
    ("blur 0.3-0.8", |scene, rng| scene.blur = between(rng, 0.3, 0.8)),
    ("motion 0.5-2", |scene, rng| {
        scene.motion = between(rng, 0.5, 2.0);
        scene.motion_axis = between(rng, 0.0, 180.0);
    }),
    ("noise 15-70", |scene, rng| scene.noise = between(rng, 15.0, 70.0)),
    ("mixed, middle", |scene, rng| mixed(scene, rng, 0.75)),
    ("uneven light", |scene, rng| {
        uneven(scene, rng, 0.85);
        scene.shadow = Some(between(rng, 0.3, 0.7));
    }),
    ("JPEG 20-60", |scene, rng| {
        scene.scale = between(rng, 2.0, 4.0);
        scene.jpeg = Some(rng.u8(20..=60));
    }),
    ("damage", |scene, rng| scene.damage = between(rng, 0.2, 0.75)),
    ("inverted", |scene, rng| {
        turn(scene, rng);
        scene.inverted = true;
        scene.ground = 60.0;
    }),
    ("mixed, light", |scene, rng| mixed(scene, rng, 0.5)),
    ("low contrast", |scene, rng| {
        let contrast = between(rng, 10.0, 80.0);
        scene.dark = between(rng, 20.0, 220.0 - contrast);
        scene.light = scene.dark + contrast;
        scene.ground = scene.light - contrast * 0.2;
    }),
    ("screen", |scene, rng| {
        turn(scene, rng);
        scene.moire = Some((between(rng, 0.2, 0.6), between(rng, 2.5, 9.0)));
        scene.blur = 0.25;
    }),
    ("curved card", |scene, rng| {
        turn(scene, rng);
        scene.bend = Some(between(rng, 50.0, 160.0));
        scene.bend_axis = between(rng, 0.0, 180.0);
    }),
    ("glare", |scene, rng| {
        turn(scene, rng);
        scene.glare = Some(between(rng, 0.04, 0.14));
    }),
    ("mixed, middle", |scene, rng| mixed(scene, rng, 0.75)),
    ("mixed, hard", |scene, rng| mixed(scene, rng, 1.0)),
    ("small and blurred", |scene, rng| {
        scene.scale = between(rng, 1.6, 3.0);
        scene.blur = between(rng, 0.2, 0.45);
        turn(scene, rng);
    }),
];

/// A telephone held by a hand: a little of everything.
fn mixed(scene: &mut Scene, rng: &mut Rng, much: f64) {
    turn(scene, rng);
    scene.scale = between(rng, 2.2, 5.0);
    scene.tilt = between(rng, 0.0, 40.0 * much);
    scene.tilt_axis = between(rng, 0.0, 360.0);
    scene.blur = between(rng, 0.1, 0.55 * much);
    scene.noise = between(rng, 2.0, 22.0 * much);
    uneven(scene, rng, 0.6 * much);
    scene.dark = between(rng, 20.0, 80.0);
    scene.light = between(rng, 150.0, 240.0);
    scene.jpeg = Some(rng.u8(30..=80));
    if rng.f64() < 0.4 {
        scene.motion = between(rng, 0.0, 1.0 * much);
        scene.motion_axis = between(rng, 0.0, 180.0);
    }
    if rng.f64() < 0.3 {
        scene.bend = Some(between(rng, 80.0, 220.0) / much);
        scene.bend_axis = between(rng, 0.0, 180.0);
    }
    if rng.f64() < 0.3 {
        scene.damage = between(rng, 0.0, 0.4 * much);
    }
    if rng.f64() < 0.15 {
        scene.shadow = Some(between(rng, 0.5, 0.8));
    }
}

fn turn(scene: &mut Scene, rng: &mut Rng) {
    scene.rotation = between(rng, 0.0, 360.0);
}

fn uneven(scene: &mut Scene, rng: &mut Rng, much: f64) {
    scene.shade = between(rng, 0.1, 1.0) * much;
    scene.shade_axis = between(rng, 0.0, 360.0);
}

fn between(rng: &mut Rng, low: f64, high: f64) -> f64 {
    low + (high - low) * rng.f64()
}

//! From a symbol to a picture of it: paper, lens, light, sensor, file.

use fastrand::Rng;

use crate::picture::Picture;
use crate::symbol::Symbol;

/// Everything that happens to a symbol on its way into a picture. All lengths are in modules.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Pixels a module, where the picture is not foreshortened.
    pub scale: f64,
    pub rotation: f64,
    /// Degrees out of the plane of the picture, and about which axis.
    pub tilt: f64,
    pub tilt_axis: f64,
    /// Radius of the cylinder that the card is bent round; none when flat.
    pub bend: Option<f64>,
    pub bend_axis: f64,
    pub quiet: f64,
    /// Shade of the ground beyond the quiet zone.
    pub ground: f64,
    pub dark: f64,
    pub light: f64,
    pub inverted: bool,
    /// Sigma of the lens.
    pub blur: f64,
    /// Length and direction of a movement.
    pub motion: f64,
    pub motion_axis: f64,
    /// From 0 to 1: how much darker the darkest corner is.
    pub shade: f64,
    pub shade_axis: f64,
    /// A shadow with an edge across the symbol, as a share of the light that is left.
    pub shadow: Option<f64>,
    /// A bright spot: its radius as a share of the symbol.
    pub glare: Option<f64>,
    /// Depth and period in pixels of the stripes of a photographed screen.
    pub moire: Option<(f64, f64)>,
    /// Sigma of the sensor, in shades.
    pub noise: f64,
    pub jpeg: Option<u8>,
    pub damage: f64,
}

impl Default for Scene {
    fn default() -> Self {
        Self {
            scale: 4.0,
            rotation: 0.0,
            tilt: 0.0,
            tilt_axis: 0.0,
            bend: None,
            bend_axis: 0.0,
            quiet: 4.0,
            ground: 190.0,
            dark: 30.0,
            light: 225.0,
            inverted: false,
            blur: 0.0,
            motion: 0.0,
            motion_axis: 0.0,
            shade: 0.0,
            shade_axis: 0.0,
            shadow: None,
            glare: None,
            moire: None,
            noise: 2.0,
            jpeg: None,
            damage: 0.0,
        }
    }
}

impl Scene {
    pub fn picture(&self, symbol: &Symbol, rng: &mut Rng) -> Picture {
        let card = symbol.side as f64 + 2.0 * self.quiet;
        let side = (card * 1.5 * self.scale).ceil() as usize;
        let (sin, cos) = self.rotation.to_radians().sin_cos();
        let offset = (rng.f64() - 0.5, rng.f64() - 0.5);
        let mut picture = Picture::filled(side, side, 0.0);
        let middle = side as f64 / 2.0;
        let paper = Paper::of(self, card);
        const FINE: usize = 3;
        for (y, x) in (0..side).flat_map(|y| (0..side).map(move |x| (y, x))) {
            let mut sum = 0.0;
            for (i, j) in (0..FINE).flat_map(|i| (0..FINE).map(move |j| (i, j))) {
                let fine = |at: usize, part: usize| at as f64 + (part as f64 + 0.5) / FINE as f64 - middle;
                let (x, y) = (fine(x, j) / self.scale + offset.0, fine(y, i) / self.scale + offset.1);
                let (x, y) = paper.at(x, y);
                let (x, y) = (x * cos + y * sin, y * cos - x * sin);
                sum += self.shade_of(symbol, x, y);
            }
            picture.set(x, y, sum / (FINE * FINE) as f64);
        }
        self.expose(&mut picture, rng);
        match self.jpeg {
            Some(quality) => picture.through_jpeg(quality),
            None => picture,
        }
    }

    fn shade_of(&self, symbol: &Symbol, x: f64, y: f64) -> f64 {
        let half = symbol.side as f64 / 2.0;
        let (mx, my) = (x + half, y + half);
        let out = (x.abs().max(y.abs()) - half).max(0.0);
        if out > self.quiet {
            return self.ground;
        }
        let dark = symbol.is_dark(mx.floor() as isize, my.floor() as isize);
        if dark != self.inverted { self.dark } else { self.light }
    }

    fn expose(&self, picture: &mut Picture, rng: &mut Rng) {
        if self.blur > 0.0 {
            picture.blur(self.blur * self.scale);
        }
        if self.motion > 0.0 {
            picture.smear(self.motion * self.scale, self.motion_axis.to_radians());
        }
        let side = picture.width as f64;
        let (sin, cos) = self.shade_axis.to_radians().sin_cos();
        let edge = (rng.f64() - 0.5) * 0.4;
        let spot = (0.25 + rng.f64() * 0.5, 0.25 + rng.f64() * 0.5);
        let phase = rng.f64() * 6.0;
        let (width, height) = (picture.width, picture.height);
        for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
            let (u, v) = (x as f64 / side - 0.5, y as f64 / side - 0.5);
            let along = u * cos + v * sin;
            let mut light = 1.0 - self.shade * (along + 0.5).clamp(0.0, 1.0);
            if let Some(left) = self.shadow {
                let soft = 1.0 / (1.0 + ((u * sin - v * cos - edge) * 60.0).exp());
                light *= left + (1.0 - left) * soft;
            }
            if let Some((depth, period)) = self.moire {
                let (a, b) = (
                    x as f64 * std::f64::consts::TAU / period,
                    y as f64 * std::f64::consts::TAU / (period * 1.07),
                );
                light *=
                    1.0 - depth / 2.0 + depth / 4.0 * ((a + b * 0.2 + phase).sin() + (b - a * 0.15).sin());
            }
            let mut value = picture.at(x, y) * light;
            if let Some(radius) = self.glare {
                let far = (u + 0.5 - spot.0).hypot(v + 0.5 - spot.1) / (radius * 0.67);
                value += 255.0 * (-far.powi(4)).exp();
            }
            picture.set(x, y, value + self.noise * normal(rng));
        }
    }
}

/// From the plane of the picture back to the paper; the camera is two and a half cards away.
struct Paper {
    away: f64,
    tilt: (f64, f64),
    axis: (f64, f64),
    bend: Option<f64>,
    bend_axis: (f64, f64),
}

impl Paper {
    fn of(scene: &Scene, card: f64) -> Self {
        let turn = |degrees: f64| degrees.to_radians().sin_cos();
        let (tilt, axis, bend_axis) = (turn(scene.tilt), turn(scene.tilt_axis), turn(scene.bend_axis));
        Self { away: card * 2.5, tilt, axis, bend: scene.bend, bend_axis }
    }

    fn at(&self, x: f64, y: f64) -> (f64, f64) {
        let (sin, cos) = self.axis;
        let (along, across) = (x * cos + y * sin, y * cos - x * sin);
        let (sin_tilt, cos_tilt) = self.tilt;
        let across = across * self.away / (self.away * cos_tilt - across * sin_tilt).max(1e-3);
        let along = along * (self.away + across * sin_tilt) / self.away;
        let (x, y) = (along * cos - across * sin, along * sin + across * cos);
        let Some(radius) = self.bend else { return (x, y) };
        let (sin, cos) = self.bend_axis;
        let (along, across) = (x * cos + y * sin, y * cos - x * sin);
        let arc = radius * (across / radius).clamp(-1.0, 1.0).asin();
        (along * cos - arc * sin, along * sin + arc * cos)
    }
}

fn normal(rng: &mut Rng) -> f64 {
    (-2.0 * rng.f64().max(1e-12).ln()).sqrt() * (std::f64::consts::TAU * rng.f64()).cos()
}

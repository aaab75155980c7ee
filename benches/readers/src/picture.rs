//! Grey pixels, while they are made.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// Shades from 0 to 255, not yet rounded.
#[derive(Clone)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    shades: Vec<f32>,
}

impl Picture {
    pub fn filled(width: usize, height: usize, shade: f64) -> Self {
        Self { width, height, shades: vec![shade as f32; width * height] }
    }

    pub fn at(&self, x: usize, y: usize) -> f64 {
        self.shades[y * self.width + x].into()
    }

    pub fn set(&mut self, x: usize, y: usize, shade: f64) {
        self.shades[y * self.width + x] = shade as f32;
    }

    pub fn pixels(&self) -> Vec<u8> {
        self.shades.iter().map(|v| v.round().clamp(0.0, 255.0) as u8).collect()
    }

    pub fn from_pixels(width: usize, height: usize, pixels: &[u8]) -> Self {
        Self { width, height, shades: pixels.iter().map(|v| f32::from(*v)).collect() }
    }

    pub fn blur(&mut self, sigma: f64) {
        let reach = (sigma * 3.0).ceil() as isize;
        let weights: Vec<(isize, f32)> = (-reach..=reach)
            .map(|at| (at, (-(at * at) as f64 / (2.0 * sigma * sigma)).exp() as f32))
            .collect();
        self.convolve(&weights.iter().map(|(at, w)| (*at, 0, *w)).collect::<Vec<_>>());
        self.convolve(&weights.iter().map(|(at, w)| (0, *at, *w)).collect::<Vec<_>>());
    }

    pub fn smear(&mut self, length: f64, axis: f64) {
        let count = (length * 2.0).ceil().max(2.0) as usize;
        let place = |at: usize| (at as f64 / (count - 1) as f64 - 0.5) * length;
        let points: Vec<(isize, isize, f32)> = (0..count)
            .map(|at| {
                ((place(at) * axis.cos()).round() as isize, (place(at) * axis.sin()).round() as isize, 1.0)
            })
            .collect();
        self.convolve(&points);
    }

    pub fn through_jpeg(&self, quality: u8) -> Self {
        let mut file = Vec::new();
        let (width, height) = (self.width as u16, self.height as u16);
        jpeg_encoder::Encoder::new(&mut file, quality)
            .encode(&self.pixels(), width, height, jpeg_encoder::ColorType::Luma)
            .expect("sides are below 65,536");
        let luma = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::Luma);
        let mut decoder = JpegDecoder::new_with_options(std::io::Cursor::new(file), luma);
        let pixels = decoder.decode().expect("it was just written");
        Self::from_pixels(self.width, self.height, &pixels)
    }

    fn convolve(&mut self, weights: &[(isize, isize, f32)]) {
        let all: f32 = weights.iter().map(|(_, _, w)| w).sum();
        let (width, height) = (self.width as isize, self.height as isize);
        let mut sums = vec![0.0_f32; self.shades.len()];
        for (dx, dy, weight) in weights {
            for y in 0..height {
                let from = ((y + dy).clamp(0, height - 1) * width) as usize;
                let row = &self.shades[from..from + width as usize];
                let sums = &mut sums[(y * width) as usize..((y + 1) * width) as usize];
                for (x, sum) in sums.iter_mut().enumerate() {
                    *sum += weight * row[(x as isize + dx).clamp(0, width - 1) as usize];
                }
            }
        }
        self.shades = sums.into_iter().map(|sum| sum / all).collect();
    }
}

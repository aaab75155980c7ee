//! Picture files, written and read.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::readers::Sample;

pub fn png(sample: &Sample) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, sample.width as u32, sample.height as u32);
    encoder.set_color(png::ColorType::Grayscale);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&sample.pixels));
    written.expect("a vector takes everything");
    file
}

pub fn jpeg(sample: &Sample, quality: u8) -> Vec<u8> {
    let mut file = Vec::new();
    let (width, height) = (sample.width as u16, sample.height as u16);
    jpeg_encoder::Encoder::new(&mut file, quality)
        .encode(&sample.pixels, width, height, jpeg_encoder::ColorType::Luma)
        .expect("sides are below 65,536");
    file
}

pub fn webp(sample: &Sample) -> Vec<u8> {
    let mut file = Vec::new();
    let (width, height) = (sample.width as u32, sample.height as u32);
    image_webp::WebPEncoder::new(&mut file)
        .encode(&sample.pixels, width, height, image_webp::ColorType::L8)
        .expect("sides are below 16,384");
    file
}

/// The pictures of a folder that have a text file of the same name beside them. All of the text is expected, but
/// for one end of line; further texts of the same picture are in `NAME.2.txt` and so on.
pub fn folder(folder: &Path) -> std::io::Result<Vec<Sample>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { paths.push(path) }
        }
    }
    paths.sort();
    let mut samples = Vec::new();
    for path in paths {
        let Some((width, height, pixels)) = std::fs::read(&path).ok().and_then(|bytes| grey(&bytes)) else {
            continue;
        };
        let texts: Vec<String> = (1..100)
            .map_while(|at| {
                let ending = if at == 1 { "txt".to_owned() } else { format!("{at}.txt") };
                let text =
                    String::from_utf8_lossy(&std::fs::read(path.with_extension(ending)).ok()?).into_owned();
                Some(
                    text.strip_suffix('\n')
                        .map_or(text.clone(), |text| text.trim_end_matches('\r').to_owned()),
                )
            })
            .collect();
        if texts.is_empty() {
            eprintln!("{}: no text beside it, left out", path.display());
            continue;
        }
        let place = path.strip_prefix(folder).unwrap_or(&path);
        let condition = place.parent().map_or(String::new(), |parent| parent.display().to_string());
        let name = format!("{:04}", samples.len());
        samples.push(Sample { name, condition, width, height, pixels, texts });
    }
    Ok(samples)
}

/// Luma of Rec. 601, what is transparent over white.
fn grey(bytes: &[u8]) -> Option<(usize, usize, Vec<u8>)> {
    let (width, height, samples, channels) = match bytes {
        [0x89, b'P', b'N', b'G', ..] => {
            let mut decoder = png::Decoder::new(Cursor::new(bytes));
            decoder.set_transformations(png::Transformations::normalize_to_color8());
            let mut reader = decoder.read_info().ok()?;
            let mut samples = vec![0; reader.output_buffer_size()?];
            let frame = reader.next_frame(&mut samples).ok()?;
            samples.truncate(frame.buffer_size());
            (frame.width as usize, frame.height as usize, samples, frame.color_type.samples())
        }
        [0xFF, 0xD8, 0xFF, ..] => {
            let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
            let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
            let samples = decoder.decode().ok()?;
            let (width, height) = decoder.dimensions()?;
            (width, height, samples, 3)
        }
        [b'R', b'I', b'F', b'F', ..] => {
            let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).ok()?;
            let mut samples = vec![0; decoder.output_buffer_size()?];
            decoder.read_image(&mut samples).ok()?;
            let (width, height) = decoder.dimensions();
            (width as usize, height as usize, samples, if decoder.has_alpha() { 4 } else { 3 })
        }
        _ => return None,
    };
    let luma = |r: u8, g: u8, b: u8| (77 * u32::from(r) + 150 * u32::from(g) + 29 * u32::from(b)) >> 8;
    let over_white = |v: u32, alpha: u8| 255 - (255 - v) * u32::from(alpha) / 255;
    let shade = |pixel: &[u8]| match *pixel {
        [v] => v.into(),
        [v, alpha] => over_white(v.into(), alpha),
        [r, g, b] => luma(r, g, b),
        [r, g, b, alpha] => over_white(luma(r, g, b), alpha),
        _ => 255,
    };
    Some((width, height, samples.chunks(channels).map(|pixel| shade(pixel) as u8).collect()))
}

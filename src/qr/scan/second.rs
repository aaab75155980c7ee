//! A second decoder, `rxing`, with ways of its own to prepare a picture.

use rxing::common::HybridBinarizer;
use rxing::multi::MultipleBarcodeReader;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8Source};

use super::bits::{Bits, otsu};
use super::budget::Work;
use super::finder::finders;
use super::grey::Grey;
use super::locate::Located;

pub(super) fn plain(grey: &Grey<'_>, _: &Work<'_>) -> Located {
    read(grey)
}

pub(super) fn smoothed(grey: &Grey<'_>, _: &Work<'_>) -> Located {
    read(&grey.smoothed())
}

pub(super) fn means(grey: &Grey<'_>, _: &Work<'_>) -> Located {
    read(&Bits::below_mean(grey).grey())
}

pub(super) fn doubled(grey: &Grey<'_>, _: &Work<'_>) -> Located {
    read(&grey.magnified(2))
}

pub(super) fn two_shades(grey: &Grey<'_>, _: &Work<'_>) -> Located {
    read(&Bits::below(grey, otsu(grey)).grey())
}

pub(super) fn sharpened(grey: &Grey<'_>, _: &Work<'_>) -> Located {
    read(&grey.magnified(2).sharpened())
}

pub(super) fn inverted(grey: &Grey<'_>, _: &Work<'_>) -> Located {
    read(&grey.inverted())
}

fn read(grey: &Grey<'_>) -> Located {
    // Its work grows with the finders it sees, and a picture can be made of nothing else.
    let crowded = finders(&Bits::by_blocks(grey)).len() > CROWD;
    let texts = if crowded { Vec::new() } else { texts(grey).unwrap_or_default() };
    Located { texts, unread: false }
}

fn texts(grey: &Grey<'_>) -> Option<Vec<String>> {
    let (width, height) = (u32::try_from(grey.width()).ok()?, u32::try_from(grey.height()).ok()?);
    let pixels = grey.contiguous();
    let source = Luma8Source::new_with_slice(&pixels, width, height).ok()?;
    let hints = DecodeHints {
        PossibleFormats: Some([BarcodeFormat::QR_CODE].into()),
        TryHarder: Some(true),
        ..DecodeHints::default()
    };
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    let read = QrReader.decode_multiple_with_hints(&mut bitmap, &hints).ok()?;
    Some(read.iter().map(|symbol| symbol.getText().to_owned()).collect())
}

/// The finders of twelve symbols. Where there are more, only our own search is made.
const CROWD: usize = 36;

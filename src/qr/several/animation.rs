//! Parts one after the other on a screen.

use super::alike::{label, needed, parts, symbols};
use crate::qr::draw::{Canvas, encoder};
use crate::qr::{QrError, Surface, Symbol};
use core::time::Duration;

/// The parts of a text, to be shown on a screen one after the other for as long as somebody holds a camera to it.
///
/// ```
/// use khyber_pass::multipart::Assembler;
/// use khyber_pass::qr::{Animation, Dpi, Medium, Surface};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let text = "KPT:".to_owned() + &"TRUST LIST ".repeat(150); // some list
/// let screen = Surface::new(Medium::Screen, Dpi::new(160)?);
/// let animation = Animation::new(&text, &screen)?;
/// assert_eq!((animation.len(), animation.needed()), (4, 3)); // one of them repairs
///
/// let mut camera = Assembler::new();
/// for frame in animation.frames().skip(1) {
///     // Show `frame.symbol()` for `animation.period()`. What a camera reads of it:
///     if camera.add(frame.text())?.is_complete() {
///         break;
///     }
/// }
/// assert_eq!(camera.whole(), Some(&*text));
/// # Ok(())
/// # }
/// ```
pub struct Animation {
    parts: Vec<(String, Symbol)>,
}

/// One symbol of an [`Animation`].
#[derive(Clone, Copy)]
pub struct AnimationFrame<'a> {
    at: usize,
    of: usize,
    text: &'a str,
    symbol: &'a Symbol,
}

#[allow(clippy::len_without_is_empty)] // there is always one
impl Animation {
    /// Splits and draws a text for a screen: the fewest parts with which every module is comfortably large, and one
    /// more that repairs. All symbols are of one version, at level M.
    ///
    /// # Errors
    /// - [`QrError::Multipart`]: the text is empty, too long, or has a character outside the alphabet; or sixteen
    ///   symbols on this screen are not enough.
    pub fn new(text: &str, screen: &Surface) -> Result<Self, QrError> {
        let parts = parts(text, screen.comfortable_version())?;
        let symbols = symbols(&parts)?;
        Ok(Self { parts: parts.into_iter().zip(symbols).collect() })
    }

    /// How many symbols there are.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// How many different ones a camera needs.
    pub fn needed(&self) -> usize {
        needed(self.len())
    }

    /// How long each should be shown: 0.4 seconds, in which a slow telephone looks twice. Sixteen parts and the one that repairs
    /// take seven seconds.
    pub fn period(&self) -> Duration {
        Duration::from_millis(PERIOD_MS.into())
    }

    /// The symbols in an order that never ends. Each round begins one later, so that a camera that looks in step with the
    /// screen does not see the same ones for ever.
    pub fn frames(&self) -> impl Iterator<Item = AnimationFrame<'_>> {
        let of = self.len();
        let shift = usize::from(of > 2);
        (0_usize..).flat_map(move |round| {
            let begin = round.saturating_mul(shift).checked_rem(of).unwrap_or(0);
            let all = self.parts.iter().enumerate();
            let round = all.clone().skip(begin).chain(all.take(begin));
            round.map(move |(at, (text, symbol))| AnimationFrame { at, of, text, symbol })
        })
    }

    /// One round as a file that browsers and most viewers play for ever: an animated PNG of one bit a pixel.
    ///
    /// # Errors
    /// [`QrError::Scale`]: no pixels for a module, or a picture of more pixels than we read.
    pub fn to_apng(&self, pixels_per_module: u8) -> Result<Vec<u8>, QrError> {
        let limit = self.parts.first().map_or(0, |(_, symbol)| symbol.most_pixels());
        let refused = QrError::Scale { found: pixels_per_module, limit };
        if !(1..=limit).contains(&pixels_per_module) {
            return Err(refused);
        }
        let pages = self.parts.iter().map(|(_, symbol)| Canvas::of(symbol, pixels_per_module.into()));
        animated(&pages.collect::<Vec<_>>()).map_err(|_| refused)
    }
}

impl<'a> AnimationFrame<'a> {
    /// The symbol.
    pub const fn symbol(&self) -> &'a Symbol {
        self.symbol
    }

    /// The text of the symbol: one part.
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// What to write beside it: `2/5`, or `P/5` for the one that repairs.
    pub fn label(&self) -> String {
        label(self.at, self.of)
    }
}

fn animated(pages: &[Canvas]) -> Result<Vec<u8>, png::EncodingError> {
    let mut file = Vec::new();
    if let Some(first) = pages.first() {
        let mut encoder = encoder(&mut file, first, None)?;
        encoder.set_animated(u32::try_from(pages.len()).unwrap_or(1), 0)?;
        encoder.set_frame_delay(PERIOD_MS, 1_000)?;
        let mut writer = encoder.write_header()?;
        pages.iter().try_for_each(|page| writer.write_image_data(page.bytes()))?;
        writer.finish()?;
    }
    Ok(file)
}

/// Two looks of a camera that takes 0.2 seconds for each.
const PERIOD_MS: u16 = 400;

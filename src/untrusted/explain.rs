//! The door: a text or bytes become an explanation.

use super::explanation::{Explanation, Layer, Line};
use super::given::Given;
use super::lint::{Checked, Fault, lint};
use super::writer::Writer;
use std::borrow::Cow;

/// Says what every byte of a text or of a document means, as far as it can be read.
///
/// It takes whatever this format has: a credential, a bundle, a part, a document, a stored state, bytes that are
/// handed out to be signed. Damaged input is no error: the line where reading stops says why. Nothing is believed, no date is
/// compared, and no signature is looked at but for what [`lint`](fn@lint) says of root documents. What is shown can be personal data.
///
/// It takes memory in proportion to the input, writes at most
/// [`EXPLANATION_LINES`](crate::limits::EXPLANATION_LINES) lines, and inflates no more than the readers of the format do.
///
/// ```
/// let text = std::fs::read_to_string("examples/data/adult.txt")?;
/// let shown = khyber_pass::untrusted::explain(&text);
/// assert!(shown.stopped_by().is_none());
/// let message = shown.layers().last().unwrap();
/// let line = message.lines().iter().find(|line| line.section() == "3.3.2").unwrap();
/// assert_eq!(line.untrusted_meaning(), "8 date of birth (YYYYMMDD): \"19900315\"");
///
/// let cut = khyber_pass::untrusted::explain(&[0xD2, 0x84, 0x43, 0xA1]);
/// let (_, line, code) = cut.stopped_by().unwrap();
/// assert_eq!((line.offset(), code.name()), (2, "cbor.truncated"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// What it returns converts into nothing:
///
/// ```compile_fail,E0599
/// let shown = khyber_pass::untrusted::explain("KP1:");
/// let trust: khyber_pass::TrustStore = todo!();
/// shown.authenticate(&trust, khyber_pass::Clock::unknown());
/// ```
pub fn explain<'a>(given: impl Into<Given<'a>>) -> Explanation<'a> {
    let mut writer = Writer::new();
    let given = given.into();
    let form = match given {
        Given::Text(text) => writer.text(text),
        Given::Bytes(bytes) => writer.cbor("bytes", Cow::Borrowed(bytes)),
    };
    let lint = lint(given);
    let mut layers = writer.layers;
    lint.broken().for_each(|one| mark(one, &mut layers));
    Explanation { form, layers, lint }
}

/// Marks the line in which a rule is broken, unless reading stops there for that.
fn mark(one: &Checked, layers: &mut [Layer<'_>]) {
    let Some((name, at)) = one.fault().and_then(Fault::place) else { return };
    // A text that was repaired stands in front of what is read in its place.
    let Some(layer) = layers.iter_mut().rev().find(|layer| layer.name.starts_with(name)) else { return };
    let is_here = |line: &&mut Line| (line.offset..line.offset.saturating_add(line.length)).contains(&at);
    if let Some(line) = layer.lines.iter_mut().find(is_here).filter(|line| line.stopped_by.is_none()) {
        line.broken = line.broken.take().or_else(|| Some((one.rule(), one.fault()?.clone())));
    }
}

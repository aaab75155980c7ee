//! A symbol as an SVG file.

use super::Symbol;
use crate::qr::{Length, ModuleSize};
use core::fmt::Write;
use core::num::NonZeroU16;

impl Symbol {
    /// An SVG file with its border, as large as its place: one unit is one module.
    pub fn to_svg(&self) -> String {
        file(&self.picture(), self.framed_modules(), None)
    }

    /// An SVG file with its border, in a printed size: so many micrometres a module.
    ///
    /// ```
    /// # use core::num::NonZeroU16;
    /// # use khyber_pass::qr::Symbol;
    /// let four_dots_at_300_dpi = NonZeroU16::new(339).unwrap();
    /// let svg = Symbol::new("KP1:NCFOXN")?.to_svg_sized(four_dots_at_300_dpi);
    /// assert!(svg.contains(r#"width="9.831mm" height="9.831mm""#));
    /// # Ok::<(), khyber_pass::qr::QrError>(())
    /// ```
    pub fn to_svg_sized(&self, micrometres_per_module: NonZeroU16) -> String {
        let modules = u32::try_from(self.framed_modules()).unwrap_or(u32::MAX);
        let side = Length::micrometres(u32::from(micrometres_per_module.get())).times(modules);
        file(&self.picture(), self.framed_modules(), Some((side, side)))
    }

    /// An SVG file with its border, in whole dots of a printer, as [`Symbol::to_png_printed`].
    ///
    /// ```
    /// # use khyber_pass::qr::{Dpi, ModuleSize, QrError, Symbol};
    /// let size = ModuleSize::new(4, Dpi::new(300)?)?;
    /// let svg = Symbol::new("KP1:NCFOXN")?.to_svg_printed(size);
    /// assert!(svg.contains(r#"width="9.821mm" height="9.821mm""#)); // 29 modules, 116 dots
    /// # Ok::<(), QrError>(())
    /// ```
    pub fn to_svg_printed(&self, size: ModuleSize) -> String {
        let side = size.of(self.framed_modules());
        file(&self.picture(), self.framed_modules(), Some((side, side)))
    }

    /// The same with a line of text under the border, made smaller if it is long. It is for people; no reader of
    /// symbols looks at it. Its characters are escaped, and control characters shown as U+FFFD.
    ///
    /// The letters come from a font of whoever shows the file. Nothing is said about who it is for: a caption
    /// with a name makes the picture personal.
    ///
    /// ```
    /// # use khyber_pass::qr::{Dpi, ModuleSize, QrError, Symbol};
    /// let size = ModuleSize::new(4, Dpi::new(300)?)?;
    /// let svg = Symbol::new("KP1:NCFOXN")?.to_svg_captioned(size, "Counter 4 & 5");
    /// assert!(svg.contains(">Counter 4 &amp; 5</text>"));
    /// # Ok::<(), QrError>(())
    /// ```
    pub fn to_svg_captioned(&self, size: ModuleSize, caption: &str) -> String {
        let side = self.framed_modules();
        let high = side.saturating_add(CAPTION);
        let middle = halves(side);
        let tenths =
            side.saturating_mul(10 * 10).checked_div(caption.chars().count().saturating_mul(6)).unwrap_or(0);
        let letters = tenths.clamp(5, 40);
        let mut picture = self.picture();
        // Writing to a string cannot fail.
        let _ = write!(
            picture,
            r#"<text x="{middle}" y="{}" font-family="sans-serif" font-size="{}.{}" text-anchor="middle">{}</text>"#,
            high.saturating_sub(2),
            letters / 10,
            letters % 10,
            escaped(caption)
        );
        let ground = format!(r##"<rect width="{side}" height="{high}" fill="#fff"/>"##);
        document(&(ground + &picture), (side, high), Some((size.of(side), size.of(high))))
    }

    /// The dark modules as one element.
    fn picture(&self) -> String {
        format!(r##"<path fill="#000" d="{}"/>"##, path(self))
    }
}

fn file(picture: &str, side: usize, size: Option<(Length, Length)>) -> String {
    let ground = format!(r##"<rect width="{side}" height="{side}" fill="#fff"/>"##);
    document(&(ground + picture), (side, side), size)
}

fn document(content: &str, (width, height): (usize, usize), size: Option<(Length, Length)>) -> String {
    let size = size.map_or_else(String::new, |(width, height)| {
        format!(r#"width="{}mm" height="{}mm" "#, width.decimal(), height.decimal())
    });
    // Without crisp edges a renderer draws grey seams between the rows.
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" {size}viewBox="0 0 {width} {height}" shape-rendering="crispEdges">{content}</svg>"#
    )
}

/// A rectangle for each run of dark modules in a row, from the corner of the border.
pub(in crate::qr) fn path(symbol: &Symbol) -> String {
    let mut path = String::new();
    for (x, y, length) in symbol.dark_runs() {
        let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
    }
    path
}

/// A text that can stand between two tags.
pub(in crate::qr) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {
                escaped.push(char::REPLACEMENT_CHARACTER)
            }
            c => escaped.push(c),
        }
    }
    escaped
}

fn halves(number: usize) -> String {
    format!("{}{}", number / 2, if number % 2 == 0 { "" } else { ".5" })
}

/// How many modules high the place of a caption is, below the border.
const CAPTION: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qr::Dpi;

    #[test]
    fn one_path_of_runs_on_a_white_square_with_a_border() {
        let symbol = Symbol::new("KP1:").unwrap();
        let svg = symbol.to_svg();
        assert!(svg.starts_with(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" shape-rendering="crispEdges"><rect width="29" height="29" fill="#fff"/><path fill="#000" d="M4 4h7v1h-7z"##
        ));
        assert!(svg.ends_with(r#"z"/></svg>"#));
        assert_eq!(svg.matches("<path").count(), 1);
    }

    #[test]
    fn the_runs_cover_the_dark_modules_and_no_others() {
        let symbol = Symbol::new("KP1:RUNS").unwrap();
        let svg = symbol.to_svg();
        let (_, path) = svg.split_once(" d=\"").unwrap();
        let mut left: usize = (0..21).map(|y| (0..21).filter(|&x| symbol.is_dark(x, y)).count()).sum();
        for run in path.trim_end_matches("\"/></svg>").split_terminator('z') {
            let mut numbers = run.split(['M', ' ', 'h', 'v', '-']).filter_map(|n| n.parse::<usize>().ok());
            let (x, y, length) = (numbers.next().unwrap(), numbers.next().unwrap(), numbers.next().unwrap());
            assert!((x..x + length).all(|x| symbol.is_dark(x - 4, y - 4)), "{run}");
            left -= length;
        }
        assert_eq!(left, 0);
    }

    #[test]
    fn a_caption_stands_below_and_cannot_leave_its_place() {
        let size = ModuleSize::new(4, Dpi::new(300).unwrap()).unwrap();
        let symbol = Symbol::new("KP1:").unwrap();
        let svg = symbol.to_svg_captioned(size, "</text><script>&\"\u{0}\n");
        assert!(svg.contains(r#"width="9.821mm" height="11.515mm" viewBox="0 0 29 34""#), "{svg}");
        assert!(svg.contains("\">&lt;/text&gt;&lt;script&gt;&amp;\"\u{FFFD}\u{FFFD}</text></svg>"), "{svg}");
        assert!(svg.contains(r#"<text x="14.5" y="32" "#), "{svg}");
        for (letters, size) in [(0, "0.5"), (1, "4.0"), (20, "2.4"), (60, "0.8"), (9_999, "0.5")] {
            let svg = symbol
                .to_svg_captioned(ModuleSize::new(4, Dpi::new(300).unwrap()).unwrap(), &"x".repeat(letters));
            assert!(svg.contains(&format!("font-size=\"{size}\"")), "{letters}");
        }
        assert!(svg.contains(&size.length().decimal()) || size.dots() == 4);
    }
}

//! Parts side by side on paper.

use super::alike::{label, needed, parts, symbols};
use super::digits;
use super::page::{Grid, Page};
use crate::limits::PICTURE_PIXELS;
use crate::qr::draw::{Canvas, LARGEST, escaped, path, still};
use crate::qr::{Level, ModuleSize, QrError, Symbol};
use core::fmt::Write;

/// The parts of a text on printed pages, to be scanned in any order. One of them may be lost or torn.
///
/// ```
/// use khyber_pass::qr::{Dpi, Page, Sheets};
///
/// # fn main() -> Result<(), khyber_pass::qr::QrError> {
/// let text = "KPT:".to_owned() + &"TRUST LIST ".repeat(150); // some list
/// let sheets = Sheets::new(&text, Page::a4(Dpi::new(300)?))?;
/// assert_eq!((sheets.pages(), sheets.len(), sheets.needed()), (1, 4, 3));
///
/// let svg = sheets.to_svg(0, "Trust list 7 (TEST)").unwrap();
/// assert!(svg.contains("Trust list 7 (TEST)") && svg.contains(">1/3<") && svg.contains(">P/3<"));
/// let png = sheets.to_png(0).unwrap()?;
/// assert_eq!(sheets.to_svg(1, ""), None); // there is one page
/// # Ok(())
/// # }
/// ```
pub struct Sheets {
    page: Page,
    grid: Grid,
    size: ModuleSize,
    parts: Vec<String>,
    symbols: Vec<Symbol>,
}

#[allow(clippy::len_without_is_empty)] // there is always one
impl Sheets {
    /// Splits and lays out a text: the fewest parts that simple readers read, and one more that repairs; on one page if
    /// their modules are then at least a third of a millimetre, else on as few as possible. All symbols are of one version, at
    /// level M.
    ///
    /// # Errors
    /// - [`QrError::Multipart`]: the text is empty, too long, or has a character outside the alphabet.
    /// - [`QrError::Space`]: not even one symbol fits on a page.
    pub fn new(text: &str, page: Page) -> Result<Self, QrError> {
        let parts = parts(text, LARGEST)?;
        let symbols = symbols(&parts)?;
        let modules = symbols.first().map_or(0, Symbol::framed_modules);
        let longest = parts.iter().map(String::len).max().unwrap_or(0);
        let refused = QrError::Space { found: longest, limit: 0 };
        let grid = page.grid(parts.len(), modules).ok_or(refused)?;
        let size = ModuleSize::new(u8::try_from(grid.dots).unwrap_or(u8::MAX), page.dpi)?;
        Ok(Self { page, grid, size, parts, symbols })
    }

    /// How many symbols there are.
    pub fn len(&self) -> usize {
        self.symbols.len()
    }

    /// How many different ones must be scanned.
    pub fn needed(&self) -> usize {
        needed(self.len())
    }

    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.len().div_ceil(self.grid.a_page().max(1))
    }

    /// How large a module is.
    pub const fn module_size(&self) -> ModuleSize {
        self.size
    }

    /// Version and level of every symbol.
    pub fn version(&self) -> (u8, Level) {
        self.symbols.first().map_or((0, Level::M), |symbol| (symbol.version(), symbol.level()))
    }

    /// The texts of the symbols, in the order of the pages; the one that repairs is the last.
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// The symbols, in the order of [`Sheets::parts`].
    pub fn symbols(&self) -> impl Iterator<Item = &Symbol> {
        self.symbols.iter()
    }

    /// A page as an SVG file in its size, counted from 0, with a line at the top, which is escaped. Under each symbol stands its
    /// number and how many are needed; `P` is the one that repairs. `None` when there is no such page.
    pub fn to_svg(&self, page: usize, title: &str) -> Option<String> {
        let (width, height) = self.dots();
        let margin = self.page.dots(self.page.margin);
        let line = self.page.label();
        let mut svg = format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{}mm" height="{}mm" viewBox="0 0 {width} {height}" shape-rendering="crispEdges"><rect width="{width}" height="{height}" fill="#fff"/><text x="{margin}" y="{}" font-family="sans-serif" font-size="{line}">{}</text>"##,
            self.page.width.decimal(),
            self.page.height.decimal(),
            margin.saturating_add(line),
            escaped(title),
        );
        for (label, symbol, (left, top)) in self.on_page(page)? {
            let middle = left.saturating_add(self.grid.side / 2);
            let below = top.saturating_add(self.grid.side).saturating_add(line.saturating_mul(4) / 5);
            // Writing to a string cannot fail.
            let _ = write!(
                svg,
                r#"<path transform="translate({left} {top}) scale({})" d="{}"/><text x="{middle}" y="{below}" font-family="sans-serif" font-size="{line}" text-anchor="middle">{label}</text>"#,
                self.grid.dots,
                path(symbol),
            );
        }
        svg.push_str("</svg>");
        Some(svg)
    }

    /// A page as a PNG file of one bit a dot, with its resolution, counted from 0. It has the numbers under the symbols and no
    /// title: there is no font here. `None` when there is no such page.
    ///
    /// # Errors
    /// [`QrError::PictureSize`]: the page has more dots than we read ([`PICTURE_PIXELS`]). A4 has them above 600 dpi; the SVG file
    /// has no such bound.
    pub fn to_png(&self, page: usize) -> Option<Result<Vec<u8>, QrError>> {
        let symbols = self.on_page(page)?;
        let (width, height) = self.dots();
        let refused = QrError::PictureSize { width, height, limit: PICTURE_PIXELS };
        if width.saturating_mul(height) > PICTURE_PIXELS {
            return Some(Err(refused));
        }
        let mut canvas = Canvas::white(width, height);
        let scale = (self.page.label() / 2).checked_div(digits::HEIGHT).unwrap_or(0).max(1);
        for (label, symbol, (left, top)) in symbols {
            canvas.draw(symbol, self.grid.dots, (left, top));
            let half = digits::width(&label).saturating_mul(scale) / 2;
            let middle = left.saturating_add(self.grid.side / 2).saturating_sub(half);
            let below = top.saturating_add(self.grid.side).saturating_add(self.page.label() / 4);
            digits::write(&mut canvas, &label, (middle, below), scale);
        }
        Some(still(&canvas, Some(self.page.dpi)).map_err(|_| refused))
    }

    /// The symbols of a page, with their labels and corners.
    fn on_page(&self, page: usize) -> Option<Vec<Placed<'_>>> {
        let first = page.checked_mul(self.grid.a_page()).filter(|first| *first < self.len())?;
        let here = self.symbols.iter().enumerate().skip(first).take(self.grid.a_page()).enumerate();
        let place = |(place, (at, symbol))| (label(at, self.len()), symbol, self.grid.corner(place));
        Some(here.map(place).collect())
    }

    fn dots(&self) -> (usize, usize) {
        (self.page.dots(self.page.width), self.page.dots(self.page.height))
    }
}

/// A label, its symbol, and the corner of that on its page.
type Placed<'a> = (String, &'a Symbol, (usize, usize));

//! Choosing version, level and dots.

use super::advice::{PlanWarning, Proposal, warnings};
use super::surface::{Fineness, Surface};
use crate::qr::draw::{LARGEST, capacity, smallest_version};
use crate::qr::{Length, Level, ModuleSize, QrError, Symbol};
use crate::registry::envelope::CREDENTIAL_PREFIX;

/// How a text is drawn in a place: see [`Surface`] for an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    surface: Surface,
    chars: usize,
    version: u8,
    level: Level,
    size: ModuleSize,
    warnings: Vec<PlanWarning>,
}

impl Surface {
    /// Plans a symbol for so many characters.
    ///
    /// The place and the medium allow a largest version for each level; the highest level is taken at which the
    /// characters fit. If there is none, the modules may become smaller than a third of a millimetre, then the version
    /// larger than is known to be read well, then the level L, and last of all the dots a module fewer than four (three
    /// on a screen); each of these is a warning. Modules are then as large as the place allows, in whole dots.
    ///
    /// # Errors
    /// [`QrError::Space`]: it does not fit at all. [`Surface::proposals`] says what would help.
    pub fn plan(&self, chars: usize) -> Result<Plan, QrError> {
        let refused = QrError::Space { found: chars, limit: self.most_chars() };
        let (version, level) = self.choose(chars).ok_or(refused)?;
        let size = self.module_size(version).ok_or(refused)?;
        let mut plan = Plan { surface: *self, chars, version, level, size, warnings: Vec::new() };
        plan.warnings = warnings(&plan);
        Ok(plan)
    }

    /// Plans a symbol for a credential whose message has so many bytes, as if it were not compressed.
    ///
    /// ```
    /// use khyber_pass::qr::{Dpi, Medium, QrError, Surface};
    /// let card = Surface::new(Medium::Card, Dpi::new(300)?);
    /// assert_eq!(card.plan_message(277)?, card.plan(4 + 3 * 138 + 2)?);
    /// # Ok::<(), QrError>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Surface::plan`].
    pub fn plan_message(&self, bytes: usize) -> Result<Plan, QrError> {
        let pairs = (bytes / 2).saturating_mul(3);
        let last = if bytes % 2 == 0 { 0 } else { 2 };
        self.plan(CREDENTIAL_PREFIX.len().saturating_add(pairs).saturating_add(last))
    }

    /// The most characters that fit at all.
    pub fn most_chars(&self) -> usize {
        capacity(self.largest_version(Fineness::Coarse), Level::L)
    }

    /// The most characters that fit at level M without a warning, weak readers aside.
    pub fn comfortable_chars(&self) -> usize {
        capacity(self.comfortable_version(), Level::M)
    }

    /// The largest version at level M without a warning, weak readers aside.
    pub(in crate::qr) fn comfortable_version(&self) -> u8 {
        self.largest_version(Fineness::Comfortable).min(self.medium().largest_version(Level::M))
    }

    fn choose(&self, chars: usize) -> Option<(u8, Level)> {
        use Fineness::{Coarse, Comfortable, Sharp};
        let (strong, both) = (&[Level::Q, Level::M][..], &[Level::M, Level::L][..]);
        let tries = [
            (Ceiling::ReadWell, Comfortable, strong),
            (Ceiling::ReadWell, Sharp, strong),
            (Ceiling::None, Comfortable, &[Level::M]),
            (Ceiling::None, Sharp, both),
            (Ceiling::None, Coarse, both),
        ];
        tries.into_iter().find_map(|(ceiling, fineness, levels)| {
            levels.iter().find_map(|level| {
                let allowed = match ceiling {
                    Ceiling::ReadWell => self.medium().largest_version(*level),
                    Ceiling::None => LARGEST,
                };
                let largest = self.largest_version(fineness).min(allowed);
                smallest_version(chars, *level, largest).map(|version| (version, *level))
            })
        })
    }

    /// As large as the place allows.
    fn module_size(&self, version: u8) -> Option<ModuleSize> {
        let modules = u32::from(version).saturating_mul(4).saturating_add(25);
        let dots = self.dots().checked_div(modules)?;
        ModuleSize::new(u8::try_from(dots).unwrap_or(u8::MAX), self.dpi()).ok()
    }
}

impl Plan {
    /// The version.
    pub const fn version(&self) -> u8 {
        self.version
    }

    /// The error correction level.
    pub const fn level(&self) -> Level {
        self.level
    }

    /// How large a module is.
    pub const fn module_size(&self) -> ModuleSize {
        self.size
    }

    /// How large the symbol is, with its border.
    pub fn side(&self) -> Length {
        self.size.of(usize::from(self.version).saturating_mul(4).saturating_add(25))
    }

    /// For how many characters it is.
    pub const fn chars(&self) -> usize {
        self.chars
    }

    /// Where the symbol goes.
    pub const fn surface(&self) -> &Surface {
        &self.surface
    }

    /// What could go wrong.
    pub fn warnings(&self) -> &[PlanWarning] {
        &self.warnings
    }

    /// What would help against the warnings; nothing when there are none.
    pub fn proposals(&self) -> Vec<Proposal> {
        if self.warnings.is_empty() { Vec::new() } else { self.surface.proposals(self.chars) }
    }

    /// Draws a text as it was planned. A shorter text gets the same version, so that a batch looks alike.
    ///
    /// ```
    /// use khyber_pass::qr::{Dpi, Medium, QrError, Surface};
    /// let plan = Surface::new(Medium::Card, Dpi::new(300)?).plan(420)?;
    /// let symbol = plan.draw("KP1:NCFOXN")?;
    /// assert_eq!((symbol.version(), symbol.level()), (plan.version(), plan.level()));
    /// let (png, svg) = (symbol.to_png_printed(plan.module_size())?, symbol.to_svg_printed(plan.module_size()));
    /// # assert!(png.len() > 100 && svg.contains(r#"width="43.18mm""#));
    /// # Ok::<(), QrError>(())
    /// ```
    ///
    /// # Errors
    /// - [`QrError::Character`]: a character is outside the alphanumeric alphabet.
    /// - [`QrError::TooLong`]: the text is longer than the planned symbol holds.
    pub fn draw(&self, text: &str) -> Result<Symbol, QrError> {
        Symbol::at_version(text, self.version, self.level)
    }
}

impl core::fmt::Display for Plan {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (dots, module, side) = (self.size.dots(), self.size.length(), self.side());
        write!(
            f,
            "version {}-{:?}, {dots} dots a module ({module}), {side} with the border",
            self.version, self.level
        )
    }
}

/// Which versions may be chosen.
#[derive(Clone, Copy)]
enum Ceiling {
    /// Those that the medium bears.
    ReadWell,
    /// Those that exist.
    None,
}

//! A page, and where the symbols go on it.

use crate::qr::{Dpi, Length};

/// A page for the symbols of [`Sheets`](super::Sheets).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    pub(super) width: Length,
    pub(super) height: Length,
    pub(super) margin: Length,
    pub(super) dpi: Dpi,
}

impl Page {
    /// A4, 210 x 297 mm, with a margin of 12 mm.
    pub fn a4(dpi: Dpi) -> Self {
        Self { width: Length::mm(210), height: Length::mm(297), margin: Length::mm(12), dpi }
    }

    /// Another size. The margin is what the printer leaves white on every side.
    pub const fn with_size(self, width: Length, height: Length, margin: Length) -> Self {
        Self { width, height, margin, ..self }
    }

    /// Lays out so many squares of so many modules: on one page if their modules are then large enough, else on as
    /// few as possible. `None` if not even one fits.
    pub(super) fn grid(&self, symbols: usize, modules: usize) -> Option<Grid> {
        let one_page =
            (1..=symbols).filter_map(|columns| self.grid_of(columns, symbols.div_ceil(columns), modules));
        let best = one_page.max_by_key(|grid| (grid.dots, core::cmp::Reverse(grid.columns)));
        best.or_else(|| {
            let cells = |dots: usize, length: usize| {
                let cell = dots.saturating_add(self.gap());
                length.saturating_add(self.gap()).checked_div(cell).unwrap_or(0)
            };
            let side = self.least().saturating_mul(modules);
            let columns = cells(side, self.inner_width());
            let rows = cells(side.saturating_add(self.label()), self.inner_height());
            self.grid_of(columns, rows, modules)
        })
    }

    /// So many columns and rows, with modules as large as they can be, if that is large enough.
    fn grid_of(&self, columns: usize, rows: usize, modules: usize) -> Option<Grid> {
        let share = |length: usize, count: usize| {
            let gaps = self.gap().saturating_mul(count.saturating_sub(1));
            length.saturating_sub(gaps).checked_div(count)
        };
        let width = share(self.inner_width(), columns)?;
        let height = share(self.inner_height(), rows)?.saturating_sub(self.label());
        let dots = width.min(height).checked_div(modules)?.min(self.dots(LARGE_MODULE));
        let side = dots.saturating_mul(modules);
        (dots >= self.least()).then(|| Grid {
            columns,
            rows,
            dots,
            side,
            step: (
                side.saturating_add(self.gap()),
                side.saturating_add(self.label()).saturating_add(self.gap()),
            ),
            corner: (self.dots(self.margin), self.dots(self.margin).saturating_add(self.title())),
        })
    }

    pub(super) fn dots(&self, length: Length) -> usize {
        usize::try_from(self.dpi.dots_in(length)).unwrap_or(usize::MAX)
    }

    /// The height of the line at the top.
    pub(super) fn title(&self) -> usize {
        self.dots(Length::mm(10))
    }

    /// The height of what stands under a symbol.
    pub(super) fn label(&self) -> usize {
        self.dots(Length::mm(5))
    }

    /// White between two symbols, beside their borders, so that a camera can be held to one.
    fn gap(&self) -> usize {
        self.dots(Length::mm(4))
    }

    fn inner_width(&self) -> usize {
        self.dots(self.width).saturating_sub(self.dots(self.margin).saturating_mul(2))
    }

    fn inner_height(&self) -> usize {
        let height = self.dots(self.height).saturating_sub(self.dots(self.margin).saturating_mul(2));
        height.saturating_sub(self.title())
    }

    /// The fewest dots a module: four, and a third of a millimetre.
    fn least(&self) -> usize {
        usize::try_from(self.dpi.dots_for(SMALL_MODULE)).unwrap_or(usize::MAX).max(4)
    }
}

/// Where symbols go, in dots from the corner of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    columns: usize,
    rows: usize,
    /// Of a module.
    pub(super) dots: usize,
    /// Of a symbol with its border.
    pub(super) side: usize,
    step: (usize, usize),
    corner: (usize, usize),
}

impl Grid {
    pub(super) const fn a_page(&self) -> usize {
        self.columns.saturating_mul(self.rows)
    }

    /// The corner of the symbol at this place of a page.
    pub(super) fn corner(&self, place: usize) -> (usize, usize) {
        let (column, row) = (place.checked_rem(self.columns), place.checked_div(self.columns));
        let at = |number: Option<usize>, step: usize, from: usize| {
            number.unwrap_or(0).saturating_mul(step).saturating_add(from)
        };
        (at(column, self.step.0, self.corner.0), at(row, self.step.1, self.corner.1))
    }
}

const SMALL_MODULE: Length = Length::micrometres(330);

/// Larger modules are read no better.
const LARGE_MODULE: Length = Length::micrometres(800);

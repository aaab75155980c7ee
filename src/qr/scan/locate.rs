//! The symbols in a picture, by their finders.

use super::aim::aims;
use super::bits::Bits;
use super::budget::Budget;
use super::finder::finders;
use super::grey::Grey;
use super::mesh::Mesh;
use super::modules::Modules;
use super::point::Point;
use super::triple::{Triple, triples};

/// What one attempt found.
pub(super) struct Located {
    pub(super) texts: Vec<String>,
    /// Something else looked like a symbol and was not read.
    pub(super) unread: bool,
}

/// Looks for finders in `bits`, and reads the modules in `grey`.
pub(super) fn locate(bits: &Bits, grey: &Grey<'_>, budget: &Budget<'_>) -> Located {
    let mut located = Located { texts: Vec::new(), unread: false };
    let mut used: Vec<Point> = Vec::new();
    let (mut odd, mut unread) = (0_usize, 0_usize);
    for triple in triples(&finders(bits)) {
        if triple.finders().iter().any(|finder| used.contains(&finder.centre)) {
            continue;
        }
        if odd > MOST_ODD || unread > MOST_UNREAD || budget.is_over() {
            break;
        }
        match read(grey, &triple) {
            Sight::Text(text) => {
                used.extend(triple.finders().map(|finder| finder.centre));
                located.texts.push(text);
            }
            Sight::Unread => unread = unread.saturating_add(1),
            Sight::Odd => odd = odd.saturating_add(1),
        }
    }
    located.unread = unread > 0;
    located
}

enum Sight {
    Text(String),
    /// It has timing patterns.
    Unread,
    Odd,
}

fn read(grey: &Grey<'_>, triple: &Triple) -> Sight {
    let mut sight = Sight::Odd;
    for aim in aims(grey, triple) {
        let mesh = Mesh::over(grey, &aim, triple.finders().map(|finder| finder.centre));
        match Modules::sampled(grey, &mesh, aim.modules).read() {
            Some(text) => return Sight::Text(text),
            None => sight = Sight::Unread,
        }
    }
    sight
}

/// Three finders that are no symbol cost a tenth of a millisecond.
const MOST_ODD: usize = 300;

/// One that looks like a symbol and cannot be read costs some milliseconds.
const MOST_UNREAD: usize = 12;

//! The symbols in a picture, by their finders.

use super::aim::aims;
use super::bits::Bits;
use super::budget::Work;
use super::finder::finders;
use super::grey::Grey;
use super::mesh::Mesh;
use super::modules::{Modules, Sight};
use super::triple::{Triple, triples};

/// What one attempt found.
pub(super) struct Located {
    pub(super) texts: Vec<String>,
    /// Something else looked like a symbol and was not read.
    pub(super) unread: bool,
}

/// Looks for finders in `bits`, and reads the modules in `grey`.
pub(super) fn locate(bits: &Bits, grey: &Grey<'_>, work: &Work<'_>) -> Located {
    let mut texts = Vec::new();
    let mut read_areas: Vec<Triple> = Vec::new();
    let mut unread: Vec<Triple> = Vec::new();
    let mut odd = 0_usize;
    let within = |areas: &[Triple], triple: &Triple| {
        triple.finders().iter().any(|finder| areas.iter().any(|area| area.covers(finder.centre)))
    };
    for triple in triples(&finders(bits)) {
        if odd > MOST_ODD || unread.len() > MOST_UNREAD || work.is_over() {
            break;
        }
        if within(&read_areas, &triple) {
            continue;
        }
        match read(grey, &triple, work) {
            Sight::Text(text) => {
                read_areas.push(triple);
                texts.push(text);
            }
            Sight::Unread => unread.push(triple),
            Sight::Odd => odd = odd.saturating_add(1),
        }
    }
    // What seemed to be a symbol may have been parts of one that was read later.
    let unread = unread.iter().any(|triple| !within(&read_areas, triple));
    Located { texts, unread }
}

fn read(grey: &Grey<'_>, triple: &Triple, work: &Work<'_>) -> Sight {
    let mut sight = Sight::Odd;
    for aim in aims(grey, triple, work) {
        let mesh = Mesh::over(grey, &aim, triple.finders().map(|finder| finder.centre));
        match Modules::sampled(grey, &mesh, aim.modules).read() {
            Sight::Text(text) => return Sight::Text(text),
            Sight::Unread => sight = Sight::Unread,
            Sight::Odd => {}
        }
        work.spend(aim.modules.saturating_mul(aim.modules) >> SQUARES);
    }
    sight
}

/// Three finders that are no symbol cost a fifth of a millisecond.
const MOST_ODD: usize = 250;

/// One that looks like a symbol and cannot be read costs some milliseconds.
const MOST_UNREAD: usize = 8;

/// 64 modules are one piece of work.
const SQUARES: u32 = 6;

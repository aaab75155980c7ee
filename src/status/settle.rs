//! The one rule of what stays and what is shown, under a trust list (§8.4, §8.5).
//!
//! All that is held is a set of documents. What it shows follows from them and from the trust list alone, so it is
//! the same whether they came one by one, in another order, or from a stored state.

use super::held_delta::HeldDelta;
use super::held_token::HeldToken;
use super::store::StatusStore;
use crate::time::Timestamp;
use crate::trust::TrustList;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

impl StatusStore {
    /// Drops what this list will never vouch for again, shows what it vouches for now.
    pub(super) fn settle(&mut self, list: &TrustList) {
        self.tokens.retain(|_, token| token.could_stand(list));
        self.drop_spent_deltas(list);
        for token in self.tokens.values_mut() {
            show(token, &self.deltas, list);
        }
        self.floor = self.newest(list);
    }

    /// Keeps of each key, for each list, the newest delta on the token that is held. One that came for another list is
    /// kept for those of which no token has come yet.
    pub(super) fn drop_spent_deltas(&mut self, list: &TrustList) {
        self.deltas.sort_by_key(|delta| Reverse(delta.sequence));
        let tokens = &self.tokens;
        let mut taken = BTreeSet::new();
        self.deltas.retain(|delta| {
            let is_base = |number: &u16| tokens.get(number).map(|token| token.issued_at == delta.base);
            let open = |number: &u16| is_base(number) != Some(false) && delta.could_change(*number, list);
            let lists: Vec<u16> = delta.lists().filter(open).collect();
            if !lists.iter().any(|number| is_base(number) == Some(true)) {
                return false;
            }
            let slot = |number| (*delta.signer.as_bytes(), delta.base, number);
            let free = lists.into_iter().filter(|number| taken.insert(slot(*number)));
            free.count() > 0
        });
    }

    /// The newest moment that something shown speaks of, capped by the end of the trust list.
    pub(super) fn newest(&self, list: &TrustList) -> Option<Timestamp> {
        let shown = self.tokens.values().filter(|token| token.stands(list));
        let as_of = |token: &HeldToken| {
            let delta = newest_on(token, &self.deltas, list);
            delta.map_or(token.issued_at, |delta| delta.issued_at).min(list.expires_at())
        };
        shown.map(as_of).max()
    }
}

/// Shows a token as the newest delta leaves it, or not at all.
pub(super) fn show(token: &mut HeldToken, deltas: &[Arc<HeldDelta>], list: &TrustList) {
    if token.stands(list) {
        let delta = newest_on(token, deltas, list);
        token.show(delta);
    } else {
        token.shown = None;
    }
}

fn newest_on<'a>(
    token: &HeldToken,
    deltas: &'a [Arc<HeldDelta>],
    list: &TrustList,
) -> Option<&'a Arc<HeldDelta>> {
    let on_it =
        |delta: &&Arc<HeldDelta>| delta.base == token.issued_at && delta.may_change(token.info.list, list);
    deltas.iter().filter(on_it).max_by_key(|delta| delta.rank())
}

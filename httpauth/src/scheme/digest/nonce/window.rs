//! The window of the used counts of one nonce.

use std::num::NonZeroU32;

use super::Claim;

/// A nonce and its window. The window is the highest count used, and which of the counts up to it.
///
/// Half the MAC is enough of a key. If two of a million live nonces ever share it (1 in 30 million), they share their
/// counts too, so a count may be refused but none is accepted twice.
#[derive(Clone, Copy)]
#[repr(align(32))] // never on two cache lines
pub(super) struct Entry {
    /// The used counts of the window. Bit `n` is the count `highest - n`.
    used: u128,
    pub(super) key: u64,
    /// The highest used count. No count is zero, so zero says that the entry is free.
    highest: u32,
}

impl Entry {
    pub(super) const FREE: Self = Self {
        used: 0,
        key: 0,
        highest: 0,
    };

    pub(super) fn first_use(key: u64, nc: NonZeroU32) -> Self {
        Self {
            used: 1,
            key,
            highest: nc.get(),
        }
    }

    pub(super) fn is_free(&self) -> bool {
        self.highest == 0
    }

    pub(super) fn claim(&mut self, nc: NonZeroU32) -> Claim {
        let nc = nc.get();
        if nc > self.highest {
            // A jump beyond the window leaves nothing of it.
            self.used = self.used.checked_shl(nc - self.highest).unwrap_or(0) | 1;
            self.highest = nc;
            return Claim::Accepted;
        }
        // Nothing is known of the counts below the window, and a count that is not known to be free is used.
        let Some(bit) = 1_u128.checked_shl(self.highest - nc) else {
            return Claim::Replayed;
        };
        if self.used & bit != 0 {
            return Claim::Replayed;
        }
        self.used |= bit;
        Claim::Accepted
    }
}

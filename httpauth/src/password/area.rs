//! The memory that a hash is worked out in: allocated once per permit, used again, wiped after every use.

use argon2::Block;
use zeroize::Zeroize as _;

/// Capacity, in blocks of 1 KiB, that no area is made without; what is not used is never touched, so it costs nothing.
///
/// Above 32 MiB glibc maps an allocation by itself, and unmaps it whole. Below, it leaves holes that the next aligned
/// one does not fit in: measured with hashes of two kinds in turn, ten times the memory that is in use.
const OWN_MAPPING: usize = 33 << 10;

/// The operating system refused the memory for a hash.
#[derive(Debug)]
pub(super) struct OutOfMemory;

/// One permit's work memory; grows to the largest hash it has met, which [`Limits`](super::Limits) bounds.
#[derive(Default)]
pub(super) struct WorkArea {
    blocks: Vec<Block>,
}

impl WorkArea {
    /// Lends `count` blocks, wiped when the loan ends, by return or by panic.
    pub(super) fn blocks(&mut self, count: usize) -> Result<Loan<'_>, OutOfMemory> {
        if self.blocks.len() < count {
            // Let go of the old blocks first: growing in place would hold both, and copy what is blank.
            self.release();
            self.blocks
                .try_reserve_exact(count.max(OWN_MAPPING))
                .map_err(|_| OutOfMemory)?;
            self.blocks.resize(count, Block::new());
        }
        self.blocks.get_mut(..count).map(Loan).ok_or(OutOfMemory)
    }

    /// Gives the memory back, for a function that brings its own: a permit holds one work area, not two.
    pub(super) fn release(&mut self) {
        self.blocks = Vec::new();
    }

    /// How many blocks are kept.
    #[cfg(test)]
    pub(super) fn kept(&self) -> &[Block] {
        &self.blocks
    }
}

/// Blocks on loan from a [`WorkArea`].
pub(super) struct Loan<'a>(&'a mut [Block]);

impl AsMut<[Block]> for Loan<'_> {
    fn as_mut(&mut self) -> &mut [Block] {
        self.0
    }
}

impl Drop for Loan<'_> {
    fn drop(&mut self) {
        // The filled memory lets an attacker test guesses without paying for Argon2's memory.
        self.0.iter_mut().for_each(Block::zeroize);
    }
}

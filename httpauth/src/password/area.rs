//! The memory that hashes are computed in. Each permit allocates it once, uses it again and wipes it after every use.

use argon2::Block;
use zeroize::Zeroize as _;

/// The smallest capacity of a work area, in blocks of 1 KiB. Unused capacity is never touched, so it costs nothing.
///
/// glibc maps an allocation above 32 MiB by itself and unmaps it whole. Smaller allocations leave holes that the next
/// aligned one does not fit in. With hashes of two kinds in turn, this was measured to take ten times the memory in
/// use.
const OWN_MAPPING: usize = 33 << 10;

/// The error when the operating system refuses the memory for a hash.
#[derive(Debug)]
pub(super) struct OutOfMemory;

/// The work memory of one permit. It grows to the largest hash it has met, whose size [`Limits`](super::Limits) bounds.
#[derive(Default)]
pub(super) struct WorkArea {
    blocks: Vec<Block>,
}

impl WorkArea {
    /// Lends `count` blocks. They are wiped when the loan ends, by return or by panic.
    pub(super) fn blocks(&mut self, count: usize) -> Result<Loan<'_>, OutOfMemory> {
        if self.blocks.len() < count {
            // Releases the old blocks first, since growing in place would hold both and copy blank ones.
            self.release();
            self.blocks
                .try_reserve_exact(count.max(OWN_MAPPING))
                .map_err(|_| OutOfMemory)?;
            self.blocks.resize(count, Block::new());
        }
        self.blocks.get_mut(..count).map(Loan).ok_or(OutOfMemory)
    }

    /// Releases the memory, for a function that brings its own. A permit holds one work area, not two.
    pub(super) fn release(&mut self) {
        self.blocks = Vec::new();
    }

    /// Returns the blocks that are kept.
    #[cfg(test)]
    pub(super) fn kept(&self) -> &[Block] {
        &self.blocks
    }
}

/// The blocks on loan from a [`WorkArea`].
pub(super) struct Loan<'a>(&'a mut [Block]);

impl AsMut<[Block]> for Loan<'_> {
    fn as_mut(&mut self) -> &mut [Block] {
        self.0
    }
}

impl Drop for Loan<'_> {
    fn drop(&mut self) {
        // The filled memory would let an attacker test guesses without paying for Argon2's memory.
        self.0.iter_mut().for_each(Block::zeroize);
    }
}

//! The buffer in which Basic credentials are decoded.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::scheme::latin_1;

/// The number of bytes up to which credentials are decoded without an allocation.
///
/// The buffer lives in the future of each guarded handler, which should be small.
pub(super) const ON_STACK: usize = 80;

/// The number of bytes that the standard library checks at once for being ASCII, if they are aligned to as many.
const BLOCK: usize = 16;

/// The buffer in which the `user-pass` of RFC 7617 section 2 is decoded, in whole blocks.
pub(super) struct Buffer {
    stack: [u8; ON_STACK],
    /// The bytes that do not fit the stack.
    heap: Box<[u8]>,
    /// The text of bytes that are not UTF-8.
    latin_1: String,
}

/// The byte that fills the last block. It is not a control character, so that it does not matter where the text ends in
/// that block.
const FILLER: u8 = b' ';

impl Default for Buffer {
    fn default() -> Self {
        Self {
            stack: [0; ON_STACK],
            heap: Box::default(),
            latin_1: String::new(),
        }
    }
}

impl Buffer {
    /// Decodes the credentials strictly. They are in the standard alphabet with its padding, without stray bits in the
    /// last symbol (RFC 4648 sections 3.2, 3.5 and 4), so that the same credentials cannot be written in two ways.
    ///
    /// The text is UTF-8, which the challenge asks for (RFC 7617 section 2.1), or else latin-1, which some clients
    /// send. Returns `None` too if there are control characters, which neither the user-id nor the password may hold
    /// (RFC 7617 section 2).
    pub(super) fn decode(&mut self, token68: &[u8]) -> Option<&str> {
        let room = token68.len() / 4 * 3;
        let bytes = if room <= ON_STACK {
            self.stack.as_mut_slice()
        } else {
            self.heap = vec![0; room.next_multiple_of(BLOCK)].into();
            &mut self.heap
        };
        let length = BASE64_STANDARD.decode_slice(token68, bytes).ok()?;
        // Whole blocks are checked faster than single bytes.
        let blocks = bytes.get_mut(..length.next_multiple_of(BLOCK))?;
        blocks.get_mut(length..)?.fill(FILLER);
        let blocks = &*blocks;
        let blocks_have_control = |any, block| any | has_control(block);
        if blocks.as_chunks().0.iter().fold(false, blocks_have_control) {
            return None;
        }
        if let Ok(blocks) = str::from_utf8(blocks) {
            return blocks.get(..length);
        }
        self.latin_1 = latin_1::decode(blocks.get(..length)?);
        Some(&self.latin_1)
    }
}

/// Returns whether the block has a control character. It looks at all of the block whatever it finds, so that the
/// compiler looks at all at once.
fn has_control(block: &[u8; BLOCK]) -> bool {
    block
        .iter()
        .fold(false, |any, byte| any | byte.is_ascii_control())
}

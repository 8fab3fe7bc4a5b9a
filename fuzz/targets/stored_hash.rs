//! See `httpauth_fuzz::stored_hash`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| httpauth_fuzz::stored_hash(data));

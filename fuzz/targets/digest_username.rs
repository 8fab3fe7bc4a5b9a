//! See `httpauth_fuzz::digest_username`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| httpauth_fuzz::digest_username(data));

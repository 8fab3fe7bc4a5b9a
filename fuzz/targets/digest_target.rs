//! See `httpauth_fuzz::digest_target`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| httpauth_fuzz::digest_target(data));

//! See `httpauth_fuzz::digest_words`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| httpauth_fuzz::digest_words(data));

//! See `httpauth_fuzz::token_guard`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| httpauth_fuzz::token_guard(data));

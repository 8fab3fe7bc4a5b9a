//! See `httpauth_fuzz::multi_guard`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| httpauth_fuzz::multi_guard(data));

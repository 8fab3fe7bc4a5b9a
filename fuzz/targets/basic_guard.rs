//! See `httpauth_fuzz::basic_guard`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| httpauth_fuzz::basic_guard(data));

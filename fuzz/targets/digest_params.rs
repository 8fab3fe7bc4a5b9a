//! See `httpauth_fuzz::digest_params`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| httpauth_fuzz::digest_params(data));

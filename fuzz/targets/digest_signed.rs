//! See `httpauth_fuzz::digest_signed`.
#![no_main]

libfuzzer_sys::fuzz_target!(|signed: httpauth_fuzz::Signed| httpauth_fuzz::digest_signed(&signed));

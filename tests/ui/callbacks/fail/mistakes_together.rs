use httpauth::{basic_auth, verify_password};

#[basic_auth]
struct Auth;

#[verify_password(autth = Auth)]
unsafe fn verify_password(_: String, _: &str, _: &u8) {}

fn main() {}

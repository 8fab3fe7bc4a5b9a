use httpauth::{basic_auth, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
async fn verify_password(_: &str, _: &str) {}

fn main() {}

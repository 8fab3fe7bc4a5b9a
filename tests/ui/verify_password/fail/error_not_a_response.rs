use httpauth::{basic_auth, verify_password};

#[basic_auth]
struct Auth;

struct Failed;

#[verify_password]
fn verify_password(_: &str, _: &str) -> Result<bool, Failed> {
    Err(Failed)
}

fn main() {}

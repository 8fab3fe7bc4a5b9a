use httpauth::{basic_auth, verify_password};

#[basic_auth(realm = 'S', scheme = 5, state = "AppState", crate = "httpauth")]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

fn main() {}

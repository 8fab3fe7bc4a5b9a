use httpauth::{basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[login_required(auth = "Auth")]
async fn text() {}

#[login_required(auth = [Auth])]
async fn list() {}

fn main() {}

use httpauth::{basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[login_required(role = "admin")]
async fn index() {}

#[login_required(role = "admin")]
struct AdminsOnly;

fn main() {}

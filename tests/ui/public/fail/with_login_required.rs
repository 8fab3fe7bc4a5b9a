use httpauth::{basic_auth, login_required, public, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[public]
#[login_required]
async fn above() {}

#[login_required]
#[public]
async fn below() {}

#[public]
#[public]
async fn twice() {}

fn main() {}

use httpauth::{basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

struct CurrentUser<U>(U);

#[login_required]
async fn index(_: CurrentUser<String>) {}

fn main() {}

use httpauth::{CurrentUser, NoCurrentUser, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[login_required]
async fn reference(_: &CurrentUser<String>) {}

#[login_required]
async fn twice(_: CurrentUser<String>, _: Option<CurrentUser<String>>) {}

#[login_required]
async fn within_a_result(_: Result<CurrentUser<String>, NoCurrentUser>) {}

#[login_required(optional)]
async fn not_optional(_: CurrentUser<String>) {}

fn main() {}

use axum::{Router, routing::get};
use httpauth::{CurrentRoles, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[login_required]
async fn index(roles: CurrentRoles<Vec<String>>) -> String {
    roles.has("admin").to_string()
}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}

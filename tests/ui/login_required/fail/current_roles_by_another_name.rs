use axum::{Router, routing::get};
use httpauth::{CurrentRoles, CurrentRoles as Roles, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

type Mine = CurrentRoles<Vec<String>>;

#[login_required(extensions)]
async fn alias(roles: Mine) -> String {
    roles.concat()
}

#[login_required]
async fn renamed(Roles(roles): Roles<Vec<String>>) -> String {
    roles.concat()
}

#[login_required]
async fn option_of_an_alias(roles: Option<Mine>) -> String {
    roles.map_or_else(String::new, |roles| roles.concat())
}

fn main() {
    let _: Router = Router::new().route("/", get(alias).post(renamed).put(option_of_an_alias));
}

use httpauth::{CurrentRoles, NoCurrentRoles, basic_auth, get_user_roles, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[get_user_roles]
fn get_user_roles(_: &str) -> Vec<String> {
    vec![]
}

#[login_required]
async fn reference(_: &CurrentRoles<Vec<String>>) {}

#[login_required]
async fn twice(_: CurrentRoles<Vec<String>>, _: Option<CurrentRoles<Vec<String>>>) {}

#[login_required(extensions)]
async fn within_a_result(_: Result<CurrentRoles<Vec<String>>, NoCurrentRoles>) {}

#[login_required(optional)]
async fn not_optional(_: CurrentRoles<Vec<String>>) {}

fn main() {}

use httpauth::{CurrentRoles, basic_auth, get_user_roles, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password(anonymous)]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[get_user_roles]
fn get_user_roles(_: &str) -> &[String] {
    &[]
}

#[login_required]
async fn other(_: Option<CurrentRoles<Vec<u8>>>) {}

#[login_required]
async fn not_an_option(_: CurrentRoles<Vec<String>>) {}

mod others {
    use super::*;

    #[derive(PartialEq)]
    pub struct Role;

    #[basic_auth]
    struct Auth;

    #[verify_password]
    fn verify_password(_: &str, _: &str) -> bool {
        true
    }

    #[get_user_roles]
    fn get_user_roles(_: &str) -> Vec<Role> {
        vec![]
    }

    #[login_required]
    async fn not_clone(_: CurrentRoles<Vec<Role>>) {}
}

mod borrowing {
    use super::*;

    #[basic_auth]
    struct Auth;

    #[verify_password]
    fn verify_password(_: &str, _: &str) -> bool {
        true
    }

    #[get_user_roles]
    fn get_user_roles(user: &str) -> Vec<&str> {
        vec![user]
    }

    #[login_required]
    async fn not_the_owned_type(_: CurrentRoles<String>) {}
}

fn main() {}

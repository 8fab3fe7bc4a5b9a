use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[basic_auth]
struct Anonymous;

#[verify_password(auth = Anonymous, anonymous)]
fn anonymous(_: &str, _: &str) -> bool {
    true
}

struct User;

#[login_required]
async fn other_type(_: CurrentUser<User>) {}

#[login_required]
async fn option_of_other_type(_: Option<CurrentUser<User>>) {}

#[login_required(auth = Anonymous)]
async fn not_optional(_: CurrentUser<String>) {}

mod own {
    use httpauth::login_required;

    use super::Auth;

    struct CurrentUser<U>(U);

    #[login_required]
    async fn own_type(_: CurrentUser<String>) {}
}

fn main() {}

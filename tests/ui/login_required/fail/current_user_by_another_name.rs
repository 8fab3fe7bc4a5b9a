use axum::{Router, routing::get};
use httpauth::{CurrentUser, CurrentUser as User, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

type Me = CurrentUser<String>;
type Perhaps = Option<CurrentUser<String>>;

#[login_required]
async fn alias(user: Me) -> String {
    user.0
}

#[login_required]
async fn renamed(User(user): User<String>) -> String {
    user
}

#[login_required]
async fn option_of_an_alias(user: Option<Me>) -> String {
    user.map_or_else(String::new, |user| user.0)
}

#[login_required(optional)]
async fn alias_of_an_option(user: Perhaps) -> String {
    user.map_or_else(String::new, |user| user.0)
}

fn main() {
    let _: Router = Router::new().route(
        "/",
        get(alias)
            .post(renamed)
            .put(option_of_an_alias)
            .patch(alias_of_an_option),
    );
}

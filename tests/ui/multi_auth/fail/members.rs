use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, basic_auth, login_required, multi_auth, token_auth, verify_password, verify_token,
};

#[basic_auth]
struct Basic;

#[token_auth]
struct Api;

#[verify_password(auth = Basic)]
fn verify_password(_: &str, _: &str) -> Option<String> {
    None
}

#[verify_token(auth = Api)]
fn verify_token(_: &str) -> Option<String> {
    None
}

#[multi_auth()]
struct No;

#[multi_auth(Basic)]
struct One;

#[multi_auth(Basic, Itself)]
struct Itself;

#[multi_auth(Basic, Api, Basic)]
struct Twice;

#[multi_auth("Basic", Api)]
struct Text;

#[multi_auth(main = Basic)]
struct Main;

#[multi_auth(Basic, Api, realm = "x")]
struct Keys;

#[multi_auth(Basic, Api, crate = ::httpauth, crate = ::httpauth)]
struct Again;

#[multi_auth(Basic, Api)]
struct Braces {}

#[login_required(auth = One)]
async fn one(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Itself)]
async fn itself(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Main)]
async fn of_main(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Braces)]
async fn braces(user: CurrentUser<String>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(one).post(itself).put(of_main).patch(braces));
}

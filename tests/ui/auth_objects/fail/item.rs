// Beside what is no unit struct, the uses of the object say nothing more.
use axum::{Router, routing::get};
use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

#[basic_auth]
enum Enum {}

#[basic_auth]
async fn function() {}

#[basic_auth]
struct Braces {}

#[basic_auth]
struct Fields {
    users: Vec<String>,
}

#[basic_auth]
struct Generics<T>;

#[verify_password(auth = [Braces, Fields, Generics])]
fn verify_password(_: &str, _: &str) -> Option<String> {
    None
}

#[login_required(auth = Braces)]
async fn braces(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Fields)]
async fn fields(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Generics)]
async fn generics(user: CurrentUser<String>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(braces).post(fields).put(generics));
}

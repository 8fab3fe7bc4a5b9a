//! x
use axum::{Router, routing::get};
use httpauth::{CurrentUser, basic_auth, get_user_roles, login_required, verify_password};

#[basic_auth(realm = "Staff only")]
struct Auth;

struct User {
    name: String,
    roles: Vec<String>,
}

#[verify_password]
async fn verify_password(username: &str, password: &str) -> Option<User> {
    (password == "hello").then(|| User {
        name: username.to_owned(),
        roles: vec!["user".into()],
    })
}

#[get_user_roles]
fn get_user_roles(user: &User) -> &[String] {
    &user.roles
}

#[login_required(role = ["user", ["moderator", "contributor"]], optional)]
async fn index(user: Option<CurrentUser<User>>) -> String {
    format!("Hello, {}!", user.map_or("nobody".to_owned(), |u| u.0.name))
}

fn app() -> Router {
    Router::new().route("/", get(index))
}

#[tokio::main]
async fn main() {
    println!("{}", <Auth as httpauth::Authenticator>::REGISTRY);
    println!("{}", httpauth::registry::access_matrix());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000")
        .await
        .unwrap();
    axum::serve(listener, app()).await.unwrap();
}

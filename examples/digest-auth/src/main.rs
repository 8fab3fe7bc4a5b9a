//! x
use axum::{Router, routing::get};
use httpauth::*;
#[digest_auth(realm = "Staff only", algorithm = ["SHA-256", "MD5"], nonce_ttl = "5m")]
pub(crate) struct Auth;
#[get_password]
fn get_password(username: &str) -> Option<&'static str> { (username == "john").then_some("hello") }
#[login_required]
async fn index(user: CurrentUser<String>) -> String { format!("Hello, {user}!") }
#[token_auth(realm = "x")]
struct Api;
#[verify_token(auth = Api)]
fn verify_token(token: &str) -> Option<String> { (token == "t1").then(|| "tok".to_owned()) }
#[multi_auth(Auth, Api)]
struct Both;
#[get_user_roles(auth = [Auth, Api])]
fn roles(user: &str) -> &str { user }
#[login_required(auth = Both, role = ["john", "tok"])]
async fn multi(user: CurrentUser<String>) -> String { format!("Hello, {user}!") }
#[tokio::main]
async fn main() {
    println!("{}\n{}", <Auth as Authenticator>::REGISTRY, <Both as Authenticator>::REGISTRY);
    let app: Router = Router::new().route("/", get(index)).route("/multi", get(multi));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3001").await.unwrap();
    axum::serve(listener, app).await.unwrap();
}

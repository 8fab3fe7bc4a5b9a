//! Roles of users. john is a user, and susan is an admin too.
//!
//! ```sh
//! cargo run -p example-roles-auth
//! ```
//!
//! Then, in another terminal:
//!
//! ```sh
//! curl -u john:hello http://127.0.0.1:3000/        # Hello, john!
//! curl -u susan:bye http://127.0.0.1:3000/         # Hello, susan! Your page is /admin.
//! curl -u susan:bye http://127.0.0.1:3000/admin    # Hello susan, you are an admin!
//! curl -u john:hello http://127.0.0.1:3000/admin   # Unauthorized Access
//! ```
//!
//! The last answer is a 403, since john is known and lacks the role.

use axum::{Router, routing::get};
use httpauth::password::{self, Overloaded};
use httpauth::{
    CurrentRoles, CurrentUser, basic_auth, get_user_roles, login_required, verify_password,
};
use tokio::net::TcpListener;

#[cfg(test)]
mod tests;

#[basic_auth]
struct Auth;

/// The hashes that `password::hash("hello")` and `password::hash("bye")` made. In real life they come from a database.
const JOHN: &str = "$argon2id$v=19$m=19456,t=2,p=1$QZu04x7Y4q8H0Xmi6em6Sg$FbmBV6H9z5eBA9D75JroDHtZH9/Di6ZKhqrs/Jc3p2A";
const SUSAN: &str = "$argon2id$v=19$m=19456,t=2,p=1$liMj2EsEqXkZfZDxainLNQ$jmZpjAaBNHyNL5zHdkIGTutcUhXzT6+1CToVJ7cJ8LE";

#[verify_password]
async fn verify_password(username: &str, password: &str) -> Result<bool, Overloaded> {
    let stored = match username {
        "john" => Some(JOHN),
        "susan" => Some(SUSAN),
        _ => None,
    };
    password::verify(password, stored).await
}

#[get_user_roles]
fn get_user_roles(username: &str) -> &'static [&'static str] {
    match username {
        "john" => &["user"],
        "susan" => &["user", "admin"],
        _ => &[],
    }
}

/// Shows the way to the admins' page to admins alone. The roles are those that the rule has asked for.
#[login_required(role = "user")]
async fn index(user: CurrentUser<String>, roles: CurrentRoles<Vec<&'static str>>) -> String {
    let way = if roles.has("admin") {
        " Your page is /admin."
    } else {
        ""
    };
    format!("Hello, {user}!{way}")
}

#[login_required(role = "admin")]
async fn admin(user: CurrentUser<String>) -> String {
    format!("Hello {user}, you are an admin!")
}

fn app() -> Router {
    Router::new()
        .route("/", get(index))
        .route("/admin", get(admin))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let addr = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app()).await
}

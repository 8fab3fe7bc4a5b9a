//! Callbacks that read the router's state, typed roles, and the lists of what is registered and guarded.
//!
//! ```sh
//! cargo run -p example-state -- --print-access
//! cargo run -p example-state
//! ```
//!
//! Then, in another terminal:
//!
//! ```sh
//! curl http://127.0.0.1:3000/                      # Hello, stranger!
//! curl -u john:hello http://127.0.0.1:3000/        # Hello, john!
//! curl -u john:hullo http://127.0.0.1:3000/        # Unauthorized Access
//! curl -u susan:bye http://127.0.0.1:3000/users    # john, susan
//! curl -u john:hello http://127.0.0.1:3000/users   # Unauthorized Access
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{FromRef, State};
use axum::{Router, routing::get};
use httpauth::registry::access_matrix;
use httpauth::{
    Authenticator, CurrentUser, basic_auth, constant_time_eq, get_user_roles, login_required,
    verify_password,
};
use tokio::net::TcpListener;

#[cfg(test)]
mod tests;

/// The state of the router.
#[derive(Clone)]
struct AppState {
    users: Users,
}

/// The user store, which is a database in real life.
#[derive(Clone)]
struct Users(Arc<BTreeMap<&'static str, User>>);

#[derive(Clone)]
struct User {
    name: &'static str,
    password: &'static str,
    roles: &'static [Role],
}

#[derive(Clone, PartialEq)]
enum Role {
    User,
    Admin,
}

/// The way from the state of the router to `State<Users>`.
impl FromRef<AppState> for Users {
    fn from_ref(state: &AppState) -> Self {
        state.users.clone()
    }
}

#[basic_auth(realm = "Staff only", state = AppState)]
struct Auth;

#[verify_password]
async fn verify_password(
    username: &str,
    password: &str,
    State(users): State<Users>,
) -> Option<User> {
    let user = users.0.get(username).cloned();
    // Unknown users are compared too, so that the time it takes does not tell who is known.
    let stored = user.as_ref().map_or("", |user| user.password);
    let right = constant_time_eq(stored, password);
    user.filter(|_| right)
}

#[get_user_roles]
fn get_user_roles(user: &User) -> &[Role] {
    user.roles
}

#[login_required(optional)]
async fn index(user: Option<CurrentUser<User>>) -> String {
    format!("Hello, {}!", user.map_or("stranger", |user| user.name))
}

#[login_required(role = Role::Admin)]
async fn list_users(State(users): State<Users>) -> String {
    let names: Vec<&str> = users.0.keys().copied().collect();
    names.join(", ")
}

fn app() -> Router {
    let user = |name, password, roles| {
        (
            name,
            User {
                name,
                password,
                roles,
            },
        )
    };
    let users = BTreeMap::from([
        user("john", "hello", &[Role::User]),
        user("susan", "bye", &[Role::User, Role::Admin]),
    ]);
    let users = Users(Arc::new(users));
    Router::new()
        .route("/", get(index))
        .route("/users", get(list_users))
        .with_state(AppState { users })
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    if std::env::args().any(|argument| argument == "--print-access") {
        println!("{}\n{}", Auth::REGISTRY, access_matrix());
        return Ok(());
    }
    let addr = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app()).await
}

//! Users, roles and stored passwords in a database of `SQLite`, which is made on the first start.
//!
//! The password of a new user is read from the standard input, so that it shows in no list of processes:
//!
//! ```sh
//! printf hello | cargo run -p example-sqlite-users -- --add-user john user
//! printf bye | cargo run -p example-sqlite-users -- --add-user susan user admin
//! cargo run -p example-sqlite-users
//! ```
//!
//! The database is `users.sqlite`, or the file in the environment variable `DATABASE`. Then, in another terminal:
//!
//! ```sh
//! curl http://127.0.0.1:3000/                      # Hello, stranger!
//! curl -u john:hello http://127.0.0.1:3000/        # Hello, john!
//! curl -u john:hullo http://127.0.0.1:3000/        # Unauthorized Access
//! curl -u susan:bye http://127.0.0.1:3000/users    # john, susan
//! curl -u john:hello http://127.0.0.1:3000/users   # Unauthorized Access
//! ```

use std::error::Error;
use std::io::Read as _;

use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};
use httpauth::password::{self, Overloaded};
use httpauth::{CurrentUser, basic_auth, get_user_roles, login_required, verify_password};
use tokio::net::TcpListener;

use users::{Role, User, Users};

#[cfg(test)]
mod tests;
mod users;

/// The state of the router.
#[derive(Clone)]
struct AppState {
    users: Users,
}

impl FromRef<AppState> for Users {
    fn from_ref(state: &AppState) -> Self {
        state.users.clone()
    }
}

/// The reason why a request could not be answered. Neither failure is the client's fault, so neither is a 401.
enum Failure {
    Database(sqlx::Error),
    Overloaded(Overloaded),
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<Overloaded> for Failure {
    fn from(overloaded: Overloaded) -> Self {
        Self::Overloaded(overloaded)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Self::Database(error) => {
                // The cause is for us to read, and not for the client.
                eprintln!("the database fails: {error}");
                StatusCode::SERVICE_UNAVAILABLE.into_response()
            }
            Self::Overloaded(overloaded) => overloaded.into_response(),
        }
    }
}

#[basic_auth(state = AppState)]
struct Auth;

/// Reads the user for each request. So a deletion, a new password or a new role counts from the next request on.
#[verify_password]
async fn verify_password(
    username: &str,
    password: &str,
    State(users): State<Users>,
) -> Result<Option<User>, Failure> {
    let user = users.find(username).await?;
    let stored = user.as_ref().map(|user| user.password_hash.as_str());
    let known = password::verify(password, stored).await?;
    let user = user.filter(|_| known);
    if let Some(user) = &user {
        renew(&users, user, password).await?;
    }
    Ok(user)
}

/// Replaces a hash that is weaker than today's, as in a table that moved over from Flask. The password is at hand now.
async fn renew(users: &Users, user: &User, password: &str) -> Result<(), Failure> {
    if !password::needs_rehash(&user.password_hash) {
        return Ok(());
    }
    // If there is no room for it now, the next login will do.
    if let Ok(renewed) = password::hash_async(password).await {
        users.renew(user, &renewed).await?;
    }
    Ok(())
}

#[get_user_roles]
fn get_user_roles(user: &User) -> &[Role] {
    &user.roles
}

#[login_required(optional)]
async fn index(user: Option<CurrentUser<User>>) -> String {
    let name = user.map_or("stranger".to_owned(), |user| user.0.name);
    format!("Hello, {name}!")
}

#[login_required(role = Role::Admin)]
async fn list_users(State(users): State<Users>) -> Result<String, Failure> {
    Ok(users.names().await?.join(", "))
}

fn app(users: Users) -> Router {
    Router::new()
        .route("/", get(index))
        .route("/users", get(list_users))
        .with_state(AppState { users })
}

/// Adds the user of this name with these roles, or gives a user who is there a new password and new roles.
async fn add_user(users: &Users, name: &str, roles: &[String]) -> Result<(), Box<dyn Error>> {
    let roles: Result<Vec<Role>, _> = roles.iter().map(|role| role.parse()).collect();
    let roles = roles?;
    let mut password = String::new();
    std::io::stdin().read_to_string(&mut password)?;
    // The end of a typed line is not part of the password.
    let password_hash = password::hash(password.trim_end_matches(['\r', '\n']))?;
    users.put(name, &password_hash, &roles).await?;
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::var("DATABASE").unwrap_or_else(|_| "users.sqlite".to_owned());
    let users = Users::open(path.as_ref()).await?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [] => {}
        [flag, name, roles @ ..] if flag == "--add-user" => {
            return add_user(&users, name, roles).await;
        }
        _ => return Err("the arguments are: [--add-user NAME [user | admin]...]".into()),
    }
    let addr = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app(users)).await?;
    Ok(())
}

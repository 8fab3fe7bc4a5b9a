//! The conformance server. It has one auth object a scenario, so that black-box suites and real clients can be run
//! against `httpauth`.
//!
//! `cargo run -p httpauth-tests --bin conformance -- 127.0.0.1:5055`; with port 0 the system chooses one, and the line
//! that is printed when the server is ready tells which.

mod basic;
mod digest;
mod error_handlers;
mod multi;
mod roles;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by a panic")]
mod smoke;
mod token;
mod util;

use axum::Router;
use axum::extract::Query;
use serde::Deserialize;
use tokio::net::TcpListener;

use crate::util::all;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1);
    let listener = TcpListener::bind(address.as_deref().unwrap_or("127.0.0.1:5055")).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app()).await
}

fn app() -> Router {
    Router::new()
        .route("/", all(index))
        .route("/util/ha1", all(ha1))
        .merge(basic::routes())
        .merge(error_handlers::routes())
        .merge(roles::routes())
        .merge(token::routes())
        .merge(digest::routes())
        .merge(multi::routes())
}

async fn index() -> &'static str {
    "index"
}

/// The user whose HA1 is asked for. A field that is left out is empty.
#[derive(Default, Deserialize)]
#[serde(default)]
struct User {
    username: String,
    password: String,
}

async fn ha1(Query(user): Query<User>) -> String {
    digest::Ha1::ha1(&user.username, &user.password)
}

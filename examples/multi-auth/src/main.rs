//! Several schemes on one route. The client sends a password, or a JWT that it got with the password.
//!
//! ```sh
//! cargo run -p example-multi-auth
//! ```
//!
//! Then, in another terminal:
//!
//! ```sh
//! curl -u john:hello http://127.0.0.1:3000/                  # Hello, john!
//! curl -H "Authorization: Bearer $(curl -s -u john:hello http://127.0.0.1:3000/token)" http://127.0.0.1:3000/   # Hello, john!
//! curl -H 'Authorization: Bearer x' http://127.0.0.1:3000/   # Unauthorized Access
//! curl http://127.0.0.1:3000/                                # Unauthorized Access
//! ```

use std::time::SystemTime;

use axum::extract::State;
use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::password::{self, Overloaded};
use httpauth::{
    CurrentUser, basic_auth, login_required, multi_auth, token_auth, verify_password, verify_token,
};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use rand::{TryRng, rngs::SysRng};
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

#[cfg(test)]
mod tests;

#[basic_auth]
struct Basic;

#[token_auth(state = Keys)]
struct Api;

/// The auth object of both schemes. The request's credentials choose one of them.
#[multi_auth(Api, Basic)]
struct Auth;

/// The hashes that `password::hash("hello")` and `password::hash("bye")` made. In real life they come from a database.
const JOHN: &str = "$argon2id$v=19$m=19456,t=2,p=1$QZu04x7Y4q8H0Xmi6em6Sg$FbmBV6H9z5eBA9D75JroDHtZH9/Di6ZKhqrs/Jc3p2A";
const SUSAN: &str = "$argon2id$v=19$m=19456,t=2,p=1$liMj2EsEqXkZfZDxainLNQ$jmZpjAaBNHyNL5zHdkIGTutcUhXzT6+1CToVJ7cJ8LE";

const HOUR: u64 = 3600;

/// The key that signs the tokens, which is the state of the router.
#[derive(Clone)]
struct Keys {
    encoding: EncodingKey,
    decoding: DecodingKey,
}

impl Keys {
    /// Makes random keys. They are forgotten when the program ends, and then the tokens are worthless.
    fn random() -> std::io::Result<Self> {
        let mut secret = [0; 32];
        SysRng
            .try_fill_bytes(&mut secret)
            .map_err(std::io::Error::other)?;
        Ok(Self {
            encoding: EncodingKey::from_secret(&secret),
            decoding: DecodingKey::from_secret(&secret),
        })
    }
}

/// The claims of a token.
#[derive(Serialize, Deserialize)]
struct Claims {
    sub: String,
    exp: u64,
}

#[verify_password(auth = Basic)]
async fn verify_password(username: &str, password: &str) -> Result<bool, Overloaded> {
    let stored = match username {
        "john" => Some(JOHN),
        "susan" => Some(SUSAN),
        _ => None,
    };
    password::verify(password, stored).await
}

/// Checks the signature, the algorithm and the time of the token. It takes no other algorithm, and least of all `none`.
#[verify_token(auth = Api)]
fn verify_token(token: &str, State(keys): State<Keys>) -> Option<String> {
    let validation = Validation::new(Algorithm::HS256);
    let token = decode::<Claims>(token, &keys.decoding, &validation).ok()?;
    Some(token.claims.sub)
}

#[login_required]
async fn index(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

/// Returns a token for an hour. It takes the password alone, since a token must not get another one.
#[login_required(auth = Basic)]
async fn token(user: CurrentUser<String>, State(keys): State<Keys>) -> Result<String, StatusCode> {
    let now = SystemTime::UNIX_EPOCH.elapsed();
    let now = now.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let exp = now.as_secs() + HOUR;
    let claims = Claims { sub: user.0, exp };
    encode(&Header::new(Algorithm::HS256), &claims, &keys.encoding)
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

fn app(keys: Keys) -> Router {
    Router::new()
        .route("/", get(index))
        .route("/token", get(token))
        .with_state(keys)
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let addr = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app(Keys::random()?)).await
}

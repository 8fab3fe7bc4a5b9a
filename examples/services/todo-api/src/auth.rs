//! The users, who prove by a password or by a token who they are.

use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use httpauth::{
    CurrentUser, basic_auth, get_user_roles, login_required, multi_auth, password, token_auth,
    verify_password, verify_token,
};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use rand::TryRng as _;
use rand::rngs::{SysError, SysRng};
use serde::{Deserialize, Serialize};
use sqlx::SqlitePool;
use tracing::Span;

use crate::AppState;
use crate::error::Error;

/// The auth object of people, who send their password.
#[basic_auth(realm = "Todos", state = AppState)]
pub(crate) struct People;

/// The auth object of programs, which send a JSON Web Token.
#[token_auth(realm = "Todos", state = AppState)]
pub(crate) struct Programs;

/// The auth object of both. The request's credentials choose one of them.
#[multi_auth(Programs, People, state = AppState)]
pub(crate) struct Auth;

/// A user, whose programs act in its name.
#[derive(Clone)]
pub(crate) struct User {
    pub(crate) name: String,
    pub(crate) role: String,
}

impl User {
    /// Makes a user whose credentials were right, and writes its name into the span of the request.
    fn known(name: String, role: String) -> Self {
        Span::current().record("user", name.as_str());
        Self { name, role }
    }

    pub(crate) fn is_admin(&self) -> bool {
        self.role == "admin"
    }
}

/// Verifies a password. The hash of an unknown user is `None`, which takes as long as that of a known one.
#[verify_password(auth = People)]
async fn verify_password(
    username: &str,
    password: &str,
    State(pool): State<SqlitePool>,
) -> Result<Option<User>, Error> {
    let sql = "SELECT name, role, password_hash FROM users WHERE name = ?";
    let row: Option<(String, String, String)> = sqlx::query_as(sql)
        .bind(username)
        .fetch_optional(&pool)
        .await?;
    let stored = row.as_ref().map(|(_, _, hash)| hash.as_str());
    let right = password::verify(password, stored).await?;
    let user = row.filter(|_| right);
    Ok(user.map(|(name, role, _)| User::known(name, role)))
}

/// Verifies a token. Its claims are signed, so the database is not asked.
#[verify_token(auth = Programs)]
fn verify_token(token: &str, State(tokens): State<Tokens>) -> Option<User> {
    let claims = tokens.read(token)?;
    Some(User::known(claims.sub, claims.scope))
}

#[get_user_roles(auth = [People, Programs])]
fn get_user_roles(user: &User) -> &str {
    &user.role
}

/// Issues a token for a program of the user. It takes the password alone, since a token must not get another one.
#[login_required(auth = People)]
pub(crate) async fn issue_token(
    user: CurrentUser<User>,
    State(tokens): State<Tokens>,
) -> Result<impl IntoResponse, Error> {
    let token = tokens.issue(user.0)?;
    // No cache may keep a secret.
    Ok(([(CACHE_CONTROL, "no-store")], token))
}

/// The issuer of the tokens.
const ISSUER: &str = "example-todo-api";

/// The life of a token in seconds. It cannot be revoked, so the life is short.
const LIFE: u64 = 15 * 60;

/// The claims of a token. The scope is the role of the user.
#[derive(Deserialize, Serialize)]
struct Claims {
    iss: String,
    sub: String,
    scope: String,
    exp: u64,
}

/// Signs tokens and checks them.
#[derive(Clone)]
pub(crate) struct Tokens {
    encoding: EncodingKey,
    decoding: DecodingKey,
}

impl Tokens {
    /// Makes a random key. A restart ends all tokens. Give several processes one key, from where you keep secrets.
    pub(crate) fn random() -> Result<Self, SysError> {
        let mut secret = [0; 32];
        SysRng.try_fill_bytes(&mut secret)?;
        Ok(Self {
            encoding: EncodingKey::from_secret(&secret),
            decoding: DecodingKey::from_secret(&secret),
        })
    }

    fn issue(&self, user: User) -> Result<String, jsonwebtoken::errors::Error> {
        let claims = Claims {
            iss: ISSUER.to_owned(),
            sub: user.name,
            scope: user.role,
            exp: jsonwebtoken::get_current_timestamp() + LIFE,
        };
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.encoding)
    }

    /// Returns the claims of a token that is ours and has not expired.
    fn read(&self, token: &str) -> Option<Claims> {
        // There is one algorithm. This code chooses it, and never the token.
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_required_spec_claims(&["exp", "iss"]);
        validation.set_issuer(&[ISSUER]);
        validation.leeway = 0;
        let token = jsonwebtoken::decode(token, &self.decoding, &validation);
        token.ok().map(|token| token.claims)
    }
}

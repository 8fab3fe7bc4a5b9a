use std::collections::HashMap;

use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::{basic_auth, get_user_roles, login_required, verify_password};

type Answered = Result<Vec<String>, StatusCode>;

#[derive(PartialEq)]
enum Role {
    Admin,
}

enum Incomparable {
    Admin,
}

#[basic_auth]
struct Texts;

#[basic_auth]
struct Typed;

#[basic_auth]
struct Map;

#[basic_auth]
struct Alias;

#[basic_auth]
struct Number;

#[basic_auth]
struct NoPartialEq;

#[verify_password(auth = [Texts, Typed, Map, Alias, Number, NoPartialEq])]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[get_user_roles(auth = Texts)]
fn texts(_: &str) -> Vec<String> {
    vec![]
}

#[login_required(auth = Texts, role = ["user", Incomparable::Admin])]
async fn type_for_text() {}

#[get_user_roles(auth = Typed)]
fn typed(_: &str) -> Role {
    Role::Admin
}

#[login_required(auth = Typed, role = "admin")]
async fn text_for_type() {}

#[login_required(auth = Typed, role = Role::Owner)]
async fn misspelt() {}

#[get_user_roles(auth = Map)]
fn map(_: &str) -> HashMap<String, bool> {
    HashMap::new()
}

#[login_required(auth = Map, role = "admin")]
async fn of_a_map() {}

#[get_user_roles(auth = Alias)]
fn alias(_: &str) -> Answered {
    Ok(vec![])
}

#[login_required(auth = Alias, role = "admin")]
async fn of_a_result_by_an_alias() {}

#[get_user_roles(auth = Number)]
fn number(_: &str) -> u32 {
    0
}

#[login_required(auth = Number, role = "admin")]
async fn of_no_role() {}

#[get_user_roles(auth = NoPartialEq)]
fn incomparable(_: &str) -> Incomparable {
    Incomparable::Admin
}

#[login_required(auth = NoPartialEq, role = Incomparable::Admin)]
async fn without_partial_eq() {}

fn main() {
    let _: Router = Router::new()
        .route("/a", get(type_for_text).post(text_for_type).put(misspelt))
        .route(
            "/b",
            get(of_a_map)
                .post(of_a_result_by_an_alias)
                .put(of_no_role)
                .patch(without_partial_eq),
        );
}

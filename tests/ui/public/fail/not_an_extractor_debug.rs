use axum::debug_handler;
use httpauth::public;

struct Nothing;

#[public]
#[debug_handler]
async fn index(_: Nothing) {}

fn main() {}

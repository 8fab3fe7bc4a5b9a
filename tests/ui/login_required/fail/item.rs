use axum::http::Method;
use httpauth::{basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[login_required]
enum Pages {}

#[login_required]
impl Pages {}

#[login_required]
mod pages {}

#[login_required]
fn not_async() {}

#[login_required]
async unsafe fn not_safe() {}

#[login_required]
#[login_required]
async fn twice() {}

#[login_required]
async fn too_many_extractors(
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
) {
}

#[login_required(extensions)]
struct Extensions;

#[login_required]
struct Fields {
    count: u32,
}

fn main() {}

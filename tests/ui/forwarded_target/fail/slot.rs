use axum::http::Uri;
use httpauth::{
    ForwardedTarget, basic_auth, digest_auth, forwarded_target, get_password, multi_auth,
};

#[digest_auth(target = forwarded)]
struct Twice;

#[forwarded_target(auth = Twice)]
fn first() -> Option<ForwardedTarget> {
    None
}

#[forwarded_target(auth = Twice)]
fn second() -> Option<ForwardedTarget> {
    None
}

#[digest_auth(target = forwarded)]
struct AnotherType;

#[forwarded_target(auth = AnotherType)]
fn another_type(uri: Uri) -> Uri {
    uri
}

#[digest_auth(target = forwarded)]
struct AlwaysForwarded;

#[forwarded_target(auth = AlwaysForwarded)]
fn always_forwarded() -> Result<ForwardedTarget, String> {
    Err(String::new())
}

#[basic_auth]
struct Basic;

#[multi_auth(Basic, Twice)]
struct Multi;

#[forwarded_target(auth = [Basic, Multi])]
fn of_another_kind() -> Option<ForwardedTarget> {
    None
}

#[get_password(auth = [Twice, AnotherType, AlwaysForwarded, Basic])]
fn get_password(_: &str) -> Option<String> {
    None
}

fn main() {}

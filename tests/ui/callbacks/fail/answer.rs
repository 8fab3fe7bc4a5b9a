use httpauth::{Verdict, basic_auth, verify_password};

#[basic_auth]
struct Nothing;

#[basic_auth]
struct Opaque;

#[basic_auth]
struct Borrowed;

#[verify_password(auth = Nothing)]
async fn nothing(_: &str, _: &str) {}

#[verify_password(auth = Opaque)]
fn opaque(_: &str, _: &str) -> impl Verdict<String> {
    true
}

#[verify_password(auth = Borrowed)]
fn borrowed(name: &str, _: &str) -> Option<&str> {
    Some(name)
}

fn main() {}

use httpauth::{basic_auth, verify_password};

#[basic_auth(realm = 'S', scheme = 5, state = "AppState", crate = "httpauth")]
struct Types;

#[basic_auth(realm = 5)]
struct Number;

#[basic_auth(realm = "caf\u{e9}\r\n")]
struct NotAscii;

#[basic_auth(scheme = "My Scheme")]
struct TwoWords;

#[verify_password(auth = [Types, Number, NotAscii, TwoWords])]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

fn main() {}

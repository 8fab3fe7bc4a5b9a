use httpauth::{basic_auth, token_auth, verify_password, verify_token};

#[basic_auth(raelm = "a", realm = "b", realm = "c", scheme, state =, header = "X-API-Key")]
struct Keys;

#[basic_auth(realm = "a" scheme = "b")]
struct NoCommas;

#[basic_auth("Staff only")]
struct NoKeys;

#[verify_password(auth = [Keys, NoCommas, NoKeys])]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[token_auth(headers = "X-API-Key", header, scheme = "Token", scheme = "Token")]
struct Token;

#[verify_token(auth = Token)]
fn verify_token(_: &str) -> bool {
    true
}

fn main() {}

use httpauth::{basic_auth, multi_auth, token_auth, verify_password, verify_token};

#[basic_auth]
struct Basic;

#[token_auth]
struct Api;

#[verify_password(auth = Basic)]
fn verify_password(_: &str, _: &str) -> Option<String> {
    None
}

#[verify_token(auth = Api)]
fn verify_token(_: &str) -> Option<String> {
    None
}

#[multi_auth(Basic, Api, realm = "x")]
struct Auth;

#[multi_auth(Basic, Api, crate = ::httpauth, crate = ::httpauth)]
struct Again;

fn main() {}

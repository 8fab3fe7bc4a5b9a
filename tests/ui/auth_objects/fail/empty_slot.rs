use httpauth::{basic_auth, digest_auth, token_auth};

#[basic_auth(realm = "Staff only")]
struct Basic;

#[digest_auth]
struct Digest;

#[token_auth]
struct Token;

fn main() {}

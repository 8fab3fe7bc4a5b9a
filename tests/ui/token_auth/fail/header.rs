use httpauth::{token_auth, verify_token};

#[token_auth(header = "Authorization")]
struct ReadAnyway;

#[token_auth(header = "Cookie")]
struct Cookies;

#[token_auth(header = "Proxy-Authorization")]
struct ForAProxy;

#[token_auth(header = "X API Key")]
struct NotAName;

#[token_auth(header = "User-Agent")]
struct OfEveryRequest;

#[token_auth(header = "Connection")]
struct OfOneConnection;

#[token_auth(header = "Set-Cookie")]
struct OfResponses;

#[verify_token(auth = [ReadAnyway, Cookies, ForAProxy, NotAName, OfEveryRequest, OfOneConnection, OfResponses])]
fn verify_token(_: &str) -> bool {
    true
}

fn main() {}

use httpauth::{basic_auth, digest_auth, get_password, token_auth, verify_token};

#[token_auth(throttle)]
struct Token;

#[token_auth(throttle = Arc<MemoryThrottle>, state = App)]
struct OtherToken;

#[basic_auth(throttle = Arc<MemoryThrottle>)]
struct NoState;

#[digest_auth(throttle = "10 in 15m", state = App)]
struct Text;

#[get_password(auth = [NoState, Text])]
fn get_password(_: &str) -> Option<String> {
    None
}

#[verify_token(auth = [Token, OtherToken])]
fn verify_token(_: &str) -> Option<String> {
    None
}

struct App;

fn main() {}

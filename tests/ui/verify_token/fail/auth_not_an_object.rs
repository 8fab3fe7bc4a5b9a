use httpauth::verify_token;

struct NoAuth;

#[verify_token(auth = NoAuth)]
fn verify_token(_: &str) -> bool {
    true
}

fn main() {}

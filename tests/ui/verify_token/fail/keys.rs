use httpauth::verify_token;

#[verify_token(anonymous, auth = A, auth = B, crate)]
fn verify_token(_: &str) -> bool {
    true
}

fn main() {}

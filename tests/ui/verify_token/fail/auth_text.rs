use httpauth::verify_token;

#[verify_token(auth = "Auth")]
fn verify_token(_: &str) -> bool {
    true
}

fn main() {}

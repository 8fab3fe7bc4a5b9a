use httpauth::verify_token;

#[verify_token]
fn verify_token(_: &str) -> bool {
    true
}

fn main() {}

use httpauth::verify_password;

#[verify_password(optional, anonymous = true, auth, crate)]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

fn main() {}

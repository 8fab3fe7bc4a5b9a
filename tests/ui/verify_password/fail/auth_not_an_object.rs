use httpauth::verify_password;

struct NoAuth;

#[verify_password(auth = NoAuth)]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

fn main() {}

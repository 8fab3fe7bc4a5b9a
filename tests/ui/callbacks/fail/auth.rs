use httpauth::verify_password;

#[verify_password(auth = "Auth")]
fn text(_: &str, _: &str) -> bool {
    true
}

#[verify_password(auth = [])]
fn empty_list(_: &str, _: &str) -> bool {
    true
}

fn main() {}

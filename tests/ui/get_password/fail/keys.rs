use httpauth::get_password;

#[get_password(anonymous, auth = A, auth = B, crate)]
fn get_password(_: &str) -> Option<String> {
    None
}

fn main() {}

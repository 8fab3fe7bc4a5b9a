use httpauth::hash_password;

#[hash_password(anonymous, auth = A, auth = B, crate)]
fn hash_password(password: &str) -> String {
    password.to_owned()
}

fn main() {}

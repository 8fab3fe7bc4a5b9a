use httpauth::hash_password;

#[hash_password(auth = "Auth")]
fn hash_password(password: &str) -> String {
    password.to_owned()
}

fn main() {}

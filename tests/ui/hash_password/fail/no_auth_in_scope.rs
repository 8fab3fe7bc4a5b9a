use httpauth::hash_password;

#[hash_password]
fn hash_password(password: &str) -> String {
    password.to_owned()
}

fn main() {}

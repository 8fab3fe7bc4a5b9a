use httpauth::hash_password;

struct NoAuth;

#[hash_password(auth = NoAuth)]
fn hash_password(password: &str) -> String {
    password.to_owned()
}

fn main() {}

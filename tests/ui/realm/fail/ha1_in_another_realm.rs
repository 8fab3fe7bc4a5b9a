use httpauth::{digest_auth, get_password};

#[digest_auth(realm = "Staff only", algorithm = "SHA-256", ha1)]
struct Auth;

#[get_password]
fn get_password(username: &str) -> Option<String> {
    Some(Auth::ha1_in("another", username, "hello"))
}

fn main() {}

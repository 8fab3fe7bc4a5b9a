use httpauth::{digest_auth, get_password};

#[digest_auth(algorithm = ["MD5", "SHA-1", "md5"], qop = "auth-int", nonce_ttl = "5 minutes", realm = "\n")]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

fn main() {}

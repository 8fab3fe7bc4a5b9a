use httpauth::{digest_auth, get_password};

#[digest_auth(algorithm = ["MD5", "SHA-1", "md5"], qop = "auth-int", nonce_ttl = "5 minutes", realm = "\n")]
struct Values;

#[digest_auth(ha1)]
struct StoredForTwoAlgorithms;

#[digest_auth(nonces = httpauth::digest::MemoryNonces)]
struct NoncesWithoutState;

#[digest_auth(algorithm = "MD5-sess", qop = "none")]
struct SessionWithoutQop;

#[get_password(auth = [Values, StoredForTwoAlgorithms, NoncesWithoutState, SessionWithoutQop])]
fn get_password(_: &str) -> Option<String> {
    None
}

fn main() {}

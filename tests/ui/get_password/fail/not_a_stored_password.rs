use httpauth::{basic_auth, get_password};

#[basic_auth]
struct Bytes;

#[get_password(auth = Bytes)]
fn bytes(_: &str) -> Option<Vec<u8>> {
    None
}

#[basic_auth]
struct Plain;

#[get_password(auth = Plain)]
fn plain(_: &str) -> String {
    String::new()
}

fn main() {}

use httpauth::{basic_auth, verify_password};
use std::rc::Rc;

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> Option<Rc<str>> {
    None
}

fn main() {}

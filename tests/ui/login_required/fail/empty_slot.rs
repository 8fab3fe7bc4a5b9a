use httpauth::{basic_auth, login_required};

#[basic_auth]
struct Auth;

#[login_required]
async fn index() {}

fn main() {}

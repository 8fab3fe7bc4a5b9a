use httpauth::basic_auth;

#[basic_auth]
async fn auth() {}

fn main() {}

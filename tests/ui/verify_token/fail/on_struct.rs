use httpauth::verify_token;

#[verify_token]
struct Callback;

fn main() {}

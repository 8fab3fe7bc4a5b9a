use httpauth::basic_auth;

#[basic_auth(realm = "Staff only")]
struct Auth;

fn main() {}

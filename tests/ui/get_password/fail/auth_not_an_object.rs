use httpauth::get_password;

struct NoAuth;

#[get_password(auth = NoAuth)]
fn get_password(_: &str) -> Option<String> {
    None
}

fn main() {}

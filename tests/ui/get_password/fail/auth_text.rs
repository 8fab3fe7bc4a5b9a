use httpauth::get_password;

#[get_password(auth = "Auth")]
fn get_password(_: &str) -> Option<String> {
    None
}

fn main() {}

use httpauth::get_password;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

fn main() {}

use httpauth::{digest_auth, get_password};

#[digest_auth(target = original)]
struct AnotherWord;

#[digest_auth(target)]
struct NoValue;

#[digest_auth(target = "forwarded")]
struct Text;

#[get_password(auth = [AnotherWord, NoValue, Text])]
fn get_password(_: &str) -> Option<String> {
    None
}

fn main() {}

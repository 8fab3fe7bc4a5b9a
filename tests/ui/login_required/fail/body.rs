use httpauth::{basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

struct Page;

#[login_required]
async fn answer_not_a_response() -> Page {
    Page
}

#[login_required]
async fn another_type() -> String {
    5
}

#[login_required]
async fn question_mark_without_result() -> &'static str {
    "5".parse::<u32>()?;
    "five"
}

fn main() {}

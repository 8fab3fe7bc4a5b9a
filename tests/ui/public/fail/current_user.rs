use httpauth::{CurrentUser, public};

#[public]
async fn index(_: Option<CurrentUser<String>>) {}

fn main() {}

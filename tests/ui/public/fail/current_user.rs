use httpauth::{CurrentRoles, CurrentUser, public};

#[public]
async fn index(_: Option<CurrentUser<String>>) {}

#[public]
async fn roles(_: CurrentRoles<Vec<String>>) {}

fn main() {}

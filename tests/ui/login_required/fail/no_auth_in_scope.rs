use httpauth::login_required;

#[login_required]
async fn index() {}

fn main() {}

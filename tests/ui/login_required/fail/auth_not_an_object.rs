use httpauth::login_required;

struct NoAuth;

#[login_required(auth = NoAuth)]
async fn index() {}

fn main() {}

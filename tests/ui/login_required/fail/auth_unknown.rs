use httpauth::login_required;

#[login_required(auth = Nowhere)]
async fn index() {}

fn main() {}

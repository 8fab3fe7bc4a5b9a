use httpauth::login_required;

#[login_required]
async fn index() {}

#[login_required(role = "admin")]
struct AdminsOnly;

#[login_required(auth = Nowhere)]
async fn elsewhere() {}

fn main() {}

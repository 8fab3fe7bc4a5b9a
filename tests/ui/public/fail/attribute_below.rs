use httpauth::public;

#[public]
#[utoipa::path(get, path = "/")]
async fn index() {}

fn main() {}

use httpauth::public;

#[public(reason = 4711)]
async fn index() {}

fn main() {}

use httpauth::public;

#[public(reason = " ")]
async fn index() {}

fn main() {}

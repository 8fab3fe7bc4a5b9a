use httpauth::public;

#[public]
fn index() {}

fn main() {}

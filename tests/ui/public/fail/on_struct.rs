use httpauth::public;

#[public]
struct Index;

fn main() {}

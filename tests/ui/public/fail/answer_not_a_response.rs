use httpauth::public;

struct Nothing;

#[public]
async fn index() -> Nothing {
    Nothing
}

fn main() {}

use httpauth::permission;

#[permission]
fn owns_todo(_: &String) -> bool {
    true
}

fn main() {}

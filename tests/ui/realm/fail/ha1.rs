// An HA1 is of one realm.
use axum::extract::Path;
use httpauth::{digest_auth, get_password, realm};

#[digest_auth(algorithm = "SHA-256", ha1)]
struct Tenants;

#[realm(auth = Tenants)]
fn realm(Path(tenant): Path<String>) -> String {
    tenant
}

#[get_password(auth = Tenants)]
fn of_which_realm(username: &str) -> Option<String> {
    Some(Tenants::ha1(username, "hello"))
}

#[digest_auth(realm = "Staff only", algorithm = "SHA-256", ha1)]
struct Staff;

#[get_password(auth = Staff)]
fn of_another_realm(username: &str) -> Option<String> {
    Some(Staff::ha1_in("another", username, "hello"))
}

fn main() {}

use axum::extract::Path;
use httpauth::testing::granted;
use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

struct User;

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> Option<User> {
    None
}

#[login_required]
async fn edit(_: CurrentUser<User>, _: Path<u64>) {}

#[login_required(optional)]
async fn index(_: Option<CurrentUser<User>>) {}

#[login_required]
async fn list() {}

async fn test() {
    edit(granted(CurrentUser("john"), (Path(1),))).await;
    edit(granted(User, (Path(1),))).await;
    edit(granted(CurrentUser(User), Path(1))).await;
    index(granted(CurrentUser(User), ())).await;
    list(granted(CurrentUser(User), ())).await;
    let _ = granted::<Auth, _, _>(User, ());
}

fn main() {
    drop(test());
}

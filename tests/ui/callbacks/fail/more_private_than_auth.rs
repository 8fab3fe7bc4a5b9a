use axum::Router;

mod a_user {
    use axum::{Router, routing::get};
    use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

    #[basic_auth]
    pub(crate) struct Auth;

    struct User;

    #[verify_password]
    fn verify_password(_: &str, _: &str) -> Option<User> {
        None
    }

    #[login_required]
    async fn index(_: CurrentUser<User>) {}

    pub(crate) fn app() -> Router {
        Router::new().route("/", get(index))
    }
}

mod a_role {
    use axum::{Router, routing::get};
    use httpauth::{basic_auth, get_user_roles, login_required, verify_password};

    #[basic_auth]
    pub struct Auth;

    #[verify_password]
    fn verify_password(_: &str, _: &str) -> bool {
        true
    }

    #[derive(PartialEq)]
    enum Role {
        Admin,
    }

    #[get_user_roles]
    fn get_user_roles(_: &str) -> Option<Role> {
        Some(Role::Admin)
    }

    #[login_required(role = Role::Admin)]
    async fn index() {}

    pub(crate) fn app() -> Router {
        Router::new().route("/", get(index))
    }
}

fn main() {
    let _: Router = a_user::app().merge(a_role::app());
}

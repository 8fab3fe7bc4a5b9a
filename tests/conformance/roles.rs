//! `/roles/*` and `/roles-obj/*`.

use axum::Router;

use crate::util::all;

pub(crate) fn routes() -> Router {
    Router::new()
        .route("/roles/normal", all(names::normal))
        .route("/roles/special", all(names::special))
        .route("/roles/normal-or-special", all(names::normal_or_special))
        .route("/roles/normal-and-special", all(names::normal_and_special))
        .route("/roles-obj/any", all(objects::any))
        .route("/roles-obj/admin", all(objects::admin))
        .route("/roles-obj/admin-or-mod", all(objects::admin_or_mod))
        .route("/roles-obj/nested", all(objects::nested))
        .route("/roles-obj/nested-mixed", all(objects::nested_mixed))
        .route("/roles-obj/optional-admin", all(objects::optional_admin))
}

/// The user is a name.
mod names {
    use axum::http::StatusCode;
    use httpauth::{
        CurrentUser, basic_auth, constant_time_eq, error_handler, get_user_roles, login_required,
        verify_password,
    };

    use crate::util::{is_john, is_susan};

    #[basic_auth]
    struct Auth;

    #[verify_password(anonymous)]
    fn verify_password(username: &str, password: &str) -> bool {
        username.is_empty()
            || is_john(username, password)
            || is_susan(username, password)
            || (username == "cindy" && constant_time_eq(password, "byebye"))
    }

    #[get_user_roles]
    fn get_user_roles(username: &str) -> Option<&'static [&'static str]> {
        match username {
            "john" => Some(&["normal"]),
            "susan" => Some(&["normal", "special"]),
            _ => None,
        }
    }

    #[error_handler]
    fn error_handler() -> (StatusCode, &'static str) {
        (StatusCode::FORBIDDEN, "error")
    }

    #[login_required(role = "normal")]
    pub(super) async fn normal(user: Option<CurrentUser<String>>) -> String {
        format!("normal:{}", name(user))
    }

    #[login_required(role = "special")]
    pub(super) async fn special(user: Option<CurrentUser<String>>) -> String {
        format!("special:{}", name(user))
    }

    #[login_required(role = ["normal", "special"])]
    pub(super) async fn normal_or_special(user: Option<CurrentUser<String>>) -> String {
        format!("normal_or_special:{}", name(user))
    }

    #[login_required(role = [["normal", "special"]])]
    pub(super) async fn normal_and_special(user: Option<CurrentUser<String>>) -> String {
        format!("normal_and_special:{}", name(user))
    }

    fn name(user: Option<CurrentUser<String>>) -> String {
        user.map(|user| user.0).unwrap_or_default()
    }
}

/// The user is an object that has a name and roles.
mod objects {
    use httpauth::{
        CurrentUser, basic_auth, constant_time_eq, get_user_roles, login_required, verify_password,
    };

    type Roles = Option<&'static [&'static str]>;

    pub(super) struct User {
        name: String,
        roles: Roles,
    }

    #[basic_auth(realm = "roles")]
    struct Auth;

    #[verify_password]
    fn verify_password(username: &str, password: &str) -> Option<User> {
        let roles: Roles = match username {
            "admin" => Some(&["admin"]),
            "mod" => Some(&["moderator"]),
            "user" => Some(&["user"]),
            "usermod" => Some(&["user", "moderator"]),
            "usercon" => Some(&["user", "contributor"]),
            "modcon" => Some(&["moderator", "contributor"]),
            "norole" => Some(&[]),
            "nullrole" => None,
            _ => return None,
        };
        constant_time_eq(password, "pw").then(|| User {
            name: username.to_owned(),
            roles,
        })
    }

    #[get_user_roles]
    fn get_user_roles(user: &User) -> Roles {
        user.roles
    }

    #[login_required]
    pub(super) async fn any(user: CurrentUser<User>) -> String {
        ok(&user)
    }

    #[login_required(role = "admin")]
    pub(super) async fn admin(user: CurrentUser<User>) -> String {
        ok(&user)
    }

    #[login_required(role = ["admin", "moderator"])]
    pub(super) async fn admin_or_mod(user: CurrentUser<User>) -> String {
        ok(&user)
    }

    #[login_required(role = ["user", ["moderator", "contributor"]])]
    pub(super) async fn nested(user: CurrentUser<User>) -> String {
        ok(&user)
    }

    #[login_required(role = ["admin", ["user", "moderator"]])]
    pub(super) async fn nested_mixed(user: CurrentUser<User>) -> String {
        ok(&user)
    }

    #[login_required(role = "admin", optional)]
    pub(super) async fn optional_admin(user: Option<CurrentUser<User>>) -> String {
        user.map_or("ok:anonymous".to_owned(), |user| ok(&user))
    }

    fn ok(user: &User) -> String {
        format!("ok:{}", user.name)
    }
}

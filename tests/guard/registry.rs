//! The static registry of an auth object, and the access matrix.

use axum::Router;
use axum::routing::get;
use httpauth::registry::{Guarded, access_matrix, assert_guarded};
use httpauth::{
    Authenticator, basic_auth, get_password, get_user_roles, hash_password, login_required,
    permission, token_auth, verify_token,
};

#[basic_auth(realm = "Staff \"only\"")]
struct Auth;

mod inner {
    use super::token_auth;

    #[token_auth(scheme = "MyToken")]
    pub(super) struct Token;
}

const GET_PASSWORD: u32 = line!() + 1;
#[get_password]
fn stored(_: &str) -> Option<&'static str> {
    None
}

const HASH_PASSWORD: u32 = line!() + 1;
#[hash_password]
fn hash(password: &str) -> String {
    password.to_owned()
}

const GET_USER_ROLES: u32 = line!() + 1;
#[get_user_roles]
fn roles(_: &str) -> Option<&'static str> {
    None
}

const VERIFY_TOKEN: u32 = line!() + 1;
#[verify_token(auth = inner::Token)]
fn known(_: &str) -> bool {
    false
}

const ANYBODY: u32 = line!() + 1;
#[login_required(optional)]
async fn anybody() {}

const EDITORS: u32 = line!() + 1;
#[login_required(role = ["admin", ["editor", "a|b"]])]
async fn editors() {}

const TOKENS: u32 = line!() + 1;
#[login_required(auth = inner::Token)]
struct Tokens;

const TYPED: u32 = line!() + 1;
#[login_required(role = names::ADMIN, optional)]
struct Typed;

const OWNERS: u32 = line!() + 1;
#[login_required(role = ["admin", permission(owns)], permission = self::owns)]
struct Owners;

const BY_POLICY: u32 = line!() + 1;
#[login_required(policy = Typed, permission = owns)]
struct TypedOwners;

const NAMED: u32 = line!() + 1;
#[login_required(policy = Typed)]
async fn named() {}

#[permission]
fn owns(_: &str) -> bool {
    false
}

mod names {
    pub(super) const ADMIN: &str = "admin";
}

const FILE: &str = file!();

/// Returns the rows of this module. The matrix is of the whole program, which is this test binary.
fn rows() -> Vec<&'static Guarded> {
    // Handlers that nothing refers to need not be linked.
    let _: Router = Router::new()
        .route("/anybody", get(anybody))
        .route("/editors", get(editors))
        .route("/named", get(named));
    let _ = (Tokens, Typed, Owners, TypedOwners);
    let matrix = access_matrix();
    let rows = matrix.rows().iter().copied();
    rows.filter(|row| row.handler().starts_with("guard::registry::"))
        .collect()
}

#[test]
fn the_slots_of_an_auth_object() {
    let registry = Auth::REGISTRY;
    assert_eq!(registry.object(), "guard::registry::Auth");
    assert_eq!(
        (registry.scheme(), registry.realm()),
        ("Basic", "Staff \"only\"")
    );
    let callback = |name| {
        let slot = registry.slots().iter().find(|slot| slot.name() == name);
        let callback = slot.unwrap().callback();
        callback.map(|callback| (callback.function(), callback.file(), callback.line()))
    };
    assert_eq!(callback("verify_password"), None);
    assert_eq!(callback("error_handler"), None);
    let stored = ("guard::registry::stored", FILE, GET_PASSWORD);
    assert_eq!(callback("get_password"), Some(stored));
    let hash = ("guard::registry::hash", FILE, HASH_PASSWORD);
    assert_eq!(callback("hash_password"), Some(hash));
    let roles = ("guard::registry::roles", FILE, GET_USER_ROLES);
    assert_eq!(callback("get_user_roles"), Some(roles));
}

#[test]
fn a_registry_prints_a_table() {
    let expected = format!(
        "guard::registry::inner::Token: MyToken realm=\"Authentication Required\"\n\
         slot                callback                at\n\
         verify_token        guard::registry::known  {FILE}:{VERIFY_TOKEN}\n\
         realm               -\n\
         protected_resource  -\n\
         get_user_roles      -\n\
         error_handler       -\n"
    );
    assert_eq!(inner::Token::REGISTRY.to_string(), expected);
}

/// Found wherever it stands, from code that knows no more than the type.
#[test]
fn a_registry_is_static() {
    fn slots<A: Authenticator>() -> usize {
        A::REGISTRY.slots().len()
    }
    const REGISTRY: &httpauth::registry::Registry = Auth::REGISTRY;
    assert_eq!((REGISTRY.slots().len(), slots::<inner::Token>()), (7, 5));
}

#[test]
fn the_access_matrix_lists_handlers_and_policies() {
    let rows = rows();
    let found: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row.handler(),
                row.auth().object(),
                row.role(),
                row.optional(),
                row.line(),
            )
        })
        .collect();
    let (auth, token) = ("guard::registry::Auth", "guard::registry::inner::Token");
    let role = Some("[\"admin\", [\"editor\", \"a|b\"]]");
    let typed = Some("names::ADMIN");
    let owners = Some("[\"admin\", permission(owns)] and permission(self::owns)");
    let by_policy = Some("policy Typed and permission(owns)");
    assert_eq!(
        found,
        [
            ("guard::registry::Owners", auth, owners, false, OWNERS),
            ("guard::registry::Tokens", token, None, false, TOKENS),
            ("guard::registry::Typed", auth, typed, true, TYPED),
            (
                "guard::registry::TypedOwners",
                auth,
                by_policy,
                true,
                BY_POLICY
            ),
            ("guard::registry::anybody", auth, None, true, ANYBODY),
            ("guard::registry::editors", auth, role, false, EDITORS),
            (
                "guard::registry::named",
                auth,
                Some("policy Typed"),
                true,
                NAMED
            ),
        ]
    );
    assert!(rows.iter().all(|row| row.file() == FILE));
}

/// A handler whose guard is switched off, as by a disabled feature. Nothing else tells that it is open.
#[cfg_attr(any(), login_required)]
async fn lost() {}

#[test]
fn a_lost_guard_is_missed() {
    let _: Router = Router::new().route("/lost", get(lost));
    rows();
    assert_guarded(&["guard::registry::anybody", "guard::registry::Tokens"]);
    let missing = [
        "guard::registry::anybody",
        "guard::registry::lost",
        // The name alone is that of a guarded handler, without its module.
        "editors",
        "registry::Tokens",
        "guard::registry::",
    ];
    let panic = std::panic::catch_unwind(|| assert_guarded(&missing)).unwrap_err();
    assert_eq!(
        panic.downcast_ref::<String>().unwrap(),
        "these handlers have no guard in the access matrix:\n  \
         guard::registry::lost\n  \
         editors (the matrix has guard::registry::editors)\n  \
         registry::Tokens (the matrix has guard::registry::Tokens)\n  \
         guard::registry::"
    );
}

#[test]
fn the_access_matrix_prints_text_markdown_and_json() {
    let matrix = access_matrix();
    let text = matrix.to_string();
    let line = |start: &str| {
        let line = text.lines().find(|line| line.starts_with(start)).unwrap();
        line.split("  ")
            .filter(|cell| !cell.is_empty())
            .map(|cell| cell.trim().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(line("handler"), ["handler", "auth", "role", "at"]);
    let (auth, at) = ("guard::registry::Auth", format!("{FILE}:{ANYBODY}"));
    assert_eq!(
        line("guard::registry::anybody"),
        ["guard::registry::anybody", auth, "anyone", &at]
    );
    let markdown = matrix.markdown();
    assert!(markdown.starts_with("| handler | auth | role | at |\n|---|---|---|---|\n"));
    let row = format!(
        "| guard::registry::editors | {auth} | [\"admin\", [\"editor\", \"a\\|b\"]] | {FILE}:{EDITORS} |\n"
    );
    assert!(markdown.contains(&row), "{markdown}");
    let json = serde_json::to_value(&matrix).unwrap();
    let handler = |row: &&serde_json::Value| row["handler"] == "guard::registry::Typed";
    let row = json.as_array().unwrap().iter().find(handler).unwrap();
    let expected = serde_json::json!({
        "access": "guarded",
        "handler": "guard::registry::Typed",
        "auth": auth,
        "role": "names::ADMIN",
        "optional": true,
        "anonymous": false,
        "file": FILE,
        "line": TYPED,
    });
    assert_eq!(*row, expected);
}

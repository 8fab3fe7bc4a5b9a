//! The snapshots of one expansion of each attribute.

use expect_test::{ExpectFile, expect_file};
use quote::quote;

use super::*;

/// Compares the expansion, formatted, with the snapshot.
fn check(name: &str, arguments: TokenStream, item: TokenStream, snapshot: &ExpectFile) {
    let file = syn::parse2(expand(name, arguments, item)).unwrap();
    snapshot.assert_eq(&prettyplease::unparse(&file));
}

/// Writes one test for each line, from the attribute with its arguments, the item, and the snapshot's name.
macro_rules! snapshots {
    ($($test:ident: #[$name:ident $(($($arguments:tt)*))?] { $($item:tt)* })+) => {$(
        #[test]
        fn $test() {
            let snapshot = expect_file![concat!("../../tests/snapshots/", stringify!($test), ".rs")];
            check(stringify!($name), quote!($($($arguments)*)?), quote!($($item)*), &snapshot);
        }
    )+};
}

snapshots! {
    basic_auth: #[basic_auth(realm = "Staff \"only\"", state = AppState)] {
        /// Of the staff.
        pub struct Auth;
    }
    digest_auth: #[digest_auth(algorithm = "SHA-256", nonce_ttl = "1m")] { struct Auth; }
    basic_auth_throttle: #[basic_auth(throttle = Arc<MemoryThrottle>, state = AppState)] { struct Auth; }
    digest_auth_settings: #[digest_auth(realm = config().realm, nonce_ttl = TTL, algorithm = "MD5", throttle)] { pub(crate) struct Auth; }
    digest_auth_target: #[digest_auth(target = forwarded)] { struct Auth; }
    token_auth_realm: #[token_auth(realm = config().realm)] { struct Auth; }
    token_auth: #[token_auth(header = "X-API-Key")] { struct Auth; }
    multi_auth: #[multi_auth(Basic, api::Token)] { struct Auth; }
    verify_password: #[verify_password] {
        async fn verify_password(username: &str, password: &str, State(users): State<Users>) -> Result<Option<User>, AppError> {
            users.find(username, password).await
        }
    }
    verify_token: #[verify_token(auth = [Token, other::Token])] { fn verify_token(token: &str) -> bool { token == "secret" } }
    get_password: #[get_password] { fn get_password(username: &str) -> Option<String> { None } }
    hash_password: #[hash_password(crate = ::renamed)] { fn hash_password(username: &str, password: &str) -> String { hash(password) } }
    generate_nonce: #[generate_nonce] { fn generate_nonce() -> String { nonce() } }
    verify_nonce: #[verify_nonce] { fn verify_nonce(nonce: &str) -> bool { true } }
    generate_opaque: #[generate_opaque] { fn generate_opaque() -> String { opaque() } }
    verify_opaque: #[verify_opaque] { fn verify_opaque(opaque: &str) -> bool { true } }
    realm: #[realm] { async fn realm(Path(tenant): Path<String>) -> Result<String, StatusCode> { find(tenant).await } }
    protected_resource: #[protected_resource] { fn resource(State(config): State<Config>) -> ProtectedResource { config.resource() } }
    client_ip: #[client_ip(auth = [Auth, api::Auth])] { fn client_ip(ConnectInfo(peer): ConnectInfo<SocketAddr>) -> IpAddr { peer.ip() } }
    forwarded_target: #[forwarded_target] { fn forwarded_target(State(proxy): State<Proxy>, fields: HeaderMap) -> Option<ForwardedTarget> { proxy.target(&fields) } }
    get_user_roles: #[get_user_roles] { fn get_user_roles(user: &User) -> Result<&[Role], AppError> { Ok(&user.roles) } }
    error_handler: #[error_handler] {
        #[cfg(feature = "json")]
        async fn error_handler(status: StatusCode, headers: HeaderMap) -> Json<Error> { Json(status.into()) }
    }
    login_required: #[login_required(role = ["user", ["moderator", Role::Contributor]], optional)] {
        /// The index.
        #[instrument]
        pub async fn index<T: Store>(user: Option<CurrentUser<User>>, State(store): State<T>) -> impl IntoResponse
        where
            T: Clone,
        {
            store.index(user).await
        }
    }
    permission: #[permission(auth = [Auth, api::Auth])] {
        pub(crate) async fn owns_todo(user: &User, Path(id): Path<u64>, State(todos): State<Todos>) -> Result<bool, StatusCode> {
            todos.owner(id).await.map(|owner| owner == user.id)
        }
    }
    login_required_permission: #[login_required(role = ["admin", ["moderator", permission(perms::same_team)]], permission = is_open)] {
        async fn edit() {}
    }
    login_required_roles: #[login_required(role = "user")] {
        async fn page(roles: Option<CurrentRoles<Names>>, body: String) -> String { body }
    }
    login_required_by_policy: #[login_required(policy = AdminsOnly)] { async fn edit(user: CurrentUser<User>) {} }
    login_required_policy_of_another: #[login_required(policy = Staff, permission = owns_todo)] { pub(crate) struct Owners; }
    login_required_policy: #[login_required(auth = api::Auth, role = "admin")] {
        #[derive(Debug)]
        pub struct AdminsOnly;
    }
    public: #[public(reason = "load balancers ask it")] {
        /// Whether it is alive.
        #[cfg(feature = "health")]
        #[instrument]
        pub async fn health<T: Store>(State(store): State<T>, body: String) -> impl IntoResponse {
            store.health(body).await
        }
    }
    public_without_extractors: #[public] { async fn index() -> &'static str { "Hello!" } }
    a_mistake_in_a_public_handler: #[public(reasons = "none")] { async fn index(id: Path<u64>) -> String { half(id) } }
    a_mistake_in_a_callback: #[verify_password(anonymus)] {
        async fn verify_password(username: String, password: &str) -> Option<User> { None }
    }
    a_mistake_in_a_handler: #[login_required(roles = "admin")] {
        async fn index(user: CurrentUser<User>, id: Path<u64>) -> String { half(id) }
    }
}

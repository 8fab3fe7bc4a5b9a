//! Every method of the routers, held against axum's: the same lines build both, and both get the same requests.

use axum::extract::State;
use axum::http::{Method, StatusCode, Uri};
use httpauth::{basic_auth, guard, public, verify_password};
use httpauth_tests::{Answer, Call};
use tower::Layer;
use tower_http::services::ServeDir;

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> bool {
    username == "john"
}

#[public]
async fn one(method: Method, uri: Uri) -> String {
    format!("one {method} {uri}")
}

#[public]
async fn two(method: Method, uri: Uri) -> String {
    format!("two {method} {uri}")
}

#[public]
async fn missing(uri: Uri) -> (StatusCode, String) {
    (StatusCode::IM_A_TEAPOT, format!("missing {uri}"))
}

#[public]
async fn number(State(number): State<u64>) -> String {
    number.to_string()
}

fn files() -> httpauth::GuardService<ServeDir, Auth> {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/routing");
    guard(Auth).layer(ServeDir::new(directory))
}

/// Compiles each body once with httpauth's names in scope, and once with axum's.
macro_rules! routers {
    ($($name:ident: $body:expr;)*) => {
        mod ours {
            use super::*;
            use httpauth::routing::*;

            $(pub(super) fn $name() -> axum::Router { axum::Router::from($body) })*
        }

        mod axums {
            use super::*;
            use axum::routing::*;

            $(pub(super) fn $name() -> axum::Router { $body })*
        }

        const ROUTERS: &[(&str, fn() -> axum::Router, fn() -> axum::Router)] =
            &[$((stringify!($name), ours::$name, axums::$name)),*];
    };
}

routers! {
    empty: Router::new();
    default: Router::default();
    get_: Router::new().route("/a", get(one));
    verbs: Router::new()
        .route("/a", get(one).post(one).put(one).patch(one).delete(one).head(two).options(one).trace(one).connect(one))
        .route("/a/{id}", any(one));
    posts: Router::new().route("/a", post(one)).route("/", put(one)).route("/a/{id}", patch(one));
    others: Router::new().route("/a", delete(one)).route("/", head(one)).route("/a/{id}", options(one));
    rare: Router::new().route("/a", trace(one)).route("/", connect(one));
    on_: Router::new()
        .route("/a", on(MethodFilter::GET.or(MethodFilter::POST), one).on(MethodFilter::PUT, two))
        .route("/", MethodRouter::new())
        .route("/a/{id}", MethodRouter::default().merge(get(one)).merge(post(two)));
    method_fallback: Router::new().route("/a", get(one).fallback(two)).route("/", any(one).post(two));
    services: Router::new()
        .route("/a/{id}", get_service(files()).post_service(files()).put(one))
        .route("/", any_service(files()))
        .route("/a", on_service(MethodFilter::PUT, files()).on_service(MethodFilter::PATCH, files()).fallback_service(files()));
    service_verbs: Router::new()
        .route("/a", post_service(files()).get_service(files()).delete_service(files()).head_service(files()))
        .route("/", put_service(files()).patch_service(files()).options_service(files()))
        .route("/a/{id}", patch_service(files()).put_service(files()))
        .route("/nested", delete_service(files()).trace_service(files()).connect_service(files()))
        .route("/nested/a", head_service(files()).merge(options_service(files())))
        .route("/other", trace_service(files()).merge(connect_service(files())));
    method_layers: Router::new()
        .route("/a", get(one).layer(guard(Auth)).post(one))
        .route("/", get(one).route_layer(guard(Auth)));
    method_state: Router::new().route("/a", get(number).with_state(7));
    state: Router::new().route("/a", get(number).post(one)).fallback(number).with_state(8);
    route_service: Router::new().route_service("/a", files()).route_service("/main.rs", files());
    nest: Router::new().route("/a", get(two)).nest("/nested", Router::new().route("/", get(one)).route("/a", post(one)));
    nest_fallback: Router::new().nest("/nested", Router::new().route("/a", get(one)).fallback(two)).fallback(missing);
    nest_state: Router::new().nest("/nested", Router::new().route("/a", get(number)).with_state(9)).route("/a", get(one));
    nest_service: Router::new().nest_service("/nested", files()).route("/a", get(one));
    merge: Router::new().route("/a", get(one)).merge(Router::new().route("/", get(two)).route("/a", post(two)));
    merge_fallback: Router::new().route("/a", get(one)).merge(Router::new().fallback(missing));
    fallback: Router::new().route("/a", get(one)).fallback(missing);
    fallback_service: Router::new().route("/a", get(one)).fallback_service(files());
    reset_fallback: Router::new().route("/a", get(one)).fallback(missing).reset_fallback();
    not_allowed: Router::new().route("/a", get(one)).method_not_allowed_fallback(missing).route("/", get(one));
    layer: Router::new().route("/a", get(one)).layer(guard(Auth)).route("/", get(two));
    layer_fallback: Router::new().route("/a", get(one)).fallback(missing).layer(guard(Auth));
    route_layer: Router::new().route("/a", get(one)).fallback(missing).route_layer(guard(Auth)).route("/", get(two));
    cloned: Router::new().route("/a", get(one)).clone().route("/", get(two).clone());
}

const METHODS: [Method; 9] = [
    Method::GET,
    Method::HEAD,
    Method::POST,
    Method::PUT,
    Method::PATCH,
    Method::DELETE,
    Method::OPTIONS,
    Method::TRACE,
    Method::CONNECT,
];

const PATHS: [&str; 9] = [
    "/",
    "/a",
    "/a/1",
    "/nested",
    "/nested/",
    "/nested/a",
    "/nested/main.rs",
    "/main.rs",
    "/other",
];

/// Returns what a client sees of the answer.
fn seen(answer: &Answer) -> (StatusCode, Vec<(String, Vec<u8>)>, &str) {
    let fields = answer.headers.iter();
    let mut fields: Vec<_> = fields
        .map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()))
        .collect();
    fields.sort();
    (answer.status, fields, &answer.body)
}

/// Shows that a router built of httpauth's parts answers every request as the one built of axum's.
#[tokio::test]
async fn every_method_of_the_routers_does_what_axums_does() {
    for (name, ours, axums) in ROUTERS {
        let (ours, axums) = (ours(), axums());
        assert_eq!(ours.has_routes(), axums.has_routes(), "{name}");
        for method in METHODS {
            for path in PATHS {
                for username in [None, Some("john")] {
                    let call = || {
                        let call = Call::new(method.clone(), path);
                        match username {
                            Some(username) => call.basic(username, "hello"),
                            None => call,
                        }
                    };
                    let (ours, axums) = (call().send(&ours).await, call().send(&axums).await);
                    assert_eq!(
                        seen(&ours),
                        seen(&axums),
                        "{name}: {method} {path} {username:?}"
                    );
                }
            }
        }
    }
}

/// Shows that the table would notice a method that does something else.
#[tokio::test]
async fn the_routers_of_the_table_differ() {
    let mut tables = Vec::new();
    for (name, _, axums) in ROUTERS {
        let (mut table, axums) = (Vec::new(), axums());
        for method in METHODS {
            for path in PATHS {
                let answer = Call::new(method.clone(), path).send(&axums).await;
                table.push((answer.status, answer.headers, answer.body));
            }
        }
        tables.push((name, table));
    }
    let equal = |one: &str, other: &str| {
        let find = |name| tables.iter().find(|(known, _)| **known == name).unwrap();
        find(one).1 == find(other).1
    };
    for (one, other) in [
        ("get_", "posts"),
        ("posts", "others"),
        ("others", "rare"),
        ("get_", "fallback"),
        ("fallback", "fallback_service"),
        ("fallback", "reset_fallback"),
        ("get_", "not_allowed"),
        ("layer", "route_layer"),
        ("nest", "nest_fallback"),
        ("nest", "nest_service"),
        ("services", "service_verbs"),
    ] {
        assert!(!equal(one, other), "{one} and {other}");
    }
}

//! nginx as a shared cache. The tests show which answers it hands to others.

use axum::Router;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use axum::routing::get;
use httpauth::{
    CurrentUser, basic_auth, digest_auth, get_password, guard, login_required, token_auth,
    verify_token,
};

use crate::client::{command, version_of};
use crate::nginx::Nginx;
use crate::server::Server;

/// A cache for whatever it may store. Unlike RFC 9111 section 3.5 asks, nginx takes no notice of `Authorization`.
const CACHE: &str = "proxy_cache pages; proxy_cache_valid 200 1m; add_header X-Cache $upstream_cache_status always;";

#[token_auth(header = "X-API-Key", scheme = "ApiKey")]
struct Key;

#[verify_token(auth = Key)]
fn verify_token(token: &str) -> Option<String> {
    (token == "secret").then(|| "john".to_owned())
}

#[digest_auth(realm = "cache")]
struct Digest;

#[basic_auth(realm = "cache")]
struct Basic;

#[get_password(auth = [Digest, Basic])]
fn get_password(username: &str) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

#[login_required(auth = Key)]
async fn key(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = Digest)]
async fn digest(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = Basic)]
async fn basic(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

/// Answers behind a layer.
async fn layered(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

/// The same for every user, so its handler lets a cache have it.
#[login_required(auth = Key)]
async fn shared() -> impl IntoResponse {
    ([(CACHE_CONTROL, "public, max-age=60")], "Hello, all!")
}

#[login_required(auth = Key, optional)]
async fn optional_key(user: Option<CurrentUser<String>>) -> String {
    hello(user)
}

#[login_required(auth = Basic, optional)]
async fn optional_basic(user: Option<CurrentUser<String>>) -> String {
    hello(user)
}

fn hello(user: Option<CurrentUser<String>>) -> String {
    let name = user.map_or_else(|| "nobody".to_owned(), |user| user.0);
    format!("Hello, {name}!")
}

fn routes() -> Router {
    Router::new()
        .route("/key", get(key))
        .route("/digest", get(digest))
        .route("/basic", get(basic))
        .route("/layer/key", get(layered).layer(guard(Key)))
        .route("/layer/digest", get(layered).layer(guard(Digest)))
        .route("/shared", get(shared))
        .route("/optional/key", get(optional_key))
        .route("/optional/basic", get(optional_basic))
}

const NOBODY: &[&str] = &[];
const BY_KEY: &[&str] = &["--header", "X-API-Key: secret"];
const BY_DIGEST: &[&str] = &["--digest", "--user", "john:hello"];
const BY_BASIC: &[&str] = &["--basic", "--user", "john:hello"];

/// The server, the cache before it, and curl before that.
struct Cached {
    nginx: Nginx,
    server: Server,
}

/// An answer with its status, its body, its origin, and the two fields that are about caches.
#[derive(Debug)]
struct Page {
    status: String,
    body: String,
    cache: String,
    cache_control: Option<String>,
    vary: Option<String>,
}

impl Cached {
    fn start() -> Option<Self> {
        version_of("curl", "--version")?;
        let server = Server::start(routes());
        let nginx = Nginx::before(server.address(), CACHE)?;
        Some(Self { nginx, server })
    }

    /// Returns the last answer that curl gets.
    fn get(&self, path: &str, credentials: &[&str]) -> Page {
        let mut curl = command("curl");
        curl.args(["-q", "--silent", "--include", "--max-time", "20"]);
        let output = curl.args(credentials).arg(self.nginx.url(path)).output();
        let output = String::from_utf8(output.unwrap().stdout).unwrap();
        let (heads, body) = output.rsplit_once("\r\n\r\n").unwrap();
        let head = heads.rsplit("\r\n\r\n").next().unwrap();
        let field = |wanted: &str| {
            let fields = head.lines().filter_map(|line| line.split_once(": "));
            let mut found = fields.filter(|(name, _)| name.eq_ignore_ascii_case(wanted));
            found.next().map(|(_, value)| value.to_owned())
        };
        Page {
            status: head.split(' ').nth(1).unwrap().to_owned(),
            body: body.to_owned(),
            cache: field("x-cache").unwrap(),
            cache_control: field("cache-control"),
            vary: field("vary"),
        }
    }

    #[track_caller]
    fn assert(&self, path: &str, credentials: &[&str], expected: (&str, &str, &str)) -> Page {
        let page = self.get(path, credentials);
        let found = (
            page.status.as_str(),
            page.body.as_str(),
            page.cache.as_str(),
        );
        assert_eq!(found, expected, "{path} {credentials:?}");
        page
    }
}

#[test]
fn a_users_page_is_nobody_elses() {
    let Some(cached) = Cached::start() else {
        return;
    };
    for (path, credentials) in [
        ("/key", BY_KEY),
        ("/digest", BY_DIGEST),
        ("/basic", BY_BASIC),
        ("/layer/key", BY_KEY),
        ("/layer/digest", BY_DIGEST),
    ] {
        for _ in 0..2 {
            let users = cached.assert(path, credentials, ("200", "Hello, john!", "MISS"));
            let refused = ("401", "Unauthorized Access", "MISS");
            let strangers = cached.assert(path, NOBODY, refused);
            let fields = [users, strangers].map(|page| (page.cache_control, page.vary));
            let control = |directive: &str| (Some(directive.to_owned()), None);
            assert_eq!(fields, [control("private"), control("no-store")], "{path}");
        }
    }
}

/// The handler knows what may be shared.
#[test]
fn a_handlers_own_cache_control_stays() {
    let Some(cached) = Cached::start() else {
        return;
    };
    for cache in ["MISS", "HIT"] {
        let page = cached.assert("/shared", BY_KEY, ("200", "Hello, all!", cache));
        assert_eq!(page.cache_control.as_deref(), Some("public, max-age=60"));
    }
    assert_eq!(cached.server.seen().len(), 1);
}

/// Nobody's page may be stored, and is given to nobody who brings credentials.
#[test]
fn an_anonymous_page_is_cached() {
    let Some(cached) = Cached::start() else {
        return;
    };
    for (path, credentials, field) in [
        ("/optional/key", BY_KEY, "x-api-key"),
        ("/optional/basic", BY_BASIC, "authorization"),
    ] {
        for cache in ["MISS", "HIT"] {
            let page = cached.assert(path, NOBODY, ("200", "Hello, nobody!", cache));
            assert_eq!(page.vary.as_deref(), Some(field));
            assert_eq!(page.cache_control, None);
        }
        for _ in 0..2 {
            let page = cached.assert(path, credentials, ("200", "Hello, john!", "MISS"));
            assert_eq!(page.cache_control.as_deref(), Some("private"), "{path}");
            cached.assert(path, NOBODY, ("200", "Hello, nobody!", "HIT"));
        }
    }
}

//! The guards as a service, which a proxy asks about each request. nginx asks by `auth_request`, Caddy and Traefik by forward
//! auth, Envoy by `ext_authz`, and HAProxy by a script. The page `proxies` of the documentation has their fields.
//!
//! ```sh
//! cargo run -p example-forward-auth
//! ```
//!
//! The folder `proxies` has the files of nginx, HAProxy, Caddy, Traefik and Envoy, each with its command at the top. The proxy
//! listens on 127.0.0.1:8080, and passes what this service admits on to an application on 127.0.0.1:4000, with the name of the
//! user in `X-Remote-User`.
//!
//! In another terminal, in the place of the proxy:
//!
//! ```sh
//! curl -u john:hello -o /dev/null -w "%{http_code} %header{x-remote-user}" http://127.0.0.1:3000/auth/people   # 200 john
//! curl -u john:hullo -o /dev/null -w "%{http_code} %header{www-authenticate}" http://127.0.0.1:3000/auth/people   # 401 Basic realm="People", charset="UTF-8"
//! curl -H "Authorization: Bearer backup-token" -o /dev/null -w "%{http_code} %header{x-remote-user}" http://127.0.0.1:3000/auth/programs   # 200 backup
//! curl -H "Authorization: Basic a" -H "Authorization: Basic b" -o /dev/null -w "%{http_code}" http://127.0.0.1:3000/auth/people   # 400
//! curl -H "Authorization: Basic a" -H "Authorization: Basic b" -o /dev/null -w "%{http_code} %header{x-auth-status}" http://127.0.0.1:3000/nginx/people   # 403 400
//! curl -u john:hello -X PUT -o /dev/null -w "%{http_code} %header{x-remote-user}" http://127.0.0.1:3000/envoy/people/1   # 200 john
//! ```
//!
//! The proxy says what the client has signed by Digest. A stranger, who comes from another address, is not believed.
//!
//! ```sh
//! curl --digest -u door:open -H "X-Forwarded-Method: GET" -H "X-Forwarded-Uri: /auth/devices" -o /dev/null -w "%{http_code} %header{x-remote-user}" http://127.0.0.1:3000/auth/devices   # 200 door
//! curl --digest -u door:open -H "X-Forwarded-Method: GET" -H "X-Forwarded-Uri: /devices/" -o /dev/null -w "%{http_code}" http://127.0.0.1:3000/auth/devices   # 400
//! curl --digest -u door:open -H "X-Forwarded-Method: PUT" -H "X-Forwarded-Uri: /devices/" --interface 127.0.0.2 -o /dev/null -w "%{http_code}" http://127.0.0.1:3000/auth/devices   # 200
//! ```
//!
//! The address of the proxy is 127.0.0.1, or the one in the environment variable `PROXY`. Every program on the machine can
//! connect from 127.0.0.1, so that is for a machine on which you trust them all.

use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, OriginalUri, State};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::map_response;
use axum::response::Response;
use httpauth::password::{self, Overloaded};
use httpauth::routing::{Router, any, get};
use httpauth::{
    CurrentUser, ForwardedTarget, ForwardedTargetError, basic_auth, client_ip, constant_time_eq,
    digest_auth, forwarded_target, get_password, login_required, token_auth, verify_password,
    verify_token,
};
use tokio::net::TcpListener;

#[cfg(test)]
mod tests;

/// The address from which the proxy connects.
#[derive(Clone, Copy)]
struct Proxy(IpAddr);

impl Proxy {
    /// Returns whether the request came from the proxy, whose fields alone are believed.
    fn sent(self, peer: SocketAddr) -> bool {
        peer.ip().to_canonical() == self.0
    }
}

/// People with browsers.
#[basic_auth(realm = "People", throttle, state = Proxy)]
struct People;

/// Programs with tokens.
#[token_auth(realm = "Programs")]
struct Programs;

/// Devices that know no better than Digest.
#[digest_auth(realm = "Devices", algorithm = "SHA-256", throttle, target = forwarded, state = Proxy)]
struct Devices;

/// Returns the address of the client as the proxy says it. A proxy that does not say it counts as one client itself.
#[client_ip(auth = [People, Devices])]
fn client_ip(
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    State(proxy): State<Proxy>,
    fields: HeaderMap,
) -> IpAddr {
    let field = fields.get("x-forwarded-for").filter(|_| proxy.sent(peer));
    let address = field.and_then(|field| field.to_str().ok()?.parse().ok());
    address.unwrap_or(peer.ip())
}

/// Returns what the client has sent to the proxy. A stranger has signed his own request.
#[forwarded_target(auth = Devices)]
fn forwarded_target(
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    State(proxy): State<Proxy>,
    method: Method,
    OriginalUri(uri): OriginalUri,
    fields: HeaderMap,
) -> Result<Option<ForwardedTarget>, ForwardedTargetError> {
    if !proxy.sent(peer) {
        return Ok(None);
    }
    let asked = uri.path_and_query().map_or("", PathAndQuery::as_str);
    if let Some(target) = asked.strip_prefix(ENVOY) {
        return ForwardedTarget::new(method.as_str(), target).map(Some);
    }
    ForwardedTarget::from_fields(&fields, "x-forwarded-method", "x-forwarded-uri").map(Some)
}

/// The hash that `password::hash("hello")` made. In real life it comes from a database.
const JOHN: &str = "$argon2id$v=19$m=19456,t=2,p=1$QZu04x7Y4q8H0Xmi6em6Sg$FbmBV6H9z5eBA9D75JroDHtZH9/Di6ZKhqrs/Jc3p2A";

/// Verifies a password, for which clients queue in turn. Too many of them get a 503.
#[verify_password(auth = People)]
async fn verify_password(
    username: &str,
    password: &str,
    client: httpauth::Client,
) -> Result<bool, Overloaded> {
    let stored = (username == "john").then_some(JOHN);
    password::verify(password, stored).client(client).await
}

#[verify_token(auth = Programs)]
fn verify_token(token: &str) -> Option<&'static str> {
    constant_time_eq(token, "backup-token").then_some("backup")
}

#[get_password(auth = Devices)]
fn get_password(username: &str) -> Option<&'static str> {
    (username == "door").then_some("open")
}

/// The field that names the user. The proxies take it away from what clients send.
const REMOTE_USER: &str = "x-remote-user";

/// The answer for an admitted request. A name that cannot stand in a field is admitted by nobody.
type Admitted = Result<[(&'static str, HeaderValue); 1], StatusCode>;

/// Admits the user, whom the field names as it is. White space at an end would be lost on the way (RFC 9110 section 5.5), and
/// so would a field of no name, and the application would see another user.
fn admitted(user: &str) -> Admitted {
    let is_whole = !user.is_empty() && user.trim_matches([' ', '\t']) == user;
    let user = HeaderValue::from_str(user).ok().filter(|_| is_whole);
    let user = user.ok_or(StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok([(REMOTE_USER, user)])
}

#[login_required(auth = People)]
async fn people(user: CurrentUser<String>) -> Admitted {
    admitted(&user)
}

#[login_required(auth = Programs)]
async fn programs(user: CurrentUser<&'static str>) -> Admitted {
    admitted(&user)
}

#[login_required(auth = Devices)]
async fn devices(user: CurrentUser<String>) -> Admitted {
    admitted(&user)
}

/// Makes a 403 of any status that nginx would make a 500 of. The real one is in a field, and nginx.conf takes it from
/// there.
async fn for_nginx(mut response: Response) -> Response {
    let status = response.status();
    let is_known =
        status.is_success() || [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&status);
    if !is_known {
        let field = HeaderValue::from(status.as_u16());
        response.headers_mut().insert("x-auth-status", field);
        *response.status_mut() = StatusCode::FORBIDDEN;
    }
    response
}

/// The guards, which the proxies ask by `GET`, whatever the client has sent.
fn guards() -> Router<Proxy> {
    Router::new()
        .route("/people", get(people))
        .route("/programs", get(programs))
        .route("/devices", get(devices))
}

/// The prefix that Envoy puts before the client's target.
const ENVOY: &str = "/envoy";

/// The guards for Envoy, which asks by the client's own method for its own target.
fn guards_for_envoy() -> Router<Proxy> {
    Router::new()
        .route("/people/", any(people))
        .route("/people/{*path}", any(people))
        .route("/programs/", any(programs))
        .route("/programs/{*path}", any(programs))
        .route("/devices/", any(devices))
        .route("/devices/{*path}", any(devices))
}

fn app(proxy: IpAddr) -> axum::Router {
    Router::new()
        .nest("/auth", guards())
        .nest("/nginx", guards().layer(map_response(for_nginx)))
        .nest(ENVOY, guards_for_envoy())
        .with_state(Proxy(proxy))
        .into()
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let proxy = match std::env::var("PROXY") {
        Ok(address) => address.parse()?,
        Err(_) => IpAddr::V4(Ipv4Addr::LOCALHOST),
    };
    let addr = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    let app = app(proxy).into_make_service_with_connect_info::<SocketAddr>();
    Ok(axum::serve(listener, app).await?)
}

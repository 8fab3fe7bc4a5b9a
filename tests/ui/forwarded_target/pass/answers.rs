//! The forms of the callback.

use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode};
use httpauth::{
    ForwardedTarget, ForwardedTargetError, digest_auth, forwarded_target, get_password, multi_auth,
};

#[digest_auth(target = forwarded)]
struct Auth;

#[forwarded_target]
fn forwarded_target(fields: HeaderMap) -> Option<ForwardedTarget> {
    let field = |name| fields.get(name);
    ForwardedTarget::new(field("x-method")?, field("x-uri")?).ok()
}

#[digest_auth(state = bool, target = forwarded)]
struct Fallible;

#[digest_auth(state = bool, target = forwarded,)]
struct Member;

#[forwarded_target(auth = [Fallible, Member])]
async fn fallible(
    method: Method,
    State(is_up): State<bool>,
) -> Result<Option<ForwardedTarget>, (StatusCode, &'static str)> {
    let target = ForwardedTarget::new(method.as_str(), "/");
    let target = target.map_err(|_| (StatusCode::BAD_REQUEST, "no target"))?;
    Ok(is_up.then_some(target))
}

type Answer = Result<Option<ForwardedTarget>, ForwardedTargetError>;

#[digest_auth(target = forwarded)]
struct Alias;

#[forwarded_target(auth = Alias)]
fn alias() -> Answer {
    ForwardedTarget::new("GET", "/").map(Some)
}

#[multi_auth(Member, Alias)]
struct Multi;

#[get_password(auth = [Auth, Fallible, Member, Alias])]
fn get_password(_: &str) -> Option<String> {
    None
}

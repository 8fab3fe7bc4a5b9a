//! The event of a proxy that does not tell the target of a request.

use axum::http::HeaderMap;
use axum::{Router, routing::get};
use httpauth::{
    ForwardedTarget, ForwardedTargetError, digest_auth, forwarded_target, get_password,
    login_required,
};
use httpauth_tests::Call;

use super::lines::lines;

#[digest_auth(target = forwarded)]
struct Auth;

#[forwarded_target]
fn target(fields: HeaderMap) -> Result<Option<ForwardedTarget>, ForwardedTargetError> {
    ForwardedTarget::from_fields(&fields, "x-method", "x-uri").map(Some)
}

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[login_required]
async fn index() {}

/// It has the problem, and nothing that was sent. The event of the callback's answer follows.
#[tokio::test]
async fn a_proxy_that_does_not_tell_the_target() {
    let app = Router::new().route("/", get(index));
    let events = [
        (&["GET"][..], &[][..], "the proxy has not set a field of the forwarded target", "WARN httpauth.failed message=a callback failed", 500),
        (&["GET", "GET"], &["/"], "there are several fields of the forwarded target", "WARN httpauth.failed message=a callback failed", 500),
        (&["G T"], &["/"], "the forwarded method is not a method", "INFO httpauth.answered message=a callback refused a request", 400),
        (&["GET"], &["/secret page"], "the forwarded target is not the target of a request", "INFO httpauth.answered message=a callback refused a request", 400),
    ];
    for (methods, targets, problem, answered, status) in events {
        let mut call = Call::get("/").authorization("Digest username=\"john\"");
        for method in methods {
            call = call.header("x-method", method);
        }
        for target in targets {
            call = call.header("x-uri", target);
        }
        let told = format!(
            "WARN httpauth.forwarded_target message=a proxy does not tell the target of a request problem={problem}"
        );
        let answered = format!(
            "{answered} object=forwarded::Auth scheme=Digest policy=forwarded::index status={status}"
        );
        assert_eq!(lines(&app, call).await.0, [told, answered]);
    }
}

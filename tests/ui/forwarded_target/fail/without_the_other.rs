use httpauth::{ForwardedTarget, digest_auth, forwarded_target, get_password, multi_auth};

#[digest_auth(target = forwarded)]
struct NoCallback;

#[digest_auth]
struct NoKey;

#[forwarded_target(auth = NoKey)]
fn forwarded_target() -> Option<ForwardedTarget> {
    None
}

#[multi_auth(NoCallback, NoKey)]
struct Multi;

#[get_password(auth = [NoCallback, NoKey])]
fn get_password(_: &str) -> Option<String> {
    None
}

fn main() {}

#![deny(warnings)]

use std::borrow::Cow;
use std::sync::LazyLock;
use std::time::Duration;

use axum::{Router, routing::get};
use httpauth::{Authenticator, SettingError, digest_auth, get_password, login_required};

/// Names that an expansion might have, too.
static REALM: LazyLock<String> = LazyLock::new(|| "Staff only".to_owned());
const TTL: Duration = Duration::from_secs(60);

struct Setting;

impl Setting {
    fn realm(self) -> impl Into<Cow<'static, str>> {
        option_env!("NO_SUCH_REALM").unwrap_or("Staff only")
    }
}

#[digest_auth(realm = REALM.as_str(), nonce_ttl = TTL * 2, algorithm = "MD5")]
pub struct Auth;

#[digest_auth(realm = Setting.realm(), nonce_ttl = Duration::from_secs(1))]
struct Other;

/// A text that a macro hands over is a constant all the same.
macro_rules! object {
    ($realm:literal, $ttl:literal) => {
        #[digest_auth(realm = $realm, nonce_ttl = $ttl, algorithm = "MD5")]
        struct Constant;
    };
}

object!("Staff only", "1m");

#[get_password(auth = [Auth, Other, Constant])]
fn get_password(_: &str) -> Option<String> {
    None
}

#[login_required]
async fn index() {}

#[test]
fn compiles() {
    let _: Router = Router::new().route("/", get(index));
    let ha1: Result<String, SettingError> = Auth::ha1("john", "hello");
    assert_eq!(ha1, Ok(Constant::ha1("john", "hello")));
    assert_eq!(Auth::REGISTRY.realm(), "REALM.as_str()");
    assert_eq!(Other::REGISTRY.realm(), "Setting.realm()");
    assert_eq!(Constant::REGISTRY.realm(), "Staff only");
}

//! Properties of the header. Any content comes through it, and any change on the way does not.

use axum::extract::State;
use axum::http::Method;
use axum::{Router, routing::any};
use httpauth::{CurrentUser, digest_auth, get_password, login_required};
use httpauth_tests::Call;
use httpauth_tests::digest::{Challenge, Credentials};
use proptest::prelude::*;
use tokio::runtime::{Builder, Runtime};

/// The username and the password that the test has made up.
type User = (String, String);

/// An auth object for each realm, since a realm stands in the program's text.
macro_rules! realms {
    ($($module:ident $realm:literal $algorithm:literal,)+) => {
        $(mod $module {
            use super::*;

            #[digest_auth(realm = $realm, algorithm = $algorithm, state = User)]
            struct Auth;

            #[get_password]
            fn get_password(username: &str, State(user): State<User>) -> Option<String> {
                (username == user.0).then_some(user.1)
            }

            #[login_required]
            pub(super) async fn index(user: CurrentUser<String>) -> String {
                user.0
            }
        })+

        /// Returns the guarded routes, one for each realm, and the algorithms of their challenges.
        fn app(user: User) -> (Router, &'static [&'static str]) {
            let router = Router::new()
                $(.nest(concat!("/", stringify!($module)), Router::new().fallback(any($module::index))))+
                .with_state(user);
            (router, &[$(concat!("/", stringify!($module)), $algorithm),+])
        }
    };
}

realms! {
    plain "Staff only" "SHA-256",
    empty "" "MD5",
    quotes r#"""# "SHA-512-256",
    backslashes r"\\\" "MD5-sess",
    mixed r#"a "b\", nonce="x", c=\d"# "SHA-256-sess",
    punctuation "!#$%&'()*+,-./:;<=>?@[]^_`{|}~" "SHA-512-256-sess",
    colons ":a:b::" "MD5",
    spaces "  two  spaces  " "SHA-256",
    long "a realm that is longer than the buffer for hashes on the stack ................................................................................................................................................................................................................" "SHA-256",
}

fn runtime() -> Runtime {
    Builder::new_current_thread().build().unwrap()
}

/// Any text without control characters, bidirectional ones included. It is sent in UTF-8, as the challenge asks.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[^\\x00-\\x1f\\x7f-\\x9f\\u{202a}-\\u{202e}\\u{2066}-\\u{2069}]{0,12}",
        "[\"\\\\:,= \ta-c]{0,20}",
        "[a-zA-Z0-9]{200,300}"
    ]
}

/// Returns a path and a query, of what the request line can hold.
fn uri() -> impl Strategy<Value = String> {
    "(/[a-zA-Z0-9!$&'()*+,;=:@._~-]{0,8}|/%[0-9a-fA-F]{2}){1,4}(\\?[a-zA-Z0-9!$&'()*+,;=:@/?._~%-]{0,16})?"
}

/// Returns a password, which is not empty, since an empty one never matches.
fn password() -> impl Strategy<Value = String> {
    prop_oneof!["[^\\x00]{1,12}", ".{1,12}"]
        .prop_filter("not empty", |password| !password.is_empty())
}

fn method() -> impl Strategy<Value = Method> {
    "[A-Z]{1,7}".prop_map(|name| name.parse().unwrap())
}

/// Returns the first credentials of a user for a target.
async fn credentials(
    app: &Router,
    user: &User,
    target: &str,
    algorithm: &str,
    method: &Method,
) -> Credentials {
    let answer = Call::new(method.clone(), target).send(app).await;
    let challenge = Challenge::of(&answer, algorithm);
    Credentials::new(&challenge, &user.0, &user.1, target).method(method.as_str())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_credentials_round_trip(name in text(), password in password(), uri in uri(), method in method()) {
        let user = (name, password);
        let (app, realms) = app(user.clone());
        runtime().block_on(async {
            for realm in realms.chunks(2) {
                let target = format!("{}/x{uri}", realm[0]);
                let signed = credentials(&app, &user, &target, realm[1], &method).await;
                let call = Call::new(method.clone(), &target).authorization(signed.header());
                let answer = call.send(&app).await;
                assert_eq!(answer.status, 200, "{target}");
                if method != Method::HEAD {
                    assert_eq!(answer.body, user.0);
                }
            }
        });
    }

    /// One byte of one value is another, is left out, or is added.
    #[test]
    fn no_changed_value_passes(
        realm in 0..9_usize,
        name in text(),
        password in password(),
        which: prop::sample::Index,
        at: prop::sample::Index,
        change in 0..4_u8,
        byte in prop_oneof![0x20..0x7f_u8, 0x80..=0xff_u8],
    ) {
        let user = (name, password);
        let (app, realms) = app(user.clone());
        let (target, algorithm) = (format!("{}/x?y=z", realms[realm * 2]), realms[realm * 2 + 1]);
        runtime().block_on(async {
            let signed = credentials(&app, &user, &target, algorithm, &Method::GET).await;
            let names = ["username", "realm", "nonce", "opaque", "uri", "response", "algorithm", "qop", "nc", "cnonce"];
            let name = *which.get(&names);
            let value = signed.get(name).to_vec();
            let changed = changed(&value, at, change, byte);
            // Hex digits and tokens have no letter case.
            let caseless = matches!(name, "response" | "algorithm" | "qop");
            let same = changed == value || (caseless && changed.eq_ignore_ascii_case(&value));
            // A token is not quoted by our client, so that these would be no values but other lists.
            let is_token = matches!(name, "algorithm" | "qop" | "nc");
            if same || (is_token && !changed.iter().all(u8::is_ascii_alphanumeric)) {
                return;
            }
            let header = signed.set(name, &changed).header();
            let answer = Call::get(&target).authorization(header).send(&app).await;
            assert!(matches!(answer.status.as_u16(), 400 | 401), "{name}: {changed:?}");
            // The unchanged request is still good, since no count was used up.
            let answer = Call::get(&target).authorization(signed.header()).send(&app).await;
            assert_eq!(answer.status, 200);
        });
    }

    #[test]
    fn no_changed_method_passes(signed in method(), sent in method()) {
        let user = ("john".to_owned(), "hello".to_owned());
        let (app, _) = app(user.clone());
        runtime().block_on(async {
            let credentials = credentials(&app, &user, "/plain/x", "SHA-256", &signed).await;
            let answer = Call::new(sent.clone(), "/plain/x").authorization(credentials.header()).send(&app).await;
            assert_eq!(answer.status == 200, signed == sent);
        });
    }
}

fn changed(value: &[u8], at: prop::sample::Index, change: u8, byte: u8) -> Vec<u8> {
    let mut changed = value.to_vec();
    let at = at.index(value.len() + 1);
    match change {
        0 => changed.insert(at, byte),
        1 if at < changed.len() => changed[at] = byte,
        2 if at < changed.len() => drop(changed.remove(at)),
        _ => changed.truncate(at),
    }
    changed
}

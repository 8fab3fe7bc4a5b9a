//! The messages about the mistakes that several attributes have in common, attribute by attribute.
//!
//! `tests/ui` has each of these mistakes once, as the compiler shows it.

use proc_macro2::TokenTree;
use syn::LitStr;

use super::*;

/// A callback attribute, its keys, the number of its parameters if it needs some, and the signature that it advises.
type Callback = (&'static str, &'static str, &'static str, &'static str);

const CALLBACKS: [Callback; 12] = [
    (
        "verify_password",
        "`auth`, `anonymous`, `crate`",
        "two parameters",
        "async fn verify_password(username: &str, password: &str) -> Option<User>",
    ),
    (
        "verify_token",
        "`auth`, `crate`",
        "one parameter",
        "async fn verify_token(token: &str) -> Option<User>",
    ),
    (
        "get_password",
        "`auth`, `crate`",
        "one parameter",
        "async fn get_password(username: &str) -> Option<String>",
    ),
    (
        "hash_password",
        "`auth`, `crate`",
        "one parameter",
        "fn hash_password(password: &str) -> String",
    ),
    (
        "generate_nonce",
        "`auth`, `crate`",
        "",
        "fn generate_nonce() -> String",
    ),
    (
        "verify_nonce",
        "`auth`, `crate`",
        "one parameter",
        "fn verify_nonce(nonce: &str) -> bool",
    ),
    (
        "generate_opaque",
        "`auth`, `crate`",
        "",
        "fn generate_opaque() -> String",
    ),
    (
        "verify_opaque",
        "`auth`, `crate`",
        "one parameter",
        "fn verify_opaque(opaque: &str) -> bool",
    ),
    (
        "protected_resource",
        "`auth`, `crate`",
        "",
        "fn resource() -> ProtectedResource",
    ),
    (
        "forwarded_target",
        "`auth`, `crate`",
        "",
        "fn forwarded_target(ConnectInfo(peer): ConnectInfo<SocketAddr>, fields: HeaderMap) -> Option<ForwardedTarget>",
    ),
    (
        "get_user_roles",
        "`auth`, `crate`",
        "one parameter",
        "fn get_user_roles(user: &User) -> Vec<String>",
    ),
    (
        "error_handler",
        "`auth`, `crate`",
        "",
        "fn error_handler(status: StatusCode) -> &'static str",
    ),
];

/// A declaring attribute, arguments that it needs, and what it advises.
const OBJECTS: [(&str, &str, &str); 4] = [
    ("basic_auth", "", "#[basic_auth] struct Auth;"),
    ("digest_auth", "", "#[digest_auth] struct Auth;"),
    ("token_auth", "", "#[token_auth] struct Auth;"),
    (
        "multi_auth",
        "A, B",
        "#[multi_auth(Basic, Api)] struct Auth;",
    ),
];

/// Returns the texts of all `compile_error!("…")` in the tokens.
fn errors(tokens: TokenStream) -> Vec<String> {
    let (mut errors, mut named) = (Vec::new(), false);
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => named = ident == "compile_error",
            TokenTree::Group(group) => match syn::parse2::<LitStr>(group.stream()) {
                Ok(text) if named => errors.push(text.value()),
                _ => errors.extend(self::errors(group.stream())),
            },
            _ => {}
        }
    }
    errors
}

/// Asserts that the attribute says this, and nothing else.
#[track_caller]
fn assert_says(name: &str, arguments: &str, item: &str, messages: &[&str]) {
    let tokens = expand(name, arguments.parse().unwrap(), item.parse().unwrap());
    assert_eq!(errors(tokens), messages, "#[{name}({arguments})] {item}");
}

#[test]
fn what_is_advised_is_right() {
    for (name, _, _, signature) in CALLBACKS {
        assert_says(name, "", &format!("{signature} {{}}"), &[]);
    }
    for (name, arguments, _) in OBJECTS {
        assert_says(name, arguments, "struct Auth;", &[]);
    }
}

#[test]
fn a_callback_is_a_free_and_safe_function_without_type_parameters() {
    for (name, _, _, signature) in CALLBACKS {
        let write = |what: &str| format!("{what}; write `{signature}`");
        let message = write(&format!("`#[{name}]` goes on a function"));
        assert_says(name, "", "struct Callback;", &[&message]);

        let method = format!("{signature} {{}}").replacen('(', "(&self, ", 1);
        let message = write("a callback must be a free function, not a method");
        assert_says(name, "", &method, &[&message]);

        let item = format!("{signature} {{}}").replacen("fn", "unsafe fn", 1);
        let message = "a callback must be a safe function; leave `unsafe` out";
        assert_says(name, "", &item, &[message]);

        let item = format!("{signature} {{}}").replacen('(', "<T>(", 1);
        let message = "a callback cannot have type parameters, since each auth object has one user type and one state; leave \
             them out";
        assert_says(name, "", &item, &[message]);
    }
}

#[test]
fn the_parameters_of_a_callback() {
    for (name, _, count, signature) in CALLBACKS {
        let write = |what: &str| format!("{what}; write `{signature}`");
        let (head, tail) = signature.split_once('(').unwrap();
        let (parameters, answer) = tail.rsplit_once(')').unwrap();

        let reference = write("this parameter is an extractor, which is taken by value");
        let item = format!("{head}({parameters}, _: u8, _: &HeaderMap){answer} {{}}");
        assert_says(name, "", &item.replace("(,", "("), &[&reference]);
        if count.is_empty() {
            continue;
        }

        let missing = write(&format!("`#[{name}]` needs {count} before its extractors"));
        let item = format!("{head}(){answer} {{}}");
        assert_says(name, "", &item, &[&missing]);

        let owned = match name {
            "get_user_roles" => write("this parameter must be a reference to the user, `&User`"),
            _ => write("this parameter must be `&str`"),
        };
        let item = format!("{head}({}){answer} {{}}", parameters.replace('&', ""));
        let number = parameters.matches('&').count();
        assert_says(name, "", &item, &vec![&*owned; number]);
    }
}

#[test]
fn a_callback_answers() {
    for (name, _, _, signature) in CALLBACKS {
        let (head, _) = signature.split_once(" ->").unwrap();
        let message = format!("this callback returns nothing; write `{signature}`");
        // An error handler without an answer leaves the body empty.
        let messages = [&*message];
        let messages = if name == "error_handler" {
            &[]
        } else {
            &messages[..]
        };
        assert_says(name, "", &format!("{head} {{}}"), messages);
    }
}

#[test]
fn the_keys_of_a_callback() {
    for (name, keys, _, signature) in CALLBACKS {
        let says = |arguments: &str, message: &str| {
            assert_says(name, arguments, &format!("{signature} {{}}"), &[message]);
        };
        for value in ["\"Auth\"", "[]"] {
            let message = "invalid value for `auth`: expected a path or a list of paths; write `auth = path::to::Auth`";
            says(&format!("auth = {value}"), message);
        }
        let unknown = format!("unknown key `optional`, expected one of {keys}");
        says("optional", &unknown);
        let twice = "`auth` is given twice; leave one of them out";
        says("auth = A, auth = A", twice);
        says(
            "crate",
            "the value of `crate` is missing; write `crate = ::httpauth`",
        );
    }
}

#[test]
fn an_auth_object_is_a_unit_struct() {
    for (name, arguments, advice) in OBJECTS {
        let message = format!("`#[{name}]` goes on a unit struct; write `{advice}`");
        for item in ["enum Auth {}", "async fn auth() {}"] {
            assert_says(name, arguments, item, &[&message]);
        }
        let message =
            "an auth object is a unit struct without fields and generics; write `struct Auth;`";
        for item in [
            "struct Auth {}",
            "struct Auth { users: Vec<String> }",
            "struct Auth<T>;",
        ] {
            assert_says(name, arguments, item, &[message]);
        }
    }
}

#[test]
fn the_texts_of_an_auth_object() {
    for name in ["basic_auth", "digest_auth", "token_auth"] {
        let says = |arguments: &str, message: &str| {
            assert_says(name, arguments, "struct Auth;", &[message]);
        };
        let realm =
            "invalid realm: expected printable ASCII characters, as in `realm = \"Staff only\"`";
        says("realm = \"a\\nb\"", realm);
        let scheme = "invalid scheme: expected one word of letters, digits and `-`, as in `scheme = \"MyScheme\"`";
        says("scheme = \"\"", scheme);
        let value = "invalid value for `state`: expected a type; write `state = AppState`";
        says("state = \"AppState\"", value);
    }
}

#[test]
fn the_subprotocol_of_a_token() {
    let says = |arguments: &str, messages: &[&str]| {
        assert_says("token_auth", arguments, "struct Auth;", messages);
    };
    let invalid = "invalid subprotocol: expected the beginning of one, of letters, digits and `.`, as in `subprotocol = \
                   \"bearer.\"`";
    for prefix in ["", "a b", "a,b", "bearer/", "a=", "\u{e9}"] {
        says(&format!("subprotocol = {prefix:?}"), &[invalid]);
    }
    let both =
        "a token is read from the field of `header` or from a subprotocol; leave one of them out";
    says("subprotocol = \"bearer.\", header = \"X-API-Key\"", &[both]);
    says("subprotocol = \"bearer.\", scheme = \"Key\", bare", &[]);
}

#[test]
fn the_throttle_of_an_auth_object() {
    for name in ["basic_auth", "digest_auth"] {
        for arguments in [
            "throttle",
            "throttle, state = App",
            "throttle = T, state = App",
        ] {
            assert_says(name, arguments, "struct Auth;", &[]);
        }
        let state = "the throttle is taken from the state; add `state = AppState`, or write `throttle` alone to count in memory";
        assert_says(name, "throttle = T", "struct Auth;", &[state]);
        let value =
            "invalid value for `throttle`: expected a type; write `throttle = Arc<MemoryThrottle>`";
        assert_says(
            name,
            "throttle = \"10\", state = App",
            "struct Auth;",
            &[value],
        );
    }
    let reason = "a token names no user whose failures could be counted; make tokens that nobody guesses, of 128 random \
                  bits, and leave `throttle` out";
    for arguments in ["throttle", "throttle = T"] {
        assert_says("token_auth", arguments, "struct Auth;", &[reason]);
    }
}

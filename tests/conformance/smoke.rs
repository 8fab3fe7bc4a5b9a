//! One right and one wrong request for each route: black-box suites ask the server the rest.

use axum::Router;
use axum::http::Method;
use httpauth_tests::digest::{Challenge, Credentials, hash};
use httpauth_tests::{Answer, Call};

const UNAUTHORIZED: &str = "Unauthorized Access";
const BASIC: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;
const BEARER: &str = r#"Bearer realm="Authentication Required""#;
const INVALID: &str = r#"Bearer realm="Authentication Required", error="invalid_token""#;
const MY_TOKEN: &str = r#"MyToken realm="Authentication Required""#;
const FOO: &str = r#"MyToken realm="Foo""#;

/// Header fields, with `:` between name and value: none, john's credentials in Basic, and wrong ones.
const NONE: &[&str] = &[];
const JOHN: &[&str] = &["authorization:Basic am9objpoZWxsbw=="];
const WRONG: &[&str] = &["authorization:Basic am9objpieWU="];
const TOKEN: &[&str] = &["authorization:MyToken this-is-the-token!"];

/// Sends the request by every method that the route answers alike.
async fn check(
    app: &Router,
    path: &str,
    fields: &[&str],
    status: u16,
    challenges: &[&str],
    body: &str,
) {
    for method in ["GET", "HEAD", "POST", "PUT", "DELETE"] {
        let mut call = Call::new(method.parse().unwrap(), path);
        for field in fields {
            let (name, value) = field.split_once(':').unwrap();
            call = call.header(name, value);
        }
        println!("{method} {path} {fields:?}");
        let body = if method == "HEAD" { "" } else { body };
        let status = status.try_into().unwrap();
        call.send(app).await.assert_is(status, challenges, body);
    }
}

#[tokio::test]
async fn basic() {
    let app = crate::app();
    let realm = r#"Basic realm="My Realm", charset="UTF-8""#;
    let scheme = r#"MyBasic realm="scheme", charset="UTF-8""#;
    let in_my_basic = &["authorization:MyBasic am9objpoZWxsbw=="];
    for (path, fields, status, challenges, body) in [
        ("/", NONE, 200, NONE, "index"),
        ("/basic", NONE, 401, &[BASIC], UNAUTHORIZED),
        ("/basic", JOHN, 200, NONE, "basic_auth:john"),
        ("/basic-realm", NONE, 401, &[realm], "custom error"),
        ("/basic-realm", JOHN, 200, NONE, "basic_auth_my_realm:john"),
        ("/basic-md5", NONE, 401, &[BASIC], UNAUTHORIZED),
        ("/basic-md5", JOHN, 200, NONE, "basic_custom_auth:john"),
        ("/basic-scheme", JOHN, 401, &[scheme], UNAUTHORIZED),
        ("/basic-scheme", in_my_basic, 200, NONE, "basic_scheme:john"),
        ("/basic-echo", NONE, 200, NONE, "u=;p="),
        ("/basic-echo", WRONG, 200, NONE, "u=6a6f686e;p=627965"),
        ("/basic-optional", NONE, 200, NONE, "user:anonymous"),
        ("/basic-optional", JOHN, 200, NONE, "user:john"),
        ("/basic-optional", WRONG, 401, &[BASIC], UNAUTHORIZED),
        ("/hello", NONE, 401, &[BASIC], UNAUTHORIZED),
        ("/hello", JOHN, 200, NONE, "Hello, john!"),
        ("/basic-options", WRONG, 401, &[BASIC], UNAUTHORIZED),
    ] {
        check(&app, path, fields, status, challenges, body).await;
    }
    for path in ["/basic-verify", "/basic-verify-bool"] {
        let (anonymous, john) = (
            "basic_verify_auth: anon:True",
            "basic_verify_auth:john anon:False",
        );
        check(&app, path, NONE, 200, &[], anonymous).await;
        check(&app, path, JOHN, 200, &[], john).await;
        check(&app, path, WRONG, 403, &[BASIC], "error").await;
    }
    let options = |path| Call::new(Method::OPTIONS, path).basic("john", "hello");
    let answer = options("/basic-options").send(&app).await;
    answer.assert_ok("method=OPTIONS;user=john");
    let answer = options("/basic").send(&app).await;
    assert_eq!(
        (answer.status.as_u16(), answer.values("allow")),
        (405, vec!["GET,HEAD,PUT,POST,DELETE"])
    );
    let ha1 = hash(
        "MD5",
        &["a ç".as_bytes(), b"Authentication Required", b"p:&"],
    );
    let path = "/util/ha1?username=a%20%C3%A7&password=p:%26";
    check(&app, path, NONE, 200, &[], &ha1).await;
}

#[tokio::test]
async fn error_handlers() {
    let app = crate::app();
    let realm = r#"Basic realm="Private Area", charset="UTF-8""#;
    for (name, status, challenge, body) in [
        ("default", 401, BASIC, UNAUTHORIZED),
        ("realm", 401, realm, UNAUTHORIZED),
        ("plain", 401, BASIC, "error"),
        ("empty", 401, BASIC, ""),
        ("tuple403", 403, BASIC, "error"),
        ("tuple200", 200, BASIC, "error"),
        ("resp200", 401, BASIC, "error"),
        ("resp403", 403, BASIC, "error"),
        ("status-arg", 401, BASIC, "denied 401"),
        ("status-arg-plain", 401, BASIC, "denied 401"),
        ("json", 401, BASIC, r#"{"error":"denied"}"#),
        ("custom-www", 401, r#"Custom realm="X""#, "error"),
        ("custom-www-lower", 401, r#"Custom realm="lower""#, "error"),
        ("redirect", 302, BASIC, ""),
        ("role-plain", 401, BASIC, "error"),
    ] {
        let path = format!("/error/{name}");
        check(&app, &path, WRONG, status, &[challenge], body).await;
    }
    check(&app, "/error/role-plain", JOHN, 403, &[BASIC], "error").await;
    // Two fields are a 400, of which the handler makes what it likes.
    for (name, status, body) in [
        ("default", 400, "Bad Request"),
        ("status-arg", 400, "denied 400"),
        ("tuple403", 403, "error"),
    ] {
        let (path, twice) = (format!("/error/{name}"), [JOHN, JOHN].concat());
        check(&app, &path, &twice, status, &[BASIC], body).await;
    }
    let redirect = Call::get("/error/redirect").send(&app).await;
    assert_eq!(redirect.values("location"), ["/login"]);
    let json = Call::get("/error/json").send(&app).await;
    assert_eq!(json.values("content-type"), ["application/json"]);
}

#[tokio::test]
async fn roles() {
    let app = crate::app();
    for (name, john, susan) in [
        ("normal", true, true),
        ("special", false, true),
        ("normal-or-special", true, true),
        ("normal-and-special", false, true),
    ] {
        let path = format!("/roles/{name}");
        for (username, password, passes) in [("john", "hello", john), ("susan", "bye", susan)] {
            let answer = Call::get(&path).basic(username, password).send(&app).await;
            if passes {
                answer.assert_ok(&format!("{}:{username}", name.replace('-', "_")));
            } else {
                answer.assert_is(403.try_into().unwrap(), &[BASIC], "error");
            }
        }
        check(&app, &path, NONE, 403, &[BASIC], "error").await;
    }
    let challenge = r#"Basic realm="roles", charset="UTF-8""#;
    for (name, passes, fails) in [
        ("any", "nullrole", ""),
        ("admin", "admin", "user"),
        ("admin-or-mod", "usermod", "usercon"),
        ("nested", "modcon", "mod"),
        ("nested-mixed", "usermod", "user"),
        ("optional-admin", "admin", "norole"),
    ] {
        let call = |name| Call::get(&format!("/roles-obj/{name}"));
        let answer = call(name).basic(passes, "pw").send(&app).await;
        answer.assert_ok(&format!("ok:{passes}"));
        let answer = call(name).basic(fails, "pw").send(&app).await;
        let status = if fails.is_empty() { 401 } else { 403 };
        answer.assert_is(status.try_into().unwrap(), &[challenge], UNAUTHORIZED);
    }
    let nobody = Call::get("/roles-obj/optional-admin").send(&app).await;
    nobody.assert_ok("ok:anonymous");
}

#[tokio::test]
async fn tokens() {
    let app = crate::app();
    let (echo, key_echo) = (r#"Bearer realm="echo""#, r#"ApiKey realm="echo""#);
    let key = &["x-api-key:this-is-the-token!"];
    let bearer = |token| format!("authorization:Bearer {token}");
    let [two, yes, no, a] = ["secret-token-2", "yes", "no", "a=="].map(bearer);
    for (path, fields, status, challenges, body) in [
        ("/token", NONE, 401, &[FOO][..], "error"),
        ("/token", TOKEN, 200, NONE, "token_auth:user"),
        ("/token-optional", NONE, 200, NONE, "token_auth:None"),
        ("/token-optional", TOKEN, 200, NONE, "token_auth:user"),
        (
            "/token2",
            TOKEN,
            401,
            &[r#"Token realm="foo""#],
            UNAUTHORIZED,
        ),
        ("/token3", NONE, 401, &[BEARER], UNAUTHORIZED),
        ("/token3", key, 200, NONE, "token_auth3:user"),
        ("/bearer", &[&no], 401, &[INVALID], UNAUTHORIZED),
        ("/bearer", &[&two], 200, NONE, "Hello, susan!"),
        ("/token-echo", NONE, 401, &[echo], UNAUTHORIZED),
        ("/token-echo", &[&a], 200, NONE, "t=613d3d"),
        ("/header-echo", NONE, 401, &[key_echo], UNAUTHORIZED),
        ("/header-echo", &["x-api-key:a b"], 200, NONE, "t=612062"),
        ("/token-bool", &[&no], 401, &[INVALID], UNAUTHORIZED),
        ("/token-bool", &[&yes], 200, NONE, "user:None"),
    ] {
        check(&app, path, fields, status, challenges, body).await;
    }
}

/// Returns the answer to credentials for the last of the challenges.
async fn login(app: &Router, path: &str, password: &str) -> Answer {
    let refused = Call::get(path).send(app).await;
    assert_eq!(refused.status, 401, "{path}");
    let challenges = refused.challenges();
    let (scheme, params) = challenges.last().unwrap().split_once(' ').unwrap();
    let challenge = Challenge::parse(&format!("Digest {params}")).unwrap();
    let credentials = Credentials::new(&challenge, "john", password, path).header();
    let credentials = String::from_utf8(credentials).unwrap();
    let call = Call::get(path).authorization(credentials.replacen("Digest", scheme, 1));
    call.send(app).await
}

#[tokio::test]
async fn digest() {
    let app = crate::app();
    for (path, body) in [
        ("/digest", "digest_auth:john"),
        ("/digest/sub", "digest_sub:john"),
        ("/digest-realm", "digest_auth_my_realm:john"),
        ("/digest-ha1", "digest_auth_ha1_pw:john"),
        ("/digest-noqop", "digest_auth:john"),
        ("/digest-sess", "digest_auth:john"),
        ("/digest-scheme", "digest_scheme:john"),
        ("/digest-int", "digest_int:john"),
        ("/digest-custom", "digest_auth:john"),
        ("/digest-custom-noqop", "digest_auth:john"),
        ("/digest-ttl", "digest_ttl:john"),
        ("/digest-any", "digest_any:john"),
        ("/digest-staff", "digest_staff:john"),
    ] {
        println!("{path}");
        assert_eq!(login(&app, path, "hello").await.status, 401);
        login(&app, path, "bye").await.assert_ok(body);
    }
    let nobody = Call::get("/digest-optional").send(&app).await;
    nobody.assert_ok("user:anonymous");
    let wrong = Call::get("/digest-optional").authorization("Digest x");
    assert_eq!(wrong.send(&app).await.status, 401);
}

#[tokio::test]
async fn multi() {
    let app = crate::app();
    let custom = &["x-token:this-is-the-custom-token!"];
    let all: &[&str] = &[BASIC, MY_TOKEN, BEARER];
    let no_bar = format!(r#"{BEARER}, error="insufficient_scope", scope="bar""#);
    for (name, fields, status, challenges, body) in [
        ("protected", NONE, 401, all, UNAUTHORIZED),
        ("protected", JOHN, 200, NONE, "access granted:john"),
        ("protected", TOKEN, 200, NONE, "access granted:None"),
        ("protected", custom, 200, NONE, "access granted:None"),
        ("protected", WRONG, 401, &[BASIC], UNAUTHORIZED),
        (
            "protected-with-role",
            custom,
            200,
            NONE,
            "role access granted",
        ),
        ("protected-with-bar", JOHN, 200, NONE, "bar access granted"),
        ("protected-with-bar", TOKEN, 401, &[FOO], "error"),
        ("protected-with-bar", custom, 403, &[&no_bar], UNAUTHORIZED),
        ("optional", NONE, 200, NONE, "multi user:anonymous"),
        ("optional", JOHN, 200, NONE, "multi user:john"),
        ("optional", WRONG, 401, &[BASIC], UNAUTHORIZED),
    ] {
        let path = format!("/multi/{name}");
        check(&app, &path, fields, status, challenges, body).await;
    }
    let path = "/multi-digest";
    let challenges = Call::get(path).send(&app).await;
    let [_, md5, basic, bearer] = challenges.challenges().try_into().unwrap();
    assert_eq!(basic, r#"Basic realm="multi", charset="UTF-8""#);
    assert_eq!(bearer, r#"Bearer realm="multi""#);
    check(&app, path, JOHN, 200, &[], "Hello, john!").await;
    let token = &["authorization:Bearer secret-token-1"];
    check(&app, path, token, 200, &[], "Hello, john!").await;
    let challenge = Challenge::parse(md5).unwrap();
    let credentials = Credentials::new(&challenge, "john", "hello", path);
    let call = Call::get(path).authorization(credentials.header());
    call.send(&app).await.assert_ok("Hello, john!");
}

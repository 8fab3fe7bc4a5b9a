//! Cases 1 to 20 and 43 for Digest, about the field and its parameters.

use axum::http::StatusCode;
use httpauth::Reason;
use httpauth_tests::Call;
use httpauth_tests::digest::Credentials;

use crate::apps::{App, assert_refused};

/// Asserts that `GET /` with this field is refused before any callback.
async fn refuses(app: &App, field: impl AsRef<[u8]>, reason: Reason) {
    let text = String::from_utf8_lossy(field.as_ref()).into_owned();
    let answer = Call::get("/").authorization(field).send(&app.router).await;
    assert!(answer.status == StatusCode::UNAUTHORIZED, "{text}");
    assert_refused(&answer, reason);
    app.saw(&[]);
}

/// Returns John's header, as text.
fn text(john: &Credentials) -> String {
    String::from_utf8(john.header()).unwrap()
}

/// Asserts that this field lets john in.
async fn passes(app: &App, field: impl AsRef<[u8]>) {
    let answer = Call::get("/").authorization(field).send(&app.router).await;
    answer.assert_ok("Hello, john!");
    app.seen.assert(&["john"]);
    app.store.take_claims();
}

#[tokio::test]
async fn cases_1_to_3_no_credentials() {
    let app = App::new();
    assert_refused(&Call::get("/").send(&app.router).await, Reason::Missing);
    refuses(&app, "", Reason::Missing).await;
    for field in ["Digest", "Digest ", "Digest ,", "digest"] {
        refuses(&app, field, Reason::Malformed).await;
    }
}

#[tokio::test]
async fn cases_4_to_6_the_scheme() {
    let app = App::new();
    for scheme in ["Digest", "digest", "DIGEST", "dIgEsT"] {
        let john = text(&app.johns_first().await);
        passes(&app, john.replace("Digest", scheme)).await;
    }
    let parameters = text(&app.johns_first().await)["Digest ".len()..].to_owned();
    for scheme in [
        "Negotiate",
        "Basic",
        "Digestx",
        "XDigest",
        "Digest\t",
        " Digest",
        "Digest,",
    ] {
        refuses(&app, format!("{scheme} {parameters}"), Reason::OtherScheme).await;
    }
}

#[tokio::test]
async fn case_7_two_fields_are_400() {
    let app = App::new();
    let john = app.johns_first().await;
    for other in [
        john.header(),
        b"Basic am9objpoZWxsbw==".to_vec(),
        Vec::new(),
    ] {
        let call = Call::get("/")
            .authorization(john.header())
            .authorization(other);
        assert_refused(&call.send(&app.router).await, Reason::Repeated);
        app.store.take_claims();
        app.seen.assert(&[]);
    }
    app.passes("/", &john).await;
}

#[tokio::test]
async fn case_8_another_scheme_in_the_same_field() {
    let app = App::new();
    let john = text(&app.johns_first().await);
    refuses(
        &app,
        format!("{john}, Basic am9objpoZWxsbw=="),
        Reason::Malformed,
    )
    .await;
    refuses(
        &app,
        format!("Basic am9objpoZWxsbw==, {john}"),
        Reason::OtherScheme,
    )
    .await;
}

#[tokio::test]
async fn cases_9_and_12_much_of_nothing() {
    let app = App::new();
    let john = text(&app.johns_first().await);
    let spaces = " ".repeat(80_000);
    refuses(&app, format!("Digest{spaces}"), Reason::Malformed).await;
    refuses(&app, format!("Digest \"{spaces}"), Reason::Malformed).await;
    refuses(
        &app,
        format!("Digest {}", "x=y,".repeat(20_000)),
        Reason::Malformed,
    )
    .await;
    passes(&app, john.replace("Digest ", &format!("Digest {spaces}"))).await;
}

#[tokio::test]
async fn cases_10_and_11_any_bytes() {
    let app = App::new();
    refuses(&app, b"Digest \xff\xfe", Reason::Malformed).await;
    refuses(&app, b"Digest username=\xff", Reason::Malformed).await;
    let john = app.johns_first().await;
    for name in ["realm", "opaque", "response", "username"] {
        let answer = app.get("/", &john.set(name, b"\xff\xfe")).await;
        assert_refused(&answer, Reason::Invalid);
    }
}

#[tokio::test]
async fn case_13_a_parameter_twice() {
    let app = App::new();
    let john = app.johns_first().await;
    for name in [
        "username",
        "realm",
        "nonce",
        "uri",
        "response",
        "opaque",
        "algorithm",
        "qop",
        "nc",
        "cnonce",
    ] {
        let same = String::from_utf8(john.get(name).to_vec()).unwrap();
        for other in [
            format!("{name}=\"{same}\""),
            format!("{}=x", name.to_uppercase()),
        ] {
            refuses(&app, format!("{}, {other}", text(&john)), Reason::Malformed).await;
        }
    }
}

#[tokio::test]
async fn cases_14_15_and_20_no_list_of_parameters() {
    let app = App::new();
    let john = text(&app.johns_first().await);
    for more in [
        "user",
        "user, nc",
        "x=",
        "=x",
        "x==y",
        "x=y z",
        "x=\"y",
        "x=\"y\\",
        "x=\"y\"z",
        "x=\"y\\\"",
        "x={y}",
    ] {
        refuses(&app, format!("{john}, {more}"), Reason::Malformed).await;
        refuses(
            &app,
            john.replace("Digest ", &format!("Digest {more}, ")),
            Reason::Malformed,
        )
        .await;
    }
    refuses(&app, "Digest username=user, nc", Reason::Malformed).await;
    refuses(&app, "Digest am9objpoZWxsbw==", Reason::Malformed).await;
}

#[tokio::test]
async fn a_parameter_missing() {
    let app = App::new();
    let john = app.johns_first().await;
    for name in [
        "username", "realm", "nonce", "uri", "response", "qop", "nc", "cnonce",
    ] {
        app.refuses(&john.without(name), Reason::Malformed, &[])
            .await;
    }
}

/// A list may have spaces, empty elements, unknown parameters, quotes and any letter case.
#[tokio::test]
async fn cases_16_to_19_all_that_a_list_may_look_like() {
    let app = App::new();
    let forms: [fn(&str) -> String; 7] = [
        |john| john.replace(", ", ","),
        |john| john.replace('=', " =\t "),
        |john| john.replace(", ", " ,\t,, ,") + ",,",
        |john| format!("{john}, unknown=\"x, nc=7\", x-y=z"),
        |john| {
            john.replace("\"john\"", "\"j\\o\\h\\n\"")
                .replace("\"0a4f", "\"\\0a4f")
        },
        |john| {
            john.replace("qop=auth", "qop=\"auth\"")
                .replace("nc=00000001", "nc=\"00000001\"")
        },
        |john| {
            john.replace("username", "USERNAME")
                .replace("nc=", "Nc=")
                .replace("uri", "uRI")
        },
    ];
    for form in forms {
        let john = app.johns_first().await;
        passes(&app, form(&text(&john))).await;
    }
}

/// A user whose name needs quoting, or is not ASCII, in each of the three ways to write it.
#[tokio::test]
async fn cases_16_and_43_names() {
    let app = App::new();
    let challenge = app.challenge("/", "SHA-256").await;
    let name = "J\u{e4}s\u{f8}n";
    let user = Credentials::new(&challenge, name, "hello", "/");
    let extended = user
        .without("username")
        .set("username*", "UTF-8''J%C3%A4s%C3%B8n")
        .nc(2);
    // The name is hashed as it is meant, not as it is written.
    let response = user.nc(2).get("response").to_vec();
    let extended = text(&extended.set("response", response))
        .replace("\"UTF-8''J%C3%A4s%C3%B8n\"", "UTF-8''J%C3%A4s%C3%B8n");
    let latin1 = user.set("username", b"J\xe4s\xf8n").nc(3).header();
    for header in [user.header(), extended.clone().into_bytes(), latin1] {
        let answer = Call::get("/").authorization(header).send(&app.router).await;
        answer.assert_ok(&format!("Hello, {name}!"));
        app.seen.assert(&[name]);
    }
    app.store.take_claims();
    for wrong in [
        "UTF-8''J%C3%A4s%C3%B",
        "UTF-8''J%zz",
        "latin-1''J",
        "UTF-8'J",
        "UTF-8''%0d%0a",
        "UTF-8''%ff",
    ] {
        refuses(
            &app,
            extended.replace("UTF-8''J%C3%A4s%C3%B8n", wrong),
            Reason::Malformed,
        )
        .await;
    }
    let both = format!("{extended}, username=\"john\"");
    refuses(&app, both, Reason::Malformed).await;
}

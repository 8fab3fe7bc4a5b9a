//! Cases 1 to 22: the field that carries the credentials. 13 to 17, 19 and 20 are about auth-params, which neither
//! Basic nor a token has.

use httpauth::Reason;
use httpauth_tests::{Call, base64, basic};

use crate::apps::{App, BASIC, BEARER, INVALID_TOKEN, KEY};

#[tokio::test]
async fn case_01_no_authorization() {
    let app = App::new();
    app.refuses(Call::get("/basic"), Reason::Missing, BASIC)
        .await;
    app.refuses(Call::get("/bearer"), Reason::Missing, BEARER)
        .await;
    app.refuses(Call::get("/key"), Reason::Missing, KEY).await;
}

#[tokio::test]
async fn case_02_an_empty_value() {
    let app = App::new();
    let empty = |path| Call::get(path).authorization("");
    app.refuses(empty("/basic"), Reason::Missing, BASIC).await;
    app.refuses(empty("/bearer"), Reason::Missing, BEARER).await;
}

#[tokio::test]
async fn case_03_only_the_scheme() {
    let app = App::new();
    for value in ["Basic", "Basic ", "Basic    "] {
        let call = Call::get("/basic").authorization(value);
        app.refuses(call, Reason::Malformed, BASIC).await;
    }
    for value in ["Bearer", "Bearer ", "Bearer    "] {
        let call = Call::get("/bearer").authorization(value);
        app.refuses(call, Reason::Missing, BEARER).await;
    }
}

#[tokio::test]
async fn case_04_the_scheme_in_any_case() {
    let app = App::new();
    for scheme in ["basic", "BASIC", "bAsIc"] {
        let value = basic("john", "hello").replace("Basic", scheme);
        let call = Call::get("/basic").authorization(value);
        app.passes(call, "john:hello", "john").await;
    }
    for scheme in ["bearer", "BEARER", "bEaReR"] {
        let call = Call::get("/bearer").authorization(format!("{scheme} tokenjohn"));
        app.passes(call, "tokenjohn", "john").await;
    }
}

#[tokio::test]
async fn case_05_another_scheme() {
    let app = App::new();
    for value in [
        "Negotiate YII=",
        "Digest username=\"john\"",
        "Bearer tokenjohn",
    ] {
        let call = Call::get("/basic").authorization(value);
        app.refuses(call, Reason::OtherScheme, BASIC).await;
    }
    for value in ["Negotiate YII=", "Token tokenjohn", &basic("john", "hello")] {
        let call = Call::get("/bearer").authorization(value);
        app.refuses(call, Reason::OtherScheme, BEARER).await;
    }
}

#[tokio::test]
async fn case_06_a_scheme_that_only_looks_like_it() {
    let app = App::new();
    let credentials = base64("john:hello");
    for scheme in [
        "Basicx",
        "XBasic",
        "Basi",
        "B",
        "Basic-",
        "x Basic",
        "\u{212a}Basic",
    ] {
        let call = Call::get("/basic").authorization(format!("{scheme} {credentials}"));
        app.refuses(call, Reason::OtherScheme, BASIC).await;
    }
    for scheme in ["Bearerx", "XBearer", "Beare", "x Bearer"] {
        let call = Call::get("/bearer").authorization(format!("{scheme} tokenjohn"));
        app.refuses(call, Reason::OtherScheme, BEARER).await;
    }
}

/// Without a space between them, the scheme and the credentials are one word.
#[tokio::test]
async fn case_06_a_scheme_without_a_space() {
    let app = App::new();
    let value = basic("john", "hello").replace(' ', "");
    let call = Call::get("/basic").authorization(value);
    app.refuses(call, Reason::Missing, BASIC).await;
    let call = Call::get("/bearer").authorization("Bearertokenjohn");
    app.refuses(call, Reason::Missing, BEARER).await;
}

#[tokio::test]
async fn case_07_two_authorization_headers_are_400() {
    let app = App::new();
    let (right, wrong) = (basic("john", "hello"), basic("john", "bye"));
    for (first, second) in [(&right, &wrong), (&wrong, &right), (&right, &right)] {
        let call = Call::get("/basic")
            .authorization(first)
            .authorization(second);
        app.refuses(call, Reason::Repeated, BASIC).await;
    }
    let call = Call::get("/basic")
        .authorization(&right)
        .bearer("tokenjohn");
    app.refuses(call, Reason::Repeated, BASIC).await;
    let call = Call::get("/bearer")
        .authorization(&right)
        .bearer("tokenjohn");
    app.refuses(call, Reason::Repeated, BEARER).await;
    let call = Call::get("/bearer").bearer("tokenjohn").authorization("");
    app.refuses(call, Reason::Repeated, BEARER).await;
}

/// `optional` does not waive it either.
#[tokio::test]
async fn case_07_two_authorization_headers_are_400_with_optional_too() {
    let app = App::new();
    let twice = |path, value: &str| Call::get(path).authorization(value).authorization(value);
    let call = twice("/basic/optional", &basic("john", "hello"));
    app.refuses(call, Reason::Repeated, BASIC).await;
    let call = twice("/bearer/optional", "Bearer tokenjohn");
    app.refuses(call, Reason::Repeated, BEARER).await;
}

#[tokio::test]
async fn case_08_a_comma_joins_nothing() {
    let app = App::new();
    let (john, susan) = (basic("john", "hello"), basic("susan", "sesame"));
    for value in [
        format!("{john}, {susan}"),
        format!("{john},{susan}"),
        format!("{john},"),
    ] {
        let call = Call::get("/basic").authorization(value);
        app.refuses(call, Reason::Malformed, BASIC).await;
    }
    let call = Call::get("/basic").authorization(format!("Bearer tokenjohn, {john}"));
    app.refuses(call, Reason::OtherScheme, BASIC).await;
    let call = Call::get("/bearer").authorization(format!("Bearer tokenjohn, {john}"));
    app.refuses(call, Reason::Malformed, INVALID_TOKEN).await;
    let call = Call::get("/bearer").authorization("Bearer tokenjohn, Bearer tokensusan");
    app.refuses(call, Reason::Malformed, INVALID_TOKEN).await;
}

/// The scheme is followed by `1*SP`, so any number of spaces will do, and a tab will not.
#[tokio::test]
async fn case_09_spaces_after_the_scheme() {
    let app = App::new();
    let many = " ".repeat(80 * 1024);
    for spaces in [" ", "  ", &many] {
        let value = basic("john", "hello").replace(' ', spaces);
        let call = Call::get("/basic").authorization(value);
        app.passes(call, "john:hello", "john").await;
        let call = Call::get("/bearer").authorization(format!("Bearer{spaces}tokenjohn"));
        app.passes(call, "tokenjohn", "john").await;
    }
    let credentials = base64("john:hello");
    for (spaces, reason) in [
        ("\t", Reason::Missing),
        ("\t ", Reason::OtherScheme),
        ("\u{a0}", Reason::Missing),
    ] {
        let call = Call::get("/basic").authorization(format!("Basic{spaces}{credentials}"));
        app.refuses(call, reason, BASIC).await;
        let call = Call::get("/bearer").authorization(format!("Bearer{spaces}tokenjohn"));
        app.refuses(call, reason, BEARER).await;
    }
    let call = Call::get("/basic").authorization(format!("Basic \t{credentials}"));
    app.refuses(call, Reason::Malformed, BASIC).await;
    let call = Call::get("/bearer").authorization("Bearer \ttokenjohn");
    app.refuses(call, Reason::Malformed, INVALID_TOKEN).await;
}

/// The grammar allows no spaces before the scheme or after the credentials. (hyper strips them from a real request,
/// where they belong to the field and not to its value.)
#[tokio::test]
async fn case_09_spaces_around_the_value() {
    let app = App::new();
    let value = basic("john", "hello");
    let call = Call::get("/basic").authorization(format!(" {value}"));
    app.refuses(call, Reason::OtherScheme, BASIC).await;
    let call = Call::get("/basic").authorization(format!("{value} "));
    app.refuses(call, Reason::Malformed, BASIC).await;
    let call = Call::get("/bearer").authorization("Bearer tokenjohn ");
    app.refuses(call, Reason::Malformed, INVALID_TOKEN).await;
}

#[tokio::test]
async fn case_10_bytes_beyond_ascii() {
    let app = App::new();
    for byte in 0x80..=0xff_u8 {
        let field = |path, before: &str| {
            Call::get(path).authorization([before.as_bytes(), &[byte]].concat())
        };
        app.refuses(field("/basic", ""), Reason::Missing, BASIC)
            .await;
        app.refuses(field("/basic", "Basic "), Reason::Malformed, BASIC)
            .await;
        app.refuses(
            field("/bearer", "Bearer token"),
            Reason::Malformed,
            INVALID_TOKEN,
        )
        .await;
        let call = Call::get("/key").header("X-API-Key", [b"token", &[byte][..]].concat());
        app.refuses(call, Reason::Malformed, KEY).await;
    }
}

/// No control character in the username or the password reaches a callback or a log. This is also case 115.
#[tokio::test]
async fn case_11_control_characters_in_the_credentials() {
    let app = App::new();
    for control in (0..0x20_u8).chain([0x7f]).map(char::from) {
        for credentials in [
            format!("john{control}:sesame"),
            format!("{control}:sesame"),
            format!("john:{control}sesame"),
            format!("john:sesame{control}"),
        ] {
            let value = format!("Basic {}", base64(credentials));
            let call = Call::get("/basic").authorization(value);
            app.refuses(call, Reason::Malformed, BASIC).await;
        }
    }
}

/// Beside the RFCs' octets a control character cannot hide in credentials that are decoded as latin-1.
#[tokio::test]
async fn case_11_control_characters_in_latin_1_credentials() {
    let app = App::new();
    let value = format!("Basic {}", base64(b"gar\xe7on\r\nSet-Cookie:sesame"));
    let call = Call::get("/basic").authorization(value);
    app.refuses(call, Reason::Malformed, BASIC).await;
}

/// Long credentials are read like short ones. The server sets the limit of a header (see `socket.rs`).
#[tokio::test]
async fn case_12_long_credentials() {
    let app = App::new();
    let long = "x".repeat(64 * 1024);
    let call = Call::get("/basic").basic("john", &long);
    app.refuses_after(call, &format!("john:{long}"), BASIC)
        .await;
    let call = Call::get("/basic").basic(&long, "sesame");
    app.passes(call, &format!("{long}:sesame"), &long).await;
    let call = Call::get("/bearer").bearer(&long);
    app.refuses_after(call, &long, INVALID_TOKEN).await;
    let call = Call::get("/basic").authorization(format!("Basic {long}!"));
    app.refuses(call, Reason::Malformed, BASIC).await;
}

/// Parameters after the token68 are not ignored, and make the credentials malformed.
#[tokio::test]
async fn case_18_parameters_after_the_credentials() {
    let app = App::new();
    let value = basic("john", "hello");
    for extra in [" realm=\"x\"", ", charset=\"UTF-8\"", ";q=1"] {
        let call = Call::get("/basic").authorization(format!("{value}{extra}"));
        app.refuses(call, Reason::Malformed, BASIC).await;
    }
}

#![allow(clippy::unwrap_used)]

use axum::http::header::AUTHORIZATION;
use httpauth::openapi::assert_covered;
use httpauth::testing;

use super::*;

/// Every operation is guarded or public, and every guarded handler is documented.
#[test]
fn the_document_is_about_all_handlers() {
    assert_covered(&api().1);
}

/// Each operation is called as nobody, with wrong credentials, and as users with and without the role.
#[tokio::test]
async fn every_operation_is_answered_as_its_guard_says() {
    let (app, openapi) = api();
    let report = testing::walk(&app, &openapi)
        .as_user(Basic, "john", ["writer"], |request| {
            let john = testing::basic("john", "hello");
            request.headers_mut().insert(AUTHORIZATION, john);
        })
        .as_user(Bearer, "program", ["writer"], |request| {
            let program = testing::bearer("secret-token-1");
            request.headers_mut().insert(AUTHORIZATION, program);
        })
        .logged_in("susan", [""; 0], testing::login(Basic, "susan".to_owned()))
        .run()
        .await;
    println!("{report}");
    report.assert_holds();
}

/// The document has an alternative for each scheme, with the role by its name.
#[test]
fn the_document_says_who_may_do_what() {
    let json = api().1.to_json().unwrap();
    assert!(json.contains(r#""security":[{"Basic":["writer"]},{"Bearer":["writer"]}]"#));
}

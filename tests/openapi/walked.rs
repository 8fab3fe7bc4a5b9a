//! The walk over the document.

use std::sync::{Arc, Mutex};

use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use axum::http::{Method, StatusCode, Uri};
use axum::routing::{get, post};
use axum::{Router, middleware};
use httpauth::testing::{self, Report, Walk};
use serde_json::json;
use utoipa::openapi::{OpenApi, PathItem};

use super::app::{Crates, Keys, People, Programs, Vault, app, app_with_a_hole, app_with_a_layer};

/// Adds users for each object and each rule.
fn users<'a>(app: &'a Router, openapi: &'a OpenApi) -> Walk<'a> {
    testing::walk(app, openapi)
        .as_user(People, "john", ["none"], |request| {
            request
                .headers_mut()
                .insert(AUTHORIZATION, testing::basic("john", "hello"));
        })
        .as_user(People, "susan", ["admin"], |request| {
            request
                .headers_mut()
                .insert(AUTHORIZATION, testing::basic("susan", "hello"));
        })
        .logged_in(
            "mary",
            ["writer", "reader", "todos:read"],
            testing::login(People, "mary".to_owned()),
        )
        .as_user(Programs, "program", ["none"], |request| {
            request
                .headers_mut()
                .insert(AUTHORIZATION, testing::bearer("token-of-john"));
        })
        .as_user(Keys, "key", ["none"], |request| {
            request
                .headers_mut()
                .insert("x-api-key", "token-of-john".parse().unwrap());
        })
        .as_user(Crates, "crate", ["none"], |request| {
            request
                .headers_mut()
                .insert(AUTHORIZATION, "Cargo token-of-john".parse().unwrap());
        })
        .logged_in("vault", ["none"], testing::login(Vault, "john".to_owned()))
}

async fn walk(app: &Router, openapi: &OpenApi) -> Report {
    users(app, openapi).run().await
}

/// The rules hold, for parameters and bodies that the handlers can read. The table shows each answer.
#[tokio::test]
async fn every_guard_does_what_it_says() {
    let (app, openapi) = app();
    let report = walk(&app, &openapi).await;
    report.assert_holds();
    let expected = "\
operation                         nobody  wrong  john  susan  mary  program  key  crate  vault
GET /all all                      401     401    200   200    200   200      200  401    401
GET /basic basic                  401     401    200   200    200   401      401  401    401
GET /cargo cargo                  401     401    401   401    401   401      401  200    401
GET /digest digest                401     401    401   401    401   401      401  401    200
GET /health health                200     -      -     -      -     -        -    -      -
GET /key key                      401     401    401   401    401   401      200  401    401
GET /optional optional            200     401    200   200    200   401      200  401    200
GET /owned/{id} owned             401     401    200   200    403   401      401  401    401
GET /policy policy                401     401    403   403    200   401      401  401    401
GET /roles roles                  401     401    403   200    200   403      401  401    401
GET /typed typed                  401     401    403   403    200   401      401  401    401
POST /things/{id} make            401     401    403   200    403   401      401  401    401
DELETE /things/{id} delete_thing  401     401    403   204    403   401      401  401    401
";
    assert_eq!(report.to_string(), expected);
}

/// A layer's guard refuses nobody and wrong users as a handler's does, and an open route is found.
#[tokio::test]
async fn an_operation_of_a_layer_is_refused_to_nobody() {
    let (app, openapi) = app_with_a_layer();
    walk(&app, &openapi).await.assert_holds();
    let (app, openapi) = app_with_a_hole();
    let report = walk(&app, &openapi).await;
    assert_eq!(
        report.problems(),
        ["GET /layered layered: 200 for nobody, expected 401"]
    );
}

/// Routes that lost their guard, or whose guard refuses too much, are found by the answers of each caller.
#[tokio::test]
async fn what_is_not_as_the_rules_say_is_found() {
    async fn open() {}
    let (_, mut openapi) = app();
    let paths = ["/basic", "/roles", "/things/{id}", "/health"];
    openapi
        .paths
        .paths
        .retain(|path, _| paths.contains(&path.as_str()));
    openapi.paths.paths.get_mut("/things/{id}").unwrap().delete = None;
    let broken = Router::new()
        .route("/basic", get(open))
        .route("/roles", get(async || StatusCode::UNAUTHORIZED))
        .route("/health", get(async || StatusCode::FORBIDDEN))
        .route(
            "/things/{id}",
            post(async || StatusCode::INTERNAL_SERVER_ERROR),
        )
        .layer(middleware::map_response(
            async |answer| -> axum::response::Response { answer },
        ));
    let report = testing::walk(&broken, &openapi)
        .logged_in("john", ["none"], testing::login(People, "john".to_owned()))
        .logged_in(
            "susan",
            ["admin"],
            testing::login(People, "susan".to_owned()),
        )
        .run()
        .await;
    let expected = [
        "GET /basic basic: 200 for nobody, expected 401",
        "GET /basic basic: 200 for wrong, expected 401",
        "GET /health health: 403 for nobody, expected the handler's answer",
        "GET /roles roles: 401 for nobody, expected a challenge with the 401",
        "GET /roles roles: 401 for wrong, expected a challenge with the 401",
        "GET /roles roles: 401 for john, expected 403 or 404",
        "GET /roles roles: 401 for susan, expected the handler's answer",
        "POST /things/{id} make: 500 for nobody, expected 401",
        "POST /things/{id} make: 500 for wrong, expected 401",
        "POST /things/{id} make: 500 for john, expected 403 or 404",
        "POST /things/{id} make: 500 for susan, expected an answer without an error of the server",
    ];
    assert_eq!(report.problems(), expected);
}

/// A walk without the users that it takes proves nothing, and says so.
#[tokio::test]
async fn users_that_are_missing_are_named() {
    let (app, openapi) = app();
    let report = testing::walk(&app, &openapi)
        .logged_in(
            "susan",
            ["admin"],
            testing::login(People, "susan".to_owned()),
        )
        .run()
        .await;
    let expected = [
        "GET /cargo cargo: no user of the walk has the roles to call it",
        "GET /digest digest: no user of the walk has the roles to call it",
        "GET /key key: no user of the walk has the roles to call it",
        "GET /policy policy: no user of the walk has the roles to call it",
        "GET /roles roles: no user of the walk lacks the roles to call it",
        "GET /typed typed: no user of the walk has the roles to call it",
        "POST /things/{id} make: no user of the walk lacks the roles to call it",
        "DELETE /things/{id} delete_thing: no user of the walk lacks the roles to call it",
    ];
    assert_eq!(report.problems(), expected);
}

/// A 404 counts as an admission only if another user got something else. Parameters and bodies can be set.
#[tokio::test]
async fn parameters_and_bodies_are_set() {
    let (app, openapi) = app();
    let absent = Router::new().fallback_service(app.clone());
    let report = users(&absent, &openapi)
        .parameter("id", "seven")
        .body("make", json!("not a thing"))
        .run()
        .await;
    let table = report.to_string();
    let line = |name: &str| {
        let line = table.lines().find(|line| line.contains(name)).unwrap();
        line.split_whitespace()
            .skip(3)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(line("make"), "401 401 403 400 403 401 401 401 401");
    assert_eq!(line("owned"), "401 401 403 200 403 401 401 401 401");

    let nothing = Router::new().route("/basic", get(async || StatusCode::NOT_FOUND));
    let mut openapi = openapi;
    openapi.paths.paths.retain(|path, _| path == "/basic");
    let report = testing::walk(&nothing, &openapi)
        .logged_in("john", ["none"], testing::login(People, "john".to_owned()))
        .run()
        .await;
    let last = report.problems().last().unwrap();
    assert_eq!(
        last,
        "GET /basic basic: nothing is there for those who may call it; set its parameters by `parameter`"
    );
}

/// A document with conflicts is not walked over.
#[tokio::test]
async fn conflicts_are_a_problem() {
    let (app, mut openapi) = app();
    let item = openapi.paths.paths["/basic"].clone();
    openapi.paths.paths.insert("/twice".to_owned(), item);
    let report = walk(&app, &openapi).await;
    assert_eq!(report.problems().len(), 1);
    assert!(report.problems()[0].contains("GET /basic, GET /twice"));
}

/// A path is called as a client calls it. One that no client can call is a problem, and nothing else is called instead.
#[tokio::test]
async fn each_operation_is_called_at_its_own_path() {
    let (_, openapi) = app();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let record = Arc::clone(&seen);
    let refusing = Router::new().fallback(async move |method: Method, uri: Uri| {
        record.lock().unwrap().push(format!("{method} {uri}"));
        (StatusCode::UNAUTHORIZED, [(WWW_AUTHENTICATE, "Basic")])
    });
    let refused = "its method or path is not one of HTTP, so that nobody can call it";
    for (path, method, called) in [
        ("/annual report", "GET", Some("GET /annual%20report")),
        ("/caf\u{e9}", "GET", Some("GET /caf%C3%A9")),
        ("/a?b#c|\\", "GET", Some("GET /a%3Fb%23c%7C%5C")),
        ("/100%25/{id}/@:=", "GET", Some("GET /100%25/1/@:=")),
        ("/", "PURGE", Some("PURGE /")),
        ("/", "GE T", None),
        ("", "GET", None),
        ("annual", "GET", None),
        ("*", "GET", None),
    ] {
        let mut document = openapi.clone();
        document.paths.paths.clear();
        let operation = openapi.paths.paths["/cargo"].get.clone().unwrap();
        let mut item = PathItem::default();
        item.additional_operations
            .insert(method.to_owned(), operation);
        document.paths.paths.insert(path.to_owned(), item);
        let report = testing::walk(&refusing, &document).run().await;
        let lines = std::mem::take(&mut *seen.lock().unwrap());
        match called {
            // As nobody, and with wrong credentials.
            Some(called) => assert_eq!(lines, [called; 2], "{path}"),
            None => {
                assert_eq!(lines, [""; 0], "{method} {path}");
                let expected = format!("{method} {path} cargo: {refused}");
                assert_eq!(report.problems(), [expected]);
                assert!(
                    report
                        .to_string()
                        .contains(&format!("{method} {path} cargo"))
                );
            }
        }
    }
}

//! Guards behind one another, where a layer between them makes the request another tenant's.

use super::*;

/// Returns a layer that makes every request one of the tenant blue.
fn to_blue() -> impl Fn(Request) -> std::future::Ready<Request> + Clone {
    |mut request: Request| {
        let blue = HeaderValue::from_static("blue");
        request.headers_mut().insert(HOST, blue);
        std::future::ready(request)
    }
}

/// A layer between two guards may make the request another tenant's. Then the inner guard judges for itself.
#[tokio::test]
async fn case_136_the_grant_of_an_outer_guard_is_of_its_realm() {
    let seen = Seen::default();
    let guarded = |auth| app(&seen).layer(guard(auth).with_state(seen.clone()));
    let john = |tenant| {
        Call::get("/basic")
            .header(HOST.as_str(), tenant)
            .basic("john", "red password")
    };
    john("red").send(&guarded(Basic)).await.assert_ok("john");
    seen.assert(&["realm", "verify", "realm"]);
    let app = app(&seen).layer(map_request(to_blue()));
    let app = app.layer(guard(Basic).with_state(seen.clone()));
    let answer = john("red").send(&app).await;
    let blue = format!(r#"Basic {BLUE}, charset="UTF-8""#);
    answer.assert_refused(Reason::Invalid, &[&blue]);
    seen.assert(&["realm", "verify", "realm", "verify"]);
}

/// The layer that logs in for a test knows no realm, and its user gets in as any tenant's.
#[tokio::test]
async fn a_test_logs_in_to_any_tenant() {
    let seen = Seen::default();
    let app = app(&seen).layer(testing::login(Basic, "susan".to_owned()));
    for (tenant, _) in TENANTS {
        for (call, _) in ways(tenant, "/basic") {
            call.send(&app).await.assert_ok("susan");
        }
    }
}

/// A request that the multi object itself refuses asks no member for a user. Its challenges are those of its own realm
/// all the same, and not of the outer guard's.
#[tokio::test]
async fn the_challenge_of_an_inner_guard_is_of_its_realm() {
    #[login_required(auth = Multi, optional)]
    struct Anybody;

    let seen = Seen::default();
    let twice = MapRequestLayer::new(|mut request: Request| {
        let field = HeaderValue::from_static("Bearer x");
        request.headers_mut().append("authorization", field.clone());
        request.headers_mut().append("authorization", field);
        request
    });
    let app = app(&seen).layer(twice).layer(map_request(to_blue()));
    let app = app.layer(guard(Anybody).with_state(seen.clone()));
    let answer = Call::get("/multi")
        .header(HOST.as_str(), "red")
        .send(&app)
        .await;
    assert_eq!(answer.error().unwrap().reason(), Reason::Repeated);
    for challenge in answer.challenges() {
        assert!(challenge.contains(BLUE), "{challenge}");
    }
}

/// Where `#[realm]` refuses, it is asked again for the challenge. The outer guard's realm does not stand in for it.
#[tokio::test]
async fn a_realm_that_refuses_challenges_for_no_other() {
    #[basic_auth]
    struct Fickle;
    #[verify_password(auth = Fickle)]
    fn verify_password(_: &str, _: &str) -> bool {
        true
    }
    #[realm(auth = Fickle)]
    fn realm(headers: HeaderMap) -> Result<String, AuthError> {
        match headers[HOST].as_bytes() {
            b"blue" => Err(AuthError::unauthorized()),
            _ => Ok("the red team".to_owned()),
        }
    }
    #[login_required(auth = Fickle)]
    async fn index() {}
    let app = Router::new()
        .route("/", get(index))
        .layer(map_request(to_blue()))
        .layer(guard(Fickle));
    let call = Call::get("/").header(HOST.as_str(), "red");
    let answer = call.basic("john", "x").send(&app).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.challenges(), [""; 0]);
}

//! Digest, which hashes the realm of the request and binds its nonces to it.

use super::*;

/// Returns the challenge to a request of this tenant, and credentials that are right for it.
async fn challenged(app: &Router, tenant: &str, way: usize) -> (Challenge, Credentials) {
    let [(call, target), _] = rotated(ways(tenant, "/digest"), way);
    let challenge = Challenge::of(&call.send(app).await, "SHA-256");
    let credentials = Credentials::new(&challenge, "john", password(tenant), target);
    (challenge, credentials)
}

fn rotated<T>(mut pair: [T; 2], by: usize) -> [T; 2] {
    pair.rotate_left(by);
    pair
}

/// Returns the answer to these credentials at the tenant's route.
async fn sent(
    app: &Router,
    tenant: &str,
    way: usize,
    credentials: &Credentials,
) -> httpauth_tests::Answer {
    let [(call, _), _] = rotated(ways(tenant, "/digest"), way);
    call.authorization(credentials.header()).send(app).await
}

/// Digest hashes the realm of the request, by `Host` and by the path, and proves itself over it.
#[tokio::test]
async fn digest_proves_a_password_of_the_realm() {
    let seen = Seen::default();
    let app = app(&seen);
    for (tenant, _) in TENANTS {
        for way in [0, 1] {
            let (challenge, john) = challenged(&app, tenant, way).await;
            let realm = format!("the {tenant} \"team\"");
            assert_eq!(challenge.get("realm"), Some(&*realm));
            let answer = sent(&app, tenant, way, &john).await;
            answer.assert_ok("john");
            assert_eq!(info(&answer, "rspauth"), Some(john.rspauth()));
            let stranger = Credentials::new(&challenge, "john", "no", john.get("uri"));
            let answer = sent(&app, tenant, way, &stranger).await;
            assert_eq!(answer.error().unwrap().reason(), Reason::Invalid);
            // A response over the other tenant's HA1 is no better.
            let other = john.set("realm", "the other \"team\"").sign();
            let answer = sent(&app, tenant, way, &other).await;
            assert_eq!(answer.error().unwrap().reason(), Reason::Invalid);
        }
    }
    let parts: [&[u8]; 3] = [b"john", b"the red \"team\"", b"hello"];
    assert_eq!(
        Digest::ha1_in("the red \"team\"", "john", "hello"),
        hash("SHA-256", &parts)
    );
}

/// Tenants by `Host` have one target, so nothing but the realm keeps their credentials apart.
#[tokio::test]
async fn case_136_digest_credentials_of_one_tenant_are_none_of_the_others() {
    let seen = Seen::default();
    let app = app(&seen);
    let (red, replayed) = challenged(&app, "red", 0).await;
    let (blue, _) = challenged(&app, "blue", 0).await;
    assert_ne!(red.get("opaque"), blue.get("opaque"));
    let answer = sent(&app, "blue", 0, &replayed).await;
    assert_eq!(answer.error().unwrap().reason(), Reason::Invalid);
    // Here the client knows the password, so that the nonce or the opaque alone is of the other realm.
    let john = Credentials::new(&blue, "john", password("blue"), "/digest");
    let of_red = |name| red.get(name).unwrap();
    let foreign = john.set("opaque", of_red("opaque")).sign();
    let answer = sent(&app, "blue", 0, &foreign).await;
    assert_eq!(answer.error().unwrap().reason(), Reason::Invalid);
    let foreign = john.set("nonce", of_red("nonce")).sign();
    let answer = sent(&app, "blue", 0, &foreign).await;
    assert_eq!(answer.error().unwrap().reason(), Reason::Stale);
    sent(&app, "blue", 0, &john).await.assert_ok("john");
    sent(&app, "red", 0, &replayed).await.assert_ok("john");
}

//! The service by itself.

use axum::http::header::WWW_AUTHENTICATE;
use httpauth::testing::DigestClient;

use super::curl::curl;
use super::proxies::is_there;
use super::*;

/// Credentials that were made for the proxy, and that a stranger has seen, are of no use straight at the service.
#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_fields_are_not_believed() {
    if !is_there("curl").await {
        return;
    }
    let service = guards().await;
    for place in ["/auth/devices", "/envoy/devices/open"] {
        let url = format!("http://{service}{place}");
        let challenge = curl(&[&url]).await.challenge;
        let mut door = DigestClient::new("door", "open");
        let challenge = HeaderMap::from_iter([(WWW_AUTHENTICATE, challenge.parse().unwrap())]);
        door.read(&challenge).unwrap();
        let authorization = door.credentials(&Method::GET, "/devices/open").unwrap();
        let field = format!("Authorization: {}", authorization.to_str().unwrap());
        let told = [
            "--header",
            &field,
            "--header",
            "X-Forwarded-Method: GET",
            "--header",
            "X-Forwarded-Uri: /devices/open",
            &url,
        ];
        let stranger = [&["--interface", "127.0.0.2"], &told[..]].concat();
        assert_eq!(curl(&stranger).await.status, 400, "{place}");
        // Nobody has used them up.
        let proxy = curl(&told).await;
        assert_eq!((proxy.status, &*proxy.user), (200, "door"), "{place}");
        assert_eq!(curl(&told).await.status, 401, "used up at {place}");
    }
}

/// A name that the field would not carry as it is names nobody, since an application would see another user.
#[test]
fn a_field_has_the_whole_name() {
    for name in ["", " ", "root ", "\troot", "root\t", "ro\not"] {
        assert!(admitted(name).is_err(), "{name:?}");
    }
    for name in ["root", "a b", "J\u{e4}s\u{f8}n"] {
        assert!(admitted(name).is_ok(), "{name:?}");
    }
}

/// nginx gets the real status in a field, and no other answer is touched.
#[tokio::test(flavor = "multi_thread")]
async fn the_statuses_for_nginx() {
    if !is_there("curl").await {
        return;
    }
    let service = guards().await;
    let (right, wrong) = (
        ["--header", "Authorization: Bearer backup-token"],
        ["--header", "Authorization: Bearer guess"],
    );
    for (credentials, status, for_nginx) in [
        (&right[..], 200, 200),
        (&wrong, 401, 401),
        (&[right, wrong].concat(), 400, 403),
    ] {
        for (place, expected) in [("auth", status), ("nginx", for_nginx)] {
            let url = format!("http://{service}/{place}/programs");
            let answer = curl(&[credentials, &[&url]].concat()).await;
            assert_eq!(answer.status, expected, "{place} {credentials:?}");
        }
    }
}

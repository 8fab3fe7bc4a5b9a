//! Cases 37 to 40 and 73: the vectors of the RFCs, from the header to the answer.

use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, digest_auth, generate_nonce, generate_opaque, get_password, login_required,
    verify_nonce, verify_opaque,
};
use httpauth_tests::digest::info;
use httpauth_tests::{Answer, Call};

/// The example of RFC 7616 section 3.9.1.
#[digest_auth(
    realm = "http-auth@example.org",
    algorithm = ["SHA-256", "MD5", "SHA-512-256", "MD5-sess", "SHA-256-sess", "SHA-512-256-sess"]
)]
struct Mufasa;

/// The example of RFC 7616 section 3.9.2.
#[digest_auth(realm = "api@example.org", algorithm = ["SHA-512-256", "SHA-256"])]
struct Jason;

/// The example of RFC 2617 section 3.5.
#[digest_auth(realm = "testrealm@host.com", algorithm = "MD5")]
struct Old;

/// RFC 2069, on the same inputs.
#[digest_auth(realm = "testrealm@host.com", algorithm = "MD5", qop = "none")]
struct Oldest;

#[get_password(auth = [Mufasa, Jason])]
fn passwords(username: &str) -> Option<&'static str> {
    match username {
        "Mufasa" => Some("Circle of Life"),
        "J\u{e4}s\u{f8}n Doe" => Some("Secret, or not?"),
        _ => None,
    }
}

#[get_password(auth = [Old, Oldest])]
fn old_passwords(username: &str) -> Option<&'static str> {
    (username == "Mufasa").then_some("Circle Of Life")
}

#[generate_nonce(auth = [Mufasa, Jason, Old, Oldest])]
fn generate_nonce() -> String {
    String::new()
}

/// Accepts any nonce, since those of the RFCs are public.
#[verify_nonce(auth = [Mufasa, Jason, Old, Oldest])]
fn verify_nonce(_: &str) -> bool {
    true
}

#[generate_opaque(auth = [Mufasa, Jason, Old, Oldest])]
fn generate_opaque() -> String {
    String::new()
}

#[verify_opaque(auth = [Mufasa, Jason, Old, Oldest])]
fn verify_opaque(_: &str) -> bool {
    true
}

#[login_required(auth = Mufasa)]
async fn mufasa(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Jason)]
async fn jason(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Old)]
async fn old(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Oldest)]
async fn oldest(user: CurrentUser<String>) -> String {
    user.0
}

async fn send(target: &str, guard: &str, header: &str) -> Answer {
    let route = match guard {
        "mufasa" => get(mufasa),
        "jason" => get(jason),
        "old" => get(old),
        _ => get(oldest),
    };
    let app: Router = Router::new().route(target, route);
    Call::get(target).authorization(header).send(&app).await
}

async fn mufasas(algorithm: &str, qop: &str, response: &str) -> Answer {
    let header = format!(
        "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", uri=\"/dir/index.html\", algorithm={algorithm}, \
         nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", nc=00000001, \
         cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\", qop={qop}, response=\"{response}\", \
         opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""
    );
    send("/dir/index.html", "mufasa", &header).await
}

#[tokio::test]
async fn cases_37_to_39_rfc_7616_section_3_9_1() {
    for (algorithm, response, rspauth) in [
        (
            "MD5",
            "8ca523f5e9506fed4657c9700eebdbec",
            Some("9b712497bc9f91499fbcca1dfc5f09a5"),
        ),
        (
            "SHA-256",
            "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
            Some("86d3b25618d41854ca5039a5d7e53ff6355d5134a9b1fb088a78ac3c462195a0"),
        ),
        ("MD5-sess", "e783283f46242139c486a698fec7211d", None),
        (
            "SHA-256-sess",
            "2fd51b3a77ad75bad6afad6003e818d767133c46d9e2749e7f5232ae1ea3efd7",
            None,
        ),
        (
            "SHA-512-256-sess",
            "3f2a34f923c38b0fb26dce2fdfc2ce326c23cecf86fbb1444f3e51fbbc2cb92e",
            None,
        ),
    ] {
        let answer = mufasas(algorithm, "auth", response).await;
        answer.assert_ok("Mufasa");
        let found = info(&answer, "rspauth").unwrap();
        assert_eq!(found, rspauth.unwrap_or(&found), "{algorithm}");
    }
}

/// `auth-int` is right about an empty body, and was not offered.
#[tokio::test]
async fn case_67_the_vectors_of_auth_int() {
    for (algorithm, response) in [
        ("MD5", "8804a53d3640a40a4f73cea12c5ba451"),
        (
            "SHA-256",
            "8bdf6f15638e260831e905028de5450562816d093c9bfc5c13d3a46adcdde940",
        ),
        (
            "SHA-512-256",
            "38244c4d345d09bb0000b355be27d2a55003ee188df9821c54df70a63aa0c1ca",
        ),
    ] {
        assert_eq!(mufasas(algorithm, "auth-int", response).await.status, 401);
        assert_eq!(mufasas(algorithm, "auth", response).await.status, 401);
    }
}

#[tokio::test]
async fn case_73_the_forgery_over_an_empty_ha1() {
    let forged = "d865a5ab522a2f40cc851ead542616cc";
    assert_eq!(mufasas("MD5", "auth", forged).await.status, 401);
}

/// The printed response is of a truncated SHA-512 (erratum 4897). So is the hash of the name, which is not offered
/// either.
#[tokio::test]
async fn cases_39_and_40_rfc_7616_section_3_9_2() {
    let send = async |username: &str, algorithm: &str, response: &str| {
        let header = format!(
            "Digest {username}, realm=\"api@example.org\", uri=\"/doe.json\", algorithm={algorithm}, \
             nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\", nc=00000001, \
             cnonce=\"NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v\", qop=auth, response=\"{response}\", \
             opaque=\"HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS\""
        );
        send("/doe.json", "jason", &header).await.status.as_u16()
    };
    let correct = "3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5";
    let printed = "ae66e67d6b427bd3f120414a82e4acff38e8ecd9101d6c861229025f607a79dd";
    let sha256 = "b6d5cb9c3000ea2385250005e294d7132b260b8fd08940d2377373493cee8cc4";
    for username in [
        "username=\"J\u{e4}s\u{f8}n Doe\"",
        "username*=UTF-8''J%C3%A4s%C3%B8n%20Doe",
    ] {
        assert_eq!(send(username, "SHA-512-256", correct).await, 200);
        assert_eq!(send(username, "SHA-512-256", printed).await, 401);
        assert_eq!(send(username, "SHA-256", sha256).await, 200);
        assert_eq!(send(username, "SHA-256", correct).await, 401);
    }
    for userhash in [
        "488869477bf257147b804c45308cd62ac4e25eb717b12b298c79e62dcea254ec",
        "793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b",
    ] {
        let username = format!("username=\"{userhash}\", userhash=true");
        assert_eq!(send(&username, "SHA-512-256", correct).await, 401);
    }
}

#[tokio::test]
async fn rfc_2617_section_3_5_and_the_form_of_rfc_2069() {
    let common = "Digest username=\"Mufasa\", realm=\"testrealm@host.com\", uri=\"/dir/index.html\", \
                  nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"";
    let auth =
        "qop=auth, nc=00000001, cnonce=\"0a4f113b\", response=\"6629fae49393a05397450978507c4ef1\"";
    let none = "response=\"670fd8c2df070c60b045671b8b24ff02\"";
    for (guard, right, wrong) in [("old", auth, none), ("oldest", none, auth)] {
        let answer = send("/dir/index.html", guard, &format!("{common}, {right}")).await;
        answer.assert_ok("Mufasa");
        let answer = send("/dir/index.html", guard, &format!("{common}, {wrong}")).await;
        assert_eq!(answer.status, 401);
    }
}

use super::*;

fn with_claim(name: &str, value: impl Into<Value>) -> String {
    token_with(|_, claims| claims[name] = value.into())
}

fn without_claim(name: &str) -> String {
    token_with(|_, claims| drop(claims.as_object_mut().unwrap().remove(name)))
}

fn with_typ(typ: Option<&str>) -> String {
    token_with(|header, _| header.typ = typ.map(str::to_owned))
}

/// Puts the parts of a token together, of which the first is given.
fn with_raw_header(header: &str, token: &str) -> String {
    let (_, rest) = token.split_once('.').unwrap();
    format!("{}.{rest}", BASE64_URL_SAFE_NO_PAD.encode(header))
}

#[tokio::test]
async fn good_tokens_are_valid() {
    let validator = Server::start(vec![jwk(1, "one")]).await.validator();
    let now = get_current_timestamp();
    let susan = AccessToken::new("susan".to_owned(), "todos:read todos:write");
    for (which, token) in [
        ("as it is", token_with(|_, _| {})),
        ("two audiences", with_claim("aud", json!(["x", AUDIENCE]))),
        ("typ, long", with_typ(Some("application/at+jwt"))),
        ("typ, upper case", with_typ(Some("AT+JWT"))),
        ("exp within the leeway", with_claim("exp", now - 3)),
        ("nbf within the leeway", with_claim("nbf", now + 3)),
    ] {
        assert_eq!(
            validator.validate(&token).await,
            Ok(Some(susan.clone())),
            "{which}"
        );
    }
    let no_scopes = validator.validate(&without_claim("scope")).await;
    assert_eq!(
        no_scopes,
        Ok(Some(AccessToken::new("susan".to_owned(), "")))
    );
}

/// Signs good claims by a key, under the `kid` of another if they differ.
fn signed(kid: &str, by: u8) -> String {
    jsonwebtoken::encode(&header(kid), &claims(), &key(by)).unwrap()
}

/// Signs a token by HMAC. The secret is the public key, so a validator that believes the header would verify it.
fn hmac() -> String {
    let mut header = header("one");
    header.alg = Algorithm::HS256;
    let key = SecretKey::from_slice(&[1; 32]).unwrap().public_key();
    let secret = EncodingKey::from_secret(&key.to_sec1_bytes());
    jsonwebtoken::encode(&header, &claims(), &secret).unwrap()
}

/// Signs a token that has an extension.
fn critical() -> String {
    let header = r#"{"alg":"ES256","typ":"at+jwt","kid":"one","crit":["exp"]}"#;
    let unsigned = with_raw_header(header, &token_with(|_, _| {}));
    let (message, _) = unsigned.rsplit_once('.').unwrap();
    let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &key(1), Algorithm::ES256);
    format!("{message}.{}", signature.unwrap())
}

/// Returns tokens whose signatures are not what they should be.
fn forged() -> Vec<(&'static str, String)> {
    let (good, admin) = (token_with(|_, _| {}), with_claim("sub", "admin"));
    let (body, signature) = good.rsplit_once('.').unwrap();
    let (changed, _) = admin.rsplit_once('.').unwrap();
    let none = r#"{"alg":"none","typ":"at+jwt","kid":"one"}"#;
    vec![
        ("nothing", String::new()),
        ("opaque", "2YotnFZFEjr1zCsicMWpAA".to_owned()),
        ("no signature", format!("{body}.")),
        ("changed claims", format!("{changed}.{signature}")),
        ("another's key", signed("one", 4)),
        ("kid of another key", signed("two", 1)),
        ("unknown kid", signed("four", 1)),
        ("a key for encryption", signed("three", 3)),
        ("a key for another algorithm", signed("five", 5)),
        ("HMAC", hmac()),
        ("none", with_raw_header(none, &format!("{body}."))),
    ]
}

/// Returns tokens with good signatures that are not for us, or not now, or no access tokens.
fn unfit() -> Vec<(&'static str, String)> {
    let now = get_current_timestamp();
    vec![
        ("iss", with_claim("iss", "https://as.example.net")),
        ("no iss", without_claim("iss")),
        ("aud", with_claim("aud", "https://api.example")),
        ("aud, none of several", with_claim("aud", json!(["x", "y"]))),
        ("no aud", without_claim("aud")),
        ("exp", with_claim("exp", now - 60)),
        ("no exp", without_claim("exp")),
        ("nbf", with_claim("nbf", now + 60)),
        ("no sub", without_claim("sub")),
        ("typ of an ID token", with_typ(Some("JWT"))),
        ("no typ", with_typ(None)),
        ("no kid", token_with(|header, _| header.kid = None)),
        ("crit", critical()),
    ]
}

#[tokio::test]
async fn other_tokens_are_not() {
    let mut to_encrypt = jwk(3, "three");
    to_encrypt.common.public_key_use = Some(PublicKeyUse::Encryption);
    let mut other = jwk(5, "five");
    other.common.key_algorithm = Some(KeyAlgorithm::ES384);
    let server = Server::start(vec![jwk(1, "one"), jwk(2, "two"), to_encrypt, other]).await;
    let validator = server.validator();
    for (which, token) in [forged(), unfit()].concat() {
        assert_eq!(validator.validate(&token).await, Ok(None), "{which}");
    }
    for (kid, by) in [("one", 1), ("two", 2)] {
        let good = validator.validate(&signed(kid, by)).await;
        assert!(good.unwrap().is_some(), "{kid}");
    }
    assert_eq!(server.asked(), 1, "unknown keys do not get below the floor");
}

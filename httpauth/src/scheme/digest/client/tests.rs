use super::*;

/// Returns the fields of an answer.
fn fields(name: HeaderName, values: &[&str]) -> HeaderMap {
    let value = |value: &&str| {
        (
            name.clone(),
            HeaderValue::from_bytes(value.as_bytes()).unwrap(),
        )
    };
    values.iter().map(value).collect()
}

fn challenges(values: &[&str]) -> HeaderMap {
    fields(WWW_AUTHENTICATE, values)
}

fn info(value: &str) -> HeaderMap {
    fields(AUTHENTICATION_INFO, &[value])
}

/// Returns a client that has read these challenges and sends this `cnonce`.
fn client(username: &str, password: &str, values: &[&str], cnonce: &str) -> DigestClient {
    let mut client = DigestClient::new(username, password);
    assert_eq!(client.read(&challenges(values)), Ok(true), "{values:?}");
    cnonce.clone_into(&mut client.session.as_mut().unwrap().cnonce);
    client
}

/// Returns the credentials for `GET uri` as text.
fn get(client: &mut DigestClient, uri: &str) -> String {
    let field = client.credentials(&Method::GET, uri).unwrap();
    assert!(field.is_sensitive());
    String::from_utf8(field.as_bytes().to_vec()).unwrap()
}

fn assert_has(field: &str, part: &str) {
    assert!(field.contains(part), "{part} in {field}");
}

/// The vectors of RFC 7616 section 3.9.1, with those of `-sess` on the same inputs.
#[test]
fn rfc_7616_section_3_9_1() {
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
        let challenge = format!(
            "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm={algorithm}, \
             nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", \
             opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""
        );
        let cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        let mut mufasa = client("Mufasa", "Circle of Life", &[&challenge], cnonce);
        let field = get(&mut mufasa, "/dir/index.html");
        assert_has(&field, &format!("response=\"{response}\""));
        assert_has(
            &field,
            "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"",
        );
        assert_has(&field, &format!("algorithm={algorithm}, "));
        if let Some(rspauth) = rspauth {
            let read = mufasa.read(&info(&format!("rspauth=\"{rspauth}\", qop=auth")));
            assert_eq!(read, Ok(false));
        }
    }
}

/// The vector of RFC 7616 section 3.9.2, whose printed response is corrected by erratum 4897. Its name is hashed in UTF-8
/// however it is sent.
#[test]
fn rfc_7616_section_3_9_2() {
    for (charset, username) in [
        (", charset=UTF-8", "username*=UTF-8''J%C3%A4s%C3%B8n%20Doe"),
        ("", "username=\"J\u{e4}s\u{f8}n Doe\""),
    ] {
        let challenge = format!(
            "Digest realm=\"api@example.org\", qop=\"auth\", algorithm=SHA-512-256, \
             nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\"{charset}"
        );
        let cnonce = "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v";
        let mut jason = client(
            "J\u{e4}s\u{f8}n Doe",
            "Secret, or not?",
            &[&challenge],
            cnonce,
        );
        let field = get(&mut jason, "/doe.json");
        assert_has(&field, username);
        let response = "3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5";
        assert_has(&field, &format!("response=\"{response}\""));
    }
}

/// RFC 2617 section 3.5, and the form of RFC 2069 on the same inputs. Neither challenge names an algorithm.
#[test]
fn rfc_2617_section_3_5_and_the_form_of_rfc_2069() {
    for (qop, response) in [
        (
            ", qop=\"auth,auth-int\"",
            "6629fae49393a05397450978507c4ef1",
        ),
        ("", "670fd8c2df070c60b045671b8b24ff02"),
    ] {
        let challenge = format!(
            "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"{qop}"
        );
        let mut mufasa = client("Mufasa", "Circle Of Life", &[&challenge], "0a4f113b");
        let field = get(&mut mufasa, "/dir/index.html");
        assert_has(&field, &format!("response=\"{response}\""));
        assert!(!field.contains("algorithm"), "{field}");
        assert_eq!(field.contains("nc=00000001"), !qop.is_empty(), "{field}");
    }
}

/// The first challenge that the client knows is answered by its own auth-scheme, in one field or in several, beside other
/// schemes.
#[test]
fn the_server_prefers() {
    let of = |algorithm: &str| {
        format!("Digest realm=\"r\", nonce=\"n\", algorithm={algorithm}, qop=\"auth\"")
    };
    let (sha, md5, other) = (of("SHA-256"), of("MD5"), of("SHA3-256"));
    let integrity = sha.replace("auth\"", "auth-int\"");
    let session = "Digest realm=\"r\", nonce=\"n\", algorithm=MD5-sess";
    let basic = "Basic realm=\"a, Digest b\", charset=\"UTF-8\"";
    let one = |values: &[&str]| values.join(", ");
    for (values, algorithm) in [
        (vec![sha.clone(), md5.clone()], "SHA-256"),
        (vec![md5.clone(), sha.clone()], "MD5"),
        (
            vec![other.clone(), integrity, session.to_owned(), md5.clone()],
            "MD5",
        ),
        (
            vec![one(&[basic, "Negotiate", &other, &sha, &md5])],
            "SHA-256",
        ),
        (
            vec![one(&["Negotiate", &md5.replace("Digest", "dIgEsT"), basic])],
            "MD5",
        ),
        (
            vec!["Negotiate YII=".to_owned(), basic.to_owned(), sha.clone()],
            "SHA-256",
        ),
        (
            vec![one(&[basic, &md5.replace("Digest", "XDigest"), &sha])],
            "MD5",
        ),
    ] {
        let is_other = values.iter().any(|value| value.contains("XDigest"));
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let field = get(&mut client("john", "hello", &values, "c"), "/");
        assert_has(&field, &format!("algorithm={algorithm}, "));
        let scheme = if is_other { "xdigest " } else { "digest " };
        assert!(field.to_ascii_lowercase().starts_with(scheme), "{field}");
    }
    for none in [
        basic,
        "Other realm=\"r\", nonce=\"n\"",
        "Digest",
        "Digest nonce=\"n\"",
        "Digest realm=\"r\"",
        session,
        &other,
        "\"",
        "",
    ] {
        let mut john = DigestClient::new("john", "hello");
        assert_eq!(
            john.read(&challenges(&[none])),
            Err(DigestError::Unsupported),
            "{none}"
        );
        assert!(john.credentials(&Method::GET, "/").is_none(), "{none}");
    }
}

const CHALLENGE: &str =
    "Digest realm=\"r \\\"q\\\"\", nonce=\"one\", algorithm=SHA-256, qop=\"auth\"";

/// A nonce is counted until the server names another one, by `stale` or `nextnonce`.
#[test]
fn the_count_belongs_to_the_nonce() {
    let mut john = client("john", "hello", &[CHALLENGE], "c");
    let mut assert_next = |headers: HeaderMap, read, nonce: &str, count: &str| {
        assert_eq!(john.read(&headers), read);
        let field = get(&mut john, "/");
        assert_has(&field, &format!("nonce=\"{nonce}\""));
        assert_has(&field, &format!("nc={count}"));
        assert_has(&field, "realm=\"r \\\"q\\\"\"");
    };
    assert_next(HeaderMap::new(), Ok(false), "one", "00000001");
    assert_next(info("qop=auth"), Ok(false), "one", "00000002");
    let stale = CHALLENGE.replace("one", "two") + ", stale=TRUE";
    assert_next(challenges(&[&stale]), Ok(true), "two", "00000001");
    assert_next(HeaderMap::new(), Ok(false), "two", "00000002");
    assert_next(info("nextnonce=\"three\""), Ok(false), "three", "00000001");
}

/// A challenge to fresh credentials refuses them, unless it is for another realm. The client can go on all the same.
#[test]
fn a_refusal_is_told_from_a_challenge() {
    let mut john = client("john", "wrong", &[CHALLENGE], "c");
    assert_eq!(
        john.read(&challenges(&[CHALLENGE])),
        Ok(true),
        "no credentials were sent"
    );
    get(&mut john, "/");
    let new = CHALLENGE.replace("one", "two");
    assert_eq!(john.read(&challenges(&[&new])), Err(DigestError::Refused));
    assert_has(&get(&mut john, "/"), "nonce=\"two\"");
    let elsewhere = CHALLENGE.replace("realm=\"r", "realm=\"s");
    assert_eq!(john.read(&challenges(&[&elsewhere])), Ok(true));
}

/// A server that does not know the password cannot send the `rspauth`.
#[test]
fn a_wrong_rspauth_is_an_error() {
    let mut john = client("john", "hello", &[CHALLENGE], "c");
    get(&mut john, "/");
    let wrong = info(&format!("rspauth=\"{}\"", "0".repeat(64)));
    assert_eq!(john.read(&wrong), Err(DigestError::Unproven));
    assert_eq!(john.read(&wrong), Ok(false), "nothing was sent");
}

#[test]
fn a_request_is_signed_for_its_own_target() {
    let mut john = client("john", "hello", &[CHALLENGE], "c");
    for (uri, target) in [
        ("/a?b=c", "/a?b=c"),
        ("http://host:1/a", "/a"),
        ("host:443", "host:443"),
    ] {
        let mut request = Request::get(uri)
            .header(AUTHORIZATION, "old")
            .body(())
            .unwrap();
        john.sign(&mut request);
        let fields: Vec<_> = request.headers().get_all(AUTHORIZATION).iter().collect();
        let [field] = fields[..] else {
            panic!("{fields:?}");
        };
        assert_has(field.to_str().unwrap(), &format!("uri=\"{target}\""));
    }
    assert_eq!(format!("{john:?}"), "DigestClient { .. }");
    assert!(
        DigestClient::new("jo\nhn", "")
            .credentials(&Method::GET, "/")
            .is_none()
    );
    let mut broken = client("jo\nhn", "hello", &[CHALLENGE], "c");
    assert!(broken.credentials(&Method::GET, "/").is_none());
}

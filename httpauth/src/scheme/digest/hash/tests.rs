//! The vectors of the RFCs, the negative ones included.

use super::*;
use crate::scheme::digest::algorithm::Qop;
use crate::scheme::digest::param::Nc;

const NONCE: &[u8] = b"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
const CNONCE: &[u8] = b"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
const URI: &[u8] = b"/dir/index.html";

fn auth(cnonce: &[u8]) -> Protection<'_> {
    Protection {
        qop: Qop::Auth,
        nc: Nc::parse(b"00000001").unwrap(),
        cnonce: cnonce.into(),
    }
}

fn mufasa(algorithm: Algorithm) -> HexHash {
    ha1(
        algorithm,
        b"Mufasa",
        b"http-auth@example.org",
        b"Circle of Life",
    )
}

fn mufasa_response(algorithm: Algorithm) -> String {
    let mut secret = mufasa(algorithm);
    if algorithm.is_session() {
        secret = session_ha1(algorithm, &secret, NONCE, CNONCE);
    }
    let ha2 = ha2(algorithm, b"GET", URI);
    Proof::new(algorithm, &secret, NONCE, Some(&auth(CNONCE)))
        .response(&ha2)
        .as_str()
        .to_owned()
}

#[test]
fn rfc_2617_section_3_5() {
    let md5 = Algorithm::Md5;
    let ha1 = ha1(md5, b"Mufasa", b"testrealm@host.com", b"Circle Of Life");
    let ha2 = ha2(md5, b"GET", URI);
    assert_eq!(ha1.as_str(), "939e7578ed9e3c518a452acee763bce9");
    assert_eq!(ha2.as_str(), "39aff3a2bab6126f332b942af96d3366");
    let nonce = b"dcd98b7102dd2f0e8b11d0f600bfb0c093";
    let full = Proof::new(md5, &ha1, nonce, Some(&auth(b"0a4f113b"))).response(&ha2);
    assert_eq!(full.as_str(), "6629fae49393a05397450978507c4ef1");
    let legacy = Proof::new(md5, &ha1, nonce, None).response(&ha2);
    assert_eq!(legacy.as_str(), "670fd8c2df070c60b045671b8b24ff02");
}

#[test]
fn rfc_7616_section_3_9_1() {
    assert_eq!(
        mufasa(Algorithm::Md5).as_str(),
        "3d78807defe7de2157e2b0b6573a855f"
    );
    assert_eq!(
        mufasa(Algorithm::Sha256).as_str(),
        "7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232"
    );
    for (algorithm, expected) in [
        (Algorithm::Md5, "8ca523f5e9506fed4657c9700eebdbec"),
        (
            Algorithm::Sha256,
            "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
        ),
        (Algorithm::Md5Sess, "e783283f46242139c486a698fec7211d"),
        (
            Algorithm::Sha256Sess,
            "2fd51b3a77ad75bad6afad6003e818d767133c46d9e2749e7f5232ae1ea3efd7",
        ),
        (
            Algorithm::Sha512_256Sess,
            "3f2a34f923c38b0fb26dce2fdfc2ce326c23cecf86fbb1444f3e51fbbc2cb92e",
        ),
    ] {
        assert_eq!(mufasa_response(algorithm), expected, "{algorithm}");
    }
}

#[test]
fn rspauth_of_section_3_9_1() {
    for (algorithm, expected) in [
        (Algorithm::Md5, "9b712497bc9f91499fbcca1dfc5f09a5"),
        (
            Algorithm::Sha256,
            "86d3b25618d41854ca5039a5d7e53ff6355d5134a9b1fb088a78ac3c462195a0",
        ),
    ] {
        let proof =
            Proof::new(algorithm, &mufasa(algorithm), NONCE, Some(&auth(CNONCE))).rspauth(URI);
        assert_eq!(proof.as_str(), expected, "{algorithm}");
    }
}

fn jason_response(algorithm: Algorithm) -> HexHash {
    let ha1 = ha1(
        algorithm,
        "J\u{e4}s\u{f8}n Doe".as_bytes(),
        b"api@example.org",
        b"Secret, or not?",
    );
    let nonce = b"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK";
    let cnonce = b"NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v";
    let ha2 = ha2(algorithm, b"GET", b"/doe.json");
    Proof::new(algorithm, &ha1, nonce, Some(&auth(cnonce))).response(&ha2)
}

/// The values of erratum 4897 are right, where the RFC printed a truncated SHA-512. These are cases 39 and 40.
#[test]
fn rfc_7616_section_3_9_2_as_corrected() {
    let right = jason_response(Algorithm::Sha512_256);
    assert!(right.matches(b"3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5"));
    assert!(!right.matches(b"ae66e67d6b427bd3f120414a82e4acff38e8ecd9101d6c861229025f607a79dd"));
    let sha256 = jason_response(Algorithm::Sha256);
    assert!(sha256.matches(b"b6d5cb9c3000ea2385250005e294d7132b260b8fd08940d2377373493cee8cc4"));
}

#[test]
fn userhash_vectors() {
    let jason = "J\u{e4}s\u{f8}n Doe".as_bytes();
    for (algorithm, username, realm, expected) in [
        (
            Algorithm::Sha256,
            &b"Mufasa"[..],
            &b"http-auth@example.org"[..],
            "a947aad205e80e429958a387394944c6b496301e79f89d35a4cc23b6ee12b5b6",
        ),
        (
            Algorithm::Sha512_256,
            jason,
            b"api@example.org",
            "793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b",
        ),
        (
            Algorithm::Sha256,
            jason,
            b"api@example.org",
            "5a1a8a47df5c298551b9b42ba9b05835174a5bd7d511ff7fe9191d8e946fc4e7",
        ),
    ] {
        let userhash = hash(algorithm, &[username, realm]);
        assert_eq!(userhash.as_str(), expected);
        assert!(
            !userhash.matches(b"488869477bf257147b804c45308cd62ac4e25eb717b12b298c79e62dcea254ec")
        );
    }
}

/// A `HexHash` cannot be empty, so a forger's response over an empty HA1 does not match. This is case 73.
#[test]
fn empty_ha1_cannot_be_made() {
    for algorithm in Algorithm::ALL {
        assert!(HexHash::from_hex(algorithm, b"").is_none());
    }
    let ha2 = ha2(Algorithm::Md5, b"GET", URI);
    let forged = hash(
        Algorithm::Md5,
        &[b"", NONCE, b"00000001", CNONCE, b"auth", ha2.as_bytes()],
    );
    assert_eq!(forged.as_str(), "d865a5ab522a2f40cc851ead542616cc");
    assert_ne!(mufasa_response(Algorithm::Md5), forged.as_str());
}

/// Case 74.
#[test]
fn stored_ha1_is_checked() {
    let hex = mufasa(Algorithm::Md5).as_str().to_owned();
    let upper = HexHash::from_hex(Algorithm::Md5, hex.to_uppercase().as_bytes()).unwrap();
    assert_eq!(upper.as_str(), hex);
    let long = format!("{hex}0");
    let refused = [
        " ".repeat(32),
        "0".repeat(32),
        "g".repeat(32),
        long,
        hex[1..].to_owned(),
    ];
    for stored in refused {
        assert!(
            HexHash::from_hex(Algorithm::Md5, stored.as_bytes()).is_none(),
            "{stored}"
        );
    }
    assert!(HexHash::from_hex(Algorithm::Sha256, hex.as_bytes()).is_none());
}

/// Case 72.
#[test]
fn matches_the_whole_digest_only() {
    let digest = mufasa(Algorithm::Md5);
    let hex = digest.as_str().to_owned();
    assert!(digest.matches(hex.as_bytes()));
    assert!(digest.matches(hex.to_uppercase().as_bytes()));
    let zeros = format!("{hex}\0");
    let doubled = format!("{hex}{hex}");
    for sent in [
        "",
        &hex[..31],
        &hex[1..],
        &zeros,
        &doubled,
        &doubled.repeat(2),
    ] {
        assert!(!digest.matches(sent.as_bytes()), "{sent}");
    }
    for index in 0..32 {
        for change in [0x01, 0x10, 0x20, 0x80] {
            let mut sent = hex.clone().into_bytes();
            sent[index] ^= change;
            let same = sent.eq_ignore_ascii_case(hex.as_bytes());
            assert_eq!(digest.matches(&sent), same);
        }
    }
}

/// The parts are hashed with one colon between each two, in one piece or streamed.
#[test]
fn streamed_equals_joined() {
    for length in BUFFER - 8..BUFFER + 8 {
        let uri = vec![b'x'; length];
        let whole = [b"GET:", &uri[..]].concat();
        for algorithm in Algorithm::ALL {
            let digest = match algorithm.base() {
                Algorithm::Md5 => Md5::digest(&whole).to_vec(),
                Algorithm::Sha256 => Sha256::digest(&whole).to_vec(),
                _ => Sha512_256::digest(&whole).to_vec(),
            };
            assert_eq!(
                ha2(algorithm, b"GET", &uri).as_str(),
                HexHash::new(&digest).as_str()
            );
        }
    }
}

#[test]
fn names_are_read_in_any_case() {
    for algorithm in Algorithm::ALL {
        let name = algorithm.name();
        assert_eq!(Algorithm::parse(name.as_bytes()), Some(algorithm));
        assert_eq!(
            Algorithm::parse(name.to_lowercase().as_bytes()),
            Some(algorithm)
        );
        assert_eq!(
            Algorithm::parse(name.to_uppercase().as_bytes()),
            Some(algorithm)
        );
    }
    for unknown in ["", "MD", "SHA-512", "SHA-256-", "SHA256", "MD5-sess-sess"] {
        assert_eq!(Algorithm::parse(unknown.as_bytes()), None);
    }
}

#[test]
fn debug_hides_the_digits() {
    let proof = Proof::new(Algorithm::Md5, &mufasa(Algorithm::Md5), NONCE, None);
    assert_eq!(format!("{proof:?}"), "Proof(MD5, ..)");
    assert_eq!(format!("{:?}", mufasa(Algorithm::Md5)), "HexHash(..)");
}

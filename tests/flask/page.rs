//! The page of the documentation for users of Flask-HTTPAuth.

const PAGE: &str = include_str!("../../httpauth/docs/guide/coming_from/flask_httpauth.md");

/// The classes of its API documentation, each with its arguments and its documented methods.
const CLASSES: [(&str, &[&str]); 4] = [
    (
        "HTTPBasicAuth",
        &[
            "scheme",
            "realm",
            "current_user",
            "error_handler",
            "get_password",
            "get_user_roles",
            "hash_password",
            "login_required",
            "username",
            "verify_password",
        ],
    ),
    (
        "HTTPDigestAuth",
        &[
            "scheme",
            "realm",
            "use_ha1_pw",
            "qop",
            "algorithm",
            "current_user",
            "error_handler",
            "generate_ha1",
            "generate_nonce",
            "generate_opaque",
            "get_password",
            "get_user_roles",
            "login_required",
            "username",
            "verify_nonce",
            "verify_opaque",
        ],
    ),
    (
        "HTTPTokenAuth",
        &[
            "scheme",
            "realm",
            "header",
            "current_user",
            "error_handler",
            "get_password",
            "get_user_roles",
            "login_required",
            "username",
            "verify_token",
        ],
    ),
    (
        "MultiAuth",
        &[
            "main_auth",
            "additional_auths",
            "login_required",
            "current_user",
        ],
    ),
];

/// Returns the words of a text that are names in Python.
fn words(text: &str) -> Vec<&str> {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    text.split(|character| !is_part(character)).collect()
}

#[test]
fn every_method_and_argument_is_on_the_page() {
    for (class, members) in CLASSES {
        // A line of code that is hidden begins as a heading does, but not after an empty line.
        let begin = format!("\n\n# {class}\n");
        let (_, section) = PAGE.split_once(&begin).expect(class);
        let section = section.split("\n\n# ").next().unwrap();
        let words = words(section);
        for member in members {
            assert!(words.contains(member), "{class}.{member}");
        }
    }
}

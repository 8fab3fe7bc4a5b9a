//! `/roles/*` and `/roles-obj/*`.

use crate::client::{BASIC, Request, Server, UNAUTHORIZED};

#[test]
fn roles_of_names() {
    let server = Server::start();
    let users = [
        ("john", "hello"),
        ("susan", "bye"),
        ("cindy", "byebye"),
        ("", ""),
        ("", "x"),
    ];
    for (path, allowed) in [
        ("normal", [true, true, false, false, false]),
        ("special", [false, true, false, false, false]),
        ("normal-or-special", [true, true, false, false, false]),
        ("normal-and-special", [false, true, false, false, false]),
    ] {
        let request = Request::get(&format!("/roles/{path}"));
        for ((username, password), allowed) in users.into_iter().zip(allowed) {
            let request = request.clone().basic(username, password);
            if allowed {
                let body = format!("{}:{username}", path.replace('-', "_"));
                server.assert_ok(&request, &body);
            } else {
                server.assert(&request, 403, &[BASIC], "error");
            }
        }
        server.assert(&request, 403, &[BASIC], "error");
        server.assert(
            &request.clone().basic("john", "bye"),
            403,
            &[BASIC],
            "error",
        );
        server.assert(&request.authorization("Basic !"), 403, &[BASIC], "error");
    }
}

#[test]
fn roles_of_objects() {
    let server = Server::start();
    let challenge = r#"Basic realm="roles", charset="UTF-8""#;
    let everybody = [
        "admin", "mod", "user", "usermod", "usercon", "modcon", "norole", "nullrole",
    ];
    for (path, allowed) in [
        ("any", &everybody[..]),
        ("admin", &["admin"]),
        ("admin-or-mod", &["admin", "mod", "usermod", "modcon"]),
        ("nested", &["user", "usermod", "usercon", "modcon"]),
        ("nested-mixed", &["admin", "usermod"]),
        ("optional-admin", &["admin"]),
    ] {
        let request = Request::get(&format!("/roles-obj/{path}"));
        for username in everybody {
            let right = request.clone().basic(username, "pw");
            if allowed.contains(&username) {
                server.assert_ok(&right, &format!("ok:{username}"));
            } else {
                server.assert(&right, 403, &[challenge], UNAUTHORIZED);
            }
            server.assert_401(&request.clone().basic(username, "PW"), challenge);
        }
        server.assert_401(&request.clone().basic("Admin", "pw"), challenge);
        if path == "optional-admin" {
            server.assert_ok(&request, "ok:anonymous");
        } else {
            server.assert_401(&request, challenge);
        }
    }
}

//! The clients here and at two other servers of Digest, Apache and Flask-HTTPAuth. It is run by hand, with `INTEROP=compare`,
//! and prints the rows of a table in the documentation:
//!
//! ```text
//! python3 -m venv tests/interop/scripts/comparison/venv
//! tests/interop/scripts/comparison/venv/bin/pip install -r tests/interop/scripts/comparison/requirements.txt
//! INTEROP=compare cargo test --workspace --locked --test interop -- --ignored --nocapture comparison
//! ```

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::apache::{self, DIGEST, digest_users};
use crate::app;
use crate::client::{Client, Script, Session, asked_for, command, script};
use crate::clients;
use crate::curl::Curl;
use crate::proxy::Proxy;
use crate::server::Server;
use crate::way::JOHN;
use crate::wget::Wget;

const PASSWORDS: [(&str, &str); 3] = [
    ("john", "hello"),
    ("quo\"te", "pa:ss"),
    ("Jäsøn", "pässwörd"),
];

/// What is asked of a client. It has a title, the paths here, at Apache and at Flask-HTTPAuth, and a session. A path is
/// empty where a server has nothing of the kind. Apache always offers `qop`, and Flask-HTTPAuth's nonces do not end.
struct Case {
    title: &'static str,
    paths: [&'static str; 3],
    session: Session,
    times: usize,
}

fn cases() -> Vec<Case> {
    let john = || Session {
        algorithm: "MD5",
        ..JOHN
    };
    let case = |title, paths, session, times| Case {
        title,
        paths,
        session,
        times,
    };
    let md5 = ["/md5", "/md5", "/md5"];
    let named = |number: usize| {
        let (user, password) = PASSWORDS[number];
        Session {
            user,
            password,
            ..john()
        }
    };
    vec![
        case(
            "a request, by the default",
            ["/both", "/md5", "/md5"],
            JOHN,
            1,
        ),
        case("a request, by MD5 alone", md5, john(), 1),
        case("five requests", md5, john(), 5),
        case(
            "a POST of 100 kB",
            ["/upload/md5", "/md5", "/md5"],
            Session {
                body: Some(100_000),
                ..john()
            },
            1,
        ),
        case("without qop", ["/no-qop", "", "/no-qop"], john(), 1),
        case(
            "nonces that end within the session",
            ["/md5/brief", "/once", ""],
            john(),
            8,
        ),
        case(
            "a wrong password",
            md5,
            Session {
                password: "wrong",
                ..john()
            },
            1,
        ),
        case("`quo\"te`", md5, named(1), 1),
        case("`Jäsøn`", md5, named(2), 1),
    ]
}

#[test]
#[ignore = "by hand"]
fn comparison() {
    if !asked_for("compare") {
        return;
    }
    let here = Server::start(app::routes());
    let others = [Proxy::start("apache", apache), Proxy::start("flask", flask)];
    let addresses = [here.address(), others[0].address(), others[1].address()];
    let mut clients: Vec<Box<dyn Client>> = Vec::new();
    clients.extend(Curl::over("--http1.1", "curl").map(|curl| Box::new(curl) as Box<dyn Client>));
    clients.extend(Wget::start().map(|wget| Box::new(wget) as Box<dyn Client>));
    for (name, mut command) in clients::commands() {
        clients.extend(
            Script::start(name, &mut command).map(|client| Box::new(client) as Box<dyn Client>),
        );
    }
    let mut rows = BTreeMap::<(usize, [String; 3]), Vec<String>>::new();
    for client in &mut clients {
        let cells = |case: &Case| {
            [0, 1, 2].map(|place| outcome(&mut **client, case, addresses[place], case.paths[place]))
        };
        let results: Vec<_> = cases().iter().map(cells).collect();
        // A client that knows no Digest makes no mistakes in it.
        if results[1].iter().any(|cell| cell == "yes") {
            for (number, cells) in results.into_iter().enumerate() {
                rows.entry((number, cells))
                    .or_default()
                    .push(client.name().to_owned());
            }
        }
    }
    rows.retain(|(_, cells), _| cells.iter().any(|cell| cell != "yes" && cell != "-"));
    for ((number, cells), names) in rows {
        let title = cases()[number].title;
        println!("| {title} | {} | {} |", names.join(", "), cells.join(" | "));
    }
}

/// Returns `yes` if all requests passed the guard, or what came instead. Apache answers a POST to a file with 405.
fn outcome(client: &mut dyn Client, case: &Case, address: SocketAddr, path: &str) -> String {
    if path.is_empty() {
        return "-".to_owned();
    }
    let urls = (0..case.times).map(|number| format!("http://{address}{path}?{number}"));
    let session = Session {
        urls: urls.collect(),
        ..case.session.clone()
    };
    let answers = client.run(&session);
    let refused = answers
        .iter()
        .find(|answer| !["200", "405"].contains(&answer.outcome.as_str()));
    refused.map_or_else(|| "yes".to_owned(), |answer| answer.outcome.clone())
}

fn flask(_: &Path, address: SocketAddr) -> Command {
    let mut python = command(script("comparison/venv/bin/python"));
    python
        .arg(script("comparison/server.py"))
        .arg(address.port().to_string());
    python.stdout(Stdio::null()).stderr(Stdio::null());
    python
}

fn apache(folder: &Path, address: SocketAddr) -> Command {
    let users = digest_users(folder, "comparison", &PASSWORDS, ("md5", "Hello!\n"));
    // Some scripts read answers of one line. A nonce of `/once` is good for one request.
    let more = r"
ErrorDocument 400 Refused
ErrorDocument 401 Refused
ErrorDocument 405 Refused
Alias /once pages/md5
<Location /once>
    AuthDigestNonceLifetime 0
</Location>
";
    let modules = [&DIGEST[..], &["alias"]].concat();
    apache::apache(folder, address, &modules, &(users + more))
}

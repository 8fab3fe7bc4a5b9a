//! The checks that every client goes through.

use crate::app;
use crate::bodies;
use crate::client::{Client, Order, Scheme, Session};
use crate::log::{Seen, connections, counts, nonces};
use crate::server::{Run, Server};
use crate::table::compare;
use crate::way::{JOHN, Paths, Way};

/// Puts the client to everything and holds the outcome against the tables of the documentation.
pub(crate) fn check(client: &mut dyn Client) {
    let server = Server::start(app::routes());
    let mut tried = Tried { server, client };
    let algorithms = tried.algorithms();
    let way = Way::of(&algorithms);
    let mut sessions = tried.sessions(way);
    let names = tried.names(way);
    sessions.push(bodies::cell(tried.client, way));
    compare(client, &[algorithms, sessions, names]);
}

struct Tried<'c> {
    server: Server,
    client: &'c mut dyn Client,
}

impl Tried<'_> {
    fn run(&mut self, session: &Session, path: &'static str, times: usize) -> Run {
        self.server.run(self.client, session, path, times)
    }

    /// Returns the row of the first table. It says which schemes and algorithms get the client in, and no wrong
    /// password may.
    fn algorithms(&mut self) -> Vec<String> {
        let basic = Session {
            scheme: Scheme::Basic,
            ..JOHN
        };
        let mut cells = vec![self.enters(&basic, "/basic", |seen| {
            assert_eq!(seen.scheme(), Some("Basic"));
            "yes".to_owned()
        })];
        let paths = [
            ("MD5", "/md5"),
            ("SHA-256", "/sha-256"),
            ("SHA-512-256", "/sha-512-256"),
            ("MD5-sess", "/md5-sess"),
            ("SHA-256-sess", "/sha-256-sess"),
            ("MD5", "/no-qop"),
        ];
        for (algorithm, path) in paths {
            let john = Session { algorithm, ..JOHN };
            cells.push(self.enters(&john, path, |seen| {
                assert_eq!(seen.algorithm(), algorithm);
                assert_eq!(seen.param("qop").is_none(), path == "/no-qop");
                "yes".to_owned()
            }));
        }
        for (algorithm, path) in [("SHA-256", "/both"), ("MD5", "/md5-first")] {
            let john = Session { algorithm, ..JOHN };
            cells.push(self.enters(&john, path, |seen| match seen.algorithm() {
                strongest if strongest == "SHA-256" => "yes".to_owned(),
                other => other,
            }));
        }
        cells
    }

    /// Returns the result for the right password, after a wrong one was refused.
    fn enters(
        &mut self,
        session: &Session,
        path: &'static str,
        cell: impl Fn(&Seen) -> String,
    ) -> String {
        let wrong = Session {
            password: "wrong",
            ..session.clone()
        };
        self.run(&wrong, path, 1).assert_out();
        let run = self.run(session, path, 1);
        run.or_what_came(|| cell(run.passed()))
    }

    /// Returns the row of the second table, but for its last cell.
    fn sessions(&mut self, way: Way) -> Vec<String> {
        let Paths {
            page, late, brief, ..
        } = way.paths();
        let john = way.john();
        let five = self.run(&john, page, 5);
        let connection = five.or_what_came(|| kept_connection(&five.seen));
        let (nonce, parallel, stale) = match way {
            Way::Basic => (
                "-".to_owned(),
                self.parallel(&john, late, |_| "yes".to_owned()),
                "-".to_owned(),
            ),
            _ => (
                five.or_what_came(|| one_nonce(&five.seen)),
                self.parallel(&john, late, shared_nonce),
                self.stale(&john, brief),
            ),
        };
        let wrong = self.wrong_password(&john, page);
        vec![connection, nonce, parallel, stale, wrong]
    }

    fn parallel(
        &mut self,
        session: &Session,
        path: &'static str,
        cell: impl Fn(&[Seen]) -> String,
    ) -> String {
        if !self.client.is_parallel() {
            return "-".to_owned();
        }
        let session = Session {
            order: Order::Parallel,
            ..session.clone()
        };
        let run = self.run(&session, path, 6);
        run.or_what_came(|| cell(&run.seen))
    }

    /// Returns the cell about eight requests where a nonce is good for three.
    fn stale(&mut self, session: &Session, path: &'static str) -> String {
        let run = self.run(session, path, 8);
        let told = run.seen.iter().filter(|seen| seen.stale).count();
        run.or_what_came(|| match (told, nonces(&run.seen)) {
            (0, 8) => "not needed".to_owned(),
            (2, 3) => "yes".to_owned(),
            (told, nonces) => format!("told {told} times, {nonces} nonces"),
        })
    }

    fn wrong_password(&mut self, john: &Session, path: &'static str) -> String {
        let wrong = Session {
            password: "wrong",
            ..john.clone()
        };
        let run = self.run(&wrong, path, 1);
        run.assert_out();
        format!("{} after {}", run.answers[0].outcome, run.seen.len())
    }

    /// Returns the row of the third table. It has a name with a quote (and a password with a colon), and one that is
    /// not ASCII.
    fn names(&mut self, way: Way) -> Vec<String> {
        let mut cells = Vec::new();
        for way in [Way::Basic, way.digest()] {
            for (user, password) in [(r#"quo"te"#, "pa:ss"), ("Jäsøn", "pässwörd")] {
                let session = Session {
                    user,
                    password,
                    ..way.john()
                };
                let run = self.run(&session, way.paths().page, 1);
                cells.push(run.or_what_came(|| "yes".to_owned()));
            }
        }
        cells
    }
}

/// Returns the cell about kept connections. Two connections will do, since some clients do not wait until the first is
/// free for its second request.
fn kept_connection(seen: &[Seen]) -> String {
    match connections(seen) {
        1 | 2 => "yes".to_owned(),
        more => format!("{more} for {}", seen.len()),
    }
}

fn one_nonce(seen: &[Seen]) -> String {
    match (nonces(seen), &counts(seen)[..]) {
        (1, [1, 2, 3, 4, 5]) => "yes".to_owned(),
        (5, [1, 1, 1, 1, 1]) => "a nonce each".to_owned(),
        (5, [_, _, _, _, _]) => "a nonce each, not from 1".to_owned(),
        (1, counts) => format!("counts {counts:?}"),
        (nonces, counts) => format!("{nonces} nonces, counts {counts:?}"),
    }
}

/// Returns the cell about parallel requests. It says if they shared a nonce, whose counts then came out of order.
fn shared_nonce(seen: &[Seen]) -> String {
    let counts = counts(seen);
    let place = |count| counts.iter().position(|found| *found == count);
    match (nonces(seen), place(3), place(2)) {
        (1, Some(third), Some(second)) if third < second => "yes".to_owned(),
        (1, ..) => format!("counts {counts:?}"),
        _ => "several nonces".to_owned(),
    }
}

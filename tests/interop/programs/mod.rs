//! Programs that do more than to get a page, each by a script of `scripts/programs` with its task. The task needs a server
//! behind the guard, and several requests.

mod behind;

use behind::{Behind, Guard};

use crate::client::{Script, command, script};
use crate::proxy::Proxy;
use crate::server::Server;
use crate::table::compare_rows;

/// Makes a test of each row, which has the name of the test, the name in the table, the script, what is behind, and the guard for
/// tokens.
macro_rules! programs {
    ($($test:ident: $name:literal, $file:literal, $behind:ident, $token:ident;)*) => {
        $(#[test]
        #[ignore = "for `.ci/run clients`"]
        fn $test() {
            check($name, $file, Behind::$behind, Guard::$token);
        })*
    };
}

programs! {
    git: "git", "git.py", Apache, Bearer;
    svn: "svn", "svn.py", Apache, Bearer;
    cadaver: "cadaver", "cadaver.py", Apache, Bearer;
    litmus: "litmus", "litmus.py", Apache, Bearer;
    caldav: "caldav", "caldav_client.py", Radicale, Bearer;
    vdirsyncer: "vdirsyncer", "vdirsyncer_client.py", Radicale, Bearer;
    cargo: "cargo", "cargo.py", Apache, Bare;
    pip: "pip", "pip_client.py", Apache, Bearer;
    npm: "npm", "npm.py", Apache, Bearer;
    apt: "apt", "apt.py", Apache, Bearer;
    skopeo: "skopeo", "skopeo.py", Apache, Bearer;
    prometheus: "Prometheus", "prometheus.py", Apache, Bearer;
}

/// Lets the program do its task behind each guard, and holds the outcome against the table of the documentation.
fn check(name: &str, file: &str, behind: Behind, token: Guard) {
    let Some(behind) = behind.start() else {
        return;
    };
    let mut python = command(script("python/venv/bin/python"));
    let python = python.arg(script("programs").join(file));
    let Some(program) = Script::start(name, python.arg(behind.folder())) else {
        return;
    };
    let mut tried = Tried { program, behind };
    let mut cells = Vec::new();
    for guard in [
        Guard::Basic,
        Guard::Md5,
        Guard::Sha256,
        Guard::Both,
        Guard::Md5First,
    ] {
        cells.push(tried.enters(guard, "john", "hello").0);
    }
    let (best, brief) = match &cells[..] {
        [.., both, _] if both == "yes" => (Guard::Both, Guard::ThreeTimes),
        [.., md5_first] if md5_first == "yes" => (Guard::Md5First, Guard::ThreeTimesMd5First),
        _ => (Guard::Basic, Guard::Basic),
    };
    cells.push(match best {
        Guard::Basic => "-".to_owned(),
        _ => tried.enters(brief, "john", "hello").0,
    });
    cells.push(tried.enters(token, "", "hello").0);
    let (named, refused) = tried.enters(best, "Jäsøn", "pässwörd");
    cells.extend([named, refused]);
    compare_rows("program", &tried.program, &[cells]);
}

/// A program, and the server that it wants to reach.
struct Tried {
    program: Script,
    behind: Proxy,
}

impl Tried {
    /// Returns the outcome for the right password, after a wrong one was refused, and what came of the wrong one.
    fn enters(&mut self, guard: Guard, user: &str, password: &str) -> (String, String) {
        let server = Server::start(guard.before(self.behind.address()));
        let refused = self.outcome(&server, guard, user, "wrong");
        let seen = server.seen();
        let passed = seen.iter().any(|seen| seen.status != 401);
        assert!(
            !passed && refused != "yes",
            "{guard:?}: {refused}, {seen:?}"
        );
        let right = self.outcome(&server, guard, user, password);
        let passed = server.seen().iter().any(|seen| seen.status < 300);
        assert!(passed || right != "yes", "{guard:?}");
        (right, format!("{refused} after {}", seen.len()))
    }

    /// Returns what came of the task, which is `yes` or the program's own words.
    fn outcome(&mut self, server: &Server, guard: Guard, user: &str, password: &str) -> String {
        let scheme = match guard {
            Guard::Basic => "basic",
            Guard::Bearer | Guard::Bare => "token",
            _ => "digest",
        };
        let url = server.url("");
        self.program.ask(&[scheme, user, password, &url]).remove(0)
    }
}

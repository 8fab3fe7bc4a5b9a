//! Programs that do more than to get a page, each by a script of `scripts/programs` with its task. The task needs a server
//! behind the guard, and several requests.

mod behind;

use behind::{Behind, Guard};

use crate::client::{Script, command, script};
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

/// Who a program logs in as, by which guard.
struct Login {
    guard: Guard,
    user: &'static str,
    password: &'static str,
}

/// Lets the program do its task behind each guard, and holds the outcome against the table of the documentation.
fn check(name: &str, file: &str, behind: Behind, token: Guard) {
    let Some(behind) = behind.start() else {
        return;
    };
    let mut python = command(script("python/venv/bin/python"));
    python
        .arg(script("programs").join(file))
        .arg(behind.folder());
    let Some(mut program) = Script::start(name, &mut python) else {
        return;
    };
    let mut enters = |guard: Guard, user: &'static str, password: &'static str| {
        let server = Server::start(guard.before(behind.address()));
        let login = Login {
            guard,
            user,
            password,
        };
        let wrong = Login {
            password: "wrong",
            ..login
        };
        let refused = outcome(&mut program, &server, &wrong);
        let seen = server.seen();
        let passed = seen.iter().filter(|seen| seen.status != 401).count();
        assert_eq!(
            (passed, refused == "yes"),
            (0, false),
            "{guard:?}: {seen:?}"
        );
        let right = outcome(
            &mut program,
            &server,
            &Login {
                guard,
                user,
                password,
            },
        );
        let is_in = server.seen().iter().any(|seen| seen.status != 401);
        assert!(is_in || right != "yes", "{guard:?}");
        (right, format!("{refused} after {}", seen.len()))
    };
    let guards = [
        Guard::Basic,
        Guard::Md5,
        Guard::Sha256,
        Guard::Both,
        Guard::Md5First,
        Guard::ThreeTimes,
    ];
    let results = guards.map(|guard| enters(guard, "john", "hello"));
    let knows = |guard: usize| results[guard].0 == "yes";
    let (best, guard) = if knows(3) {
        (3, Guard::Both)
    } else if knows(4) {
        (4, Guard::Md5First)
    } else {
        (0, Guard::Basic)
    };
    let wrong = results[best].1.clone();
    let mut cells = results.map(|(right, _)| right).to_vec();
    cells.push(enters(token, "", "hello").0);
    cells.push(enters(guard, "Jäsøn", "pässwörd").0);
    cells.push(wrong);
    compare_rows("program", &program, &[cells]);
}

/// Returns what came of the task, which is `yes` or the program's own words.
fn outcome(program: &mut Script, server: &Server, login: &Login) -> String {
    let scheme = match login.guard {
        Guard::Basic => "basic",
        Guard::Bearer | Guard::Bare => "token",
        _ => "digest",
    };
    let url = server.url("");
    let mut answers = program.ask(&[scheme, login.user, login.password, &url]);
    answers.remove(0)
}

//! A client, which is software that we did not write and that gets something from the server.

use std::io::{self, BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::{env, fs};

/// The schemes that a client is told to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    Basic,
    Digest,
}

/// The order in which the requests of a session follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// One after the other.
    Serial,
    /// All at the same time, but for the first, which gets the nonce.
    Parallel,
}

/// The request of a client in one session, and its user.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) order: Order,
    pub(crate) scheme: Scheme,
    /// For clients that want to be told.
    pub(crate) algorithm: &'static str,
    pub(crate) user: &'static str,
    pub(crate) password: &'static str,
    /// The number of zeros that the client sends by POST. For `None` it is GET.
    pub(crate) body: Option<usize>,
    pub(crate) urls: Vec<String>,
}

/// The result that a client got in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// A status, or an error of the client's own.
    pub(crate) outcome: String,
    /// The body, if the client shows it.
    pub(crate) body: Option<String>,
}

impl Answer {
    pub(crate) fn new(outcome: impl Into<String>, body: impl AsRef<str>) -> Self {
        Self {
            outcome: outcome.into(),
            body: Some(body.as_ref().trim_end().to_owned()),
        }
    }
}

pub(crate) trait Client {
    /// Returns the name in the tables of the documentation.
    fn name(&self) -> &str;

    fn version(&self) -> &str;

    /// Returns true if the client can have several requests on their way at once.
    fn is_parallel(&self) -> bool {
        true
    }

    /// Returns true if the client changes its connection for a body. Some close it when they have their answer before they
    /// have sent all of the body.
    fn hangs_up(&self) -> bool {
        false
    }

    /// Returns how many sessions of two requests with a body the client has for each size, way, scheme and password, or 0
    /// if it sends no bodies.
    fn body_sessions(&self) -> usize {
        10
    }

    /// Returns the answers, in the order of the session's addresses.
    fn run(&mut self, session: &Session) -> Vec<Answer>;
}

/// Returns the command, which reaches 127.0.0.1 without a proxy and speaks UTF-8.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command
        .env("no_proxy", "127.0.0.1")
        .env("LC_ALL", "C.UTF-8");
    command
}

/// Returns true if the variable `INTEROP` has this value. With `required` a missing client is a failure, with `none` all of
/// them count as missing, and `overwrite` writes the tables.
pub(crate) fn asked_for(what: &str) -> bool {
    env::var("INTEROP").is_ok_and(|asked| asked == what)
}

/// Returns the output of a command that prints its version. If there is no such program it says so and returns `None`.
pub(crate) fn version_of(program: &str, flag: &str) -> Option<String> {
    match command(program).arg(flag).output() {
        Ok(output) if !asked_for("none") => Some(String::from_utf8(output.stdout).unwrap()),
        _ => skip(program),
    }
}

/// Says that there is no such client.
pub(crate) fn skip<T>(client: &str) -> Option<T> {
    assert!(
        !asked_for("required"),
        "there is no {client}, and none may be skipped"
    );
    // Not by `eprintln!`, whose words nobody sees when a test passes.
    let _ = writeln!(io::stderr(), "skipped: no {client}");
    None
}

/// Returns a file with the zeros that a session sends.
pub(crate) fn body_file(size: usize) -> PathBuf {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("zeros-{size}"));
    // Whoever else writes it writes the same.
    if fs::metadata(&file).map_or(0, |found| found.len()) != size as u64 {
        fs::write(&file, vec![0; size]).unwrap();
    }
    file
}

/// Returns a file of `tests/interop/scripts`.
pub(crate) fn script(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    folder.join("interop/scripts").join(name)
}

/// Returns the command that runs a program of the folder `rust`, which `.ci/clients` builds.
pub(crate) fn rust_program(name: &str) -> Command {
    command(script("rust/target/debug").join(name))
}

/// A client within a script, which makes one client object for each session.
///
/// The fields of all lines are separated by tabs. First the script prints its version and its traits, which are
/// `serial` (see [`Client::is_parallel`]), `hangs up`, `no bodies` and `slow`. A script that ends without a line has no
/// client. Then it reads a session from each line, which has the fields of [`fields`], and prints a line with an answer
/// for each of its addresses, as [`answer`] reads it.
pub(crate) struct Script {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
    name: String,
    version: String,
    /// The words of `is_parallel` and the methods after it.
    traits: Vec<String>,
}

impl Script {
    /// Starts the script. If something that the script needs is missing it says so and returns `None`.
    pub(crate) fn start(name: &str, command: &mut Command) -> Option<Self> {
        if asked_for("none") {
            return skip(name);
        }
        if !asked_for("required") {
            // The script of a client that is missing would fail at length.
            command.stderr(Stdio::null());
        }
        let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let Ok(mut child) = pipes.spawn() else {
            return skip(name);
        };
        let stdin = child.stdin.take();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let mut script = Self {
            child,
            stdin,
            stdout,
            name: name.to_owned(),
            version: String::new(),
            traits: Vec::new(),
        };
        let line = script.line();
        let mut words = line.split('\t').map(str::to_owned);
        script.version = words
            .next()
            .filter(|version| !version.is_empty())
            .or_else(|| skip(name))?;
        script.traits = words.collect();
        Some(script)
    }

    fn is(&self, word: &str) -> bool {
        self.traits.iter().any(|found| found == word)
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        line.trim_end_matches('\n').to_owned()
    }

    /// Returns the fields of the line that answers these.
    pub(crate) fn ask(&mut self, fields: &[impl AsRef<str>]) -> Vec<String> {
        let stdin = self.stdin.as_mut().unwrap();
        let fields: Vec<&str> = fields.iter().map(AsRef::as_ref).collect();
        writeln!(stdin, "{}", fields.join("\t")).unwrap();
        let line = self.line();
        assert_ne!(line, "", "{} has given up", self.name);
        line.split('\t').map(str::to_owned).collect()
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        // The end of its input is the end of the script, and of what it started.
        drop(self.stdin.take());
        self.child.wait().unwrap();
    }
}

/// Returns the session as a line's fields: `serial` or `parallel`, `basic` or `digest`, the algorithm, the name, the
/// password, the size of the body or `-`, and the addresses.
pub(crate) fn fields(session: &Session) -> Vec<String> {
    let order = match session.order {
        Order::Serial => "serial",
        Order::Parallel => "parallel",
    };
    let scheme = match session.scheme {
        Scheme::Basic => "basic",
        Scheme::Digest => "digest",
    };
    let mut fields = vec![
        order,
        scheme,
        session.algorithm,
        session.user,
        session.password,
    ];
    let body = session.body.map(|size| size.to_string());
    fields.push(body.as_deref().unwrap_or("-"));
    fields.extend(session.urls.iter().map(String::as_str));
    fields.into_iter().map(str::to_owned).collect()
}

/// Returns an answer, of a script's `status body`, or of a `status` or an `error` alone.
pub(crate) fn answer(field: &str) -> Answer {
    match field.split_once(' ') {
        Some((outcome, body)) => Answer::new(outcome, body),
        None => Answer {
            outcome: field.to_owned(),
            body: None,
        },
    }
}

impl Client for Script {
    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn is_parallel(&self) -> bool {
        !self.is("serial")
    }

    fn hangs_up(&self) -> bool {
        self.is("hangs up")
    }

    fn body_sessions(&self) -> usize {
        match () {
            () if self.is("no bodies") => 0,
            () if self.is("slow") => 1,
            () => 10,
        }
    }

    fn run(&mut self, session: &Session) -> Vec<Answer> {
        let answers = self.ask(&fields(session));
        answers.iter().map(|field| answer(field)).collect()
    }
}

//! The clients that are scripts. Each has a row, a file of `scripts`, and rows in the tables of the documentation.

use std::path::PathBuf;
use std::process::Command;

use crate::app;
use crate::checks::check;
use crate::client::{Client, Script, Session, asked_for, command, rust_program, script};
use crate::log::nonces;
use crate::server::Server;
use crate::way::Way;

/// Makes a test of each row, which has the name of the test, the name in the tables, and the command. It also makes a list of
/// the commands, each of which may take a while to compile.
macro_rules! clients {
    ($($test:ident: $name:literal, $command:expr;)*) => {
        $(#[test]
        #[ignore = "for `.ci/run clients`"]
        fn $test() {
            if let Some(mut client) = Script::start($name, &mut $command) {
                check(&mut client);
            }
        })*

        /// Returns the name and the command of each client.
        pub(crate) fn commands() -> impl Iterator<Item = (&'static str, Command)> {
            let commands: &[(&str, fn() -> Command)] = &[$(($name, || $command)),*];
            commands.iter().map(|(name, command)| (*name, command()))
        }
    };
}

clients! {
    urllib: "Python's `urllib`", python("urllib_client.py", &[]);
    requests: "requests", python("requests_client.py", &["requests"]);
    niquests: "niquests", python("requests_client.py", &["niquests"]);
    httpx: "httpx", python("httpx_client.py", &[]);
    httpx_over_http2: "httpx, HTTP/2", python("httpx_client.py", &["2"]);
    aiohttp: "aiohttp", python("aiohttp_client.py", &[]);
    httplib2: "httplib2", python("httplib2_client.py", &[]);
    mechanize: "mechanize of Python", python("mechanize_client.py", &[]);
    pycurl: "pycurl", python("pycurl_client.py", &[]);
    httpie: "HTTPie", python("httpie_client.py", &[]);
    fetch: "Node's `fetch`", node("fetch.mjs");
    digest_fetch: "digest-fetch", node("digest_fetch.mjs");
    urllib_of_npm: "urllib of npm", node("urllib.mjs");
    needle: "needle", node("needle.mjs");
    request: "request", node("request.mjs");
    axios: "@mhoc/axios-digest-auth", node("axios.mjs");
    http_client: "Java's `HttpClient`", java("Jdk", &[]);
    http_url_connection: "Java's `HttpURLConnection`", java("Jdk", &["connection"]);
    apache_http_client_4: "Apache HttpClient 4", java("Apache4", &[]);
    apache_http_client_5: "Apache HttpClient 5", java("Apache5", &[]);
    mono_http_web_request: "Mono's `HttpWebRequest`", mono(&[]);
    mono_http_client: "Mono's `HttpClient`", mono(&["client"]);
    lwp: "LWP", interpreted("perl", "perl/lwp.pl");
    httpclient: "httpclient of Ruby", interpreted("ruby", "ruby/httpclient.rb");
    net_http_digest_auth: "net-http-digest_auth", interpreted("ruby", "ruby/net_http_digest_auth.rb");
    mechanize_of_ruby: "mechanize of Ruby", interpreted("ruby", "ruby/mechanize.rb");
    httparty: "httparty", interpreted("ruby", "ruby/httparty.rb");
    php_curl: "PHP's curl", interpreted("php", "php/curl.php");
    soap_client: "PHP's `SoapClient`", interpreted("php", "php/soap.php");
    guzzle: "Guzzle", interpreted("php", "php/guzzle.php");
    symfony: "Symfony HttpClient", interpreted("php", "php/symfony.php");
    net_http: "Go's `net/http`", go("go/basic.go");
    k6: "k6", tool("k6.py", &[]);
    diqwest: "diqwest", rust("diqwest");
    http_auth: "http-auth", rust("http-auth");
    libsoup: "libsoup", system_python("soup_client.py");
    qt: "Qt", system_python("qt_client.py");
    firefox: "Firefox", browser("firefox_client.mjs", "firefox-esr");
    wget2: "wget2", tool("wget2.py", &[]);
    w3m: "w3m", tool("w3m.py", &[]);
    ffmpeg: "ffmpeg", tool("ffmpeg.py", &[]);
    gstreamer: "GStreamer", tool("gstreamer.py", &[]);
    siege: "siege", tool("siege.py", &[]);
}

/// Returns the command that runs a script of the folder `python` in the environment that `.ci/clients` makes.
fn python(file: &str, arguments: &[&str]) -> Command {
    let mut python = command(script("python/venv/bin/python"));
    python.arg(script("python").join(file)).args(arguments);
    python
}

/// Returns the command that runs such a script with Debian's Python, which has the bindings of Debian's libraries.
fn system_python(file: &str) -> Command {
    let mut python = command("/usr/bin/python3");
    python.arg(script("python").join(file));
    python
}

/// Returns the command that runs a script of the folder `tools`, which starts a program with other arguments for each
/// session.
fn tool(file: &str, arguments: &[&str]) -> Command {
    let mut python = command("python3");
    python.env("PYTHONPATH", script("python"));
    python.arg(script("tools").join(file)).args(arguments);
    python
}

fn node(file: &str) -> Command {
    interpreted("node", &format!("node/{file}"))
}

fn browser(file: &str, program: &str) -> Command {
    let mut node = node(file);
    node.arg(program);
    node
}

fn interpreted(program: &str, file: &str) -> Command {
    let mut command = command(program);
    command.arg(script(file));
    command
}

fn go(file: &str) -> Command {
    let mut go = command("go");
    go.env("GO111MODULE", "off").arg("run").arg(script(file));
    go
}

/// Compiles a class of the folder `java` with Debian's libraries, and returns the command that runs it.
fn java(class: &str, arguments: &[&str]) -> Command {
    let libraries = [
        "httpclient",
        "httpcore",
        "httpclient5",
        "httpcore5",
        "httpcore5-h2",
        "commons-logging",
        "commons-codec",
        "slf4j-api",
        "slf4j-nop",
    ];
    let libraries = libraries.map(|name| format!("/usr/share/java/{name}.jar"));
    let classes = built(&format!("java-{class}-{}", arguments.len()));
    let path = format!("{}:{}", classes.display(), libraries.join(":"));
    let sources = ["Sessions", class].map(|name| script(&format!("java/{name}.java")));
    let mut javac = command("javac");
    javac.args(["-cp", &path, "-d"]).arg(&classes).args(sources);
    let mut java = command("java");
    // Apache's clients warn of what they cannot answer.
    java.arg("-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog");
    java.args(["-cp", &path, class]).args(arguments);
    after(&mut javac, java)
}

fn mono(arguments: &[&str]) -> Command {
    let program = built(&format!("mono-{}.exe", arguments.len()));
    let mut compiler = command("mcs");
    compiler
        .arg("-r:System.Net.Http")
        .arg(format!("-out:{}", program.display()));
    compiler.arg(script("mono/Client.cs"));
    let mut mono = command("mono");
    mono.arg(program).args(arguments);
    after(&mut compiler, mono)
}

fn rust(package: &str) -> Command {
    let mut rust = rust_program("httpauth-clients");
    rust.arg(package);
    rust
}

/// Returns a place for what is compiled. Tests run side by side, so each has its own.
fn built(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Runs the compiler, and returns the command of what it has made. Without a compiler that fails, as any client does
/// that is missing.
fn after(compiler: &mut Command, program: Command) -> Command {
    if !asked_for("none") {
        let _ = compiler.status();
    }
    program
}

/// It counts from 0, so that the first request of an object is refused. [`check`] has sessions of one request alone.
#[test]
#[ignore = "for `.ci/run clients`"]
fn net_http_digest_auth_gets_in_from_its_second_request_on() {
    let mut command = interpreted("ruby", "ruby/net_http_digest_auth.rb");
    let Some(mut client) = Script::start("net-http-digest_auth", &mut command) else {
        return;
    };
    let server = Server::start(app::routes());
    let paths = Way::Md5First.paths();
    let body = Some(100_000);
    for (user, password, body, path, others) in [
        ("john", "hello", None, paths.page, "200"),
        ("john", "hello", None, paths.brief, "200"),
        ("john", "hello", body, paths.upload, "200"),
        ("john", "wrong", None, paths.page, "401"),
        ("john", "wrong", body, paths.upload, "401"),
        ("Jäsøn", "pässwörd", None, paths.page, "200"),
        (r#"quo"te"#, "pa:ss", None, paths.page, "401"),
    ] {
        let answers = client.run(&Session {
            user,
            password,
            body,
            urls: vec![server.url(path); 8],
            ..Way::Md5First.john()
        });
        let outcomes: Vec<&str> = answers.iter().map(|it| it.outcome.as_str()).collect();
        assert_eq!(outcomes[0], "401", "{user} at {path}");
        assert_eq!(outcomes[1..], [others; 7], "{user} at {path}");
        assert_eq!(nonces(&server.seen()), 8, "none gets stale");
    }
}

//! A program that is written, built and measured in a temporary folder.

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::time::Instant;

use crate::Outcome;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The folder of a program, which is removed when this is dropped.
pub(crate) struct Project {
    folder: PathBuf,
}

/// The choice between guarded handlers and unguarded ones.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Handlers {
    /// As axum has them.
    Bare,
    /// With `#[login_required]` and the user.
    Guarded,
}

impl Project {
    /// Makes a program that depends on axum, and on httpauth too if it is told to, in the versions of this crate.
    pub(crate) fn new(name: &str, httpauth: bool) -> Outcome<Self> {
        let folder = env::temp_dir().join(format!("httpauth-benches-{}-{name}", process::id()));
        fs::create_dir_all(folder.join("src"))?;
        let project = Self { folder };
        let dependency = if httpauth {
            format!("httpauth = {{ path = \"{ROOT}/../httpauth\" }}\n")
        } else {
            String::new()
        };
        project.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"measured\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
                 [dependencies]\naxum = \"0.8\"\n{dependency}\
                 tokio = {{ version = \"1\", features = [\"macros\", \"rt\", \"net\"] }}\n"
            ),
        )?;
        fs::copy(
            format!("{ROOT}/Cargo.lock"),
            project.folder.join("Cargo.lock"),
        )?;
        project.write("src/main.rs", "fn main() {}\n")?;
        // The download happens once, and is not part of any build.
        project.cargo(&["fetch"])?;
        Ok(project)
    }

    /// Writes a file of it.
    pub(crate) fn write(&self, file: &str, text: &str) -> Outcome<()> {
        Ok(fs::write(self.folder.join(file), text)?)
    }

    /// Returns the output of cargo.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Outcome<String> {
        let output = Command::new(env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.target())
            // The flags for the build of this very program must not reach the build that is measured.
            .env_remove("RUSTFLAGS")
            .output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Returns the seconds of a build.
    pub(crate) fn build(&self, arguments: &[&str]) -> Outcome<f64> {
        let begun = Instant::now();
        self.cargo(&[&["build", "--offline"], arguments].concat())?;
        Ok(begun.elapsed().as_secs_f64())
    }

    /// Forgets what was built.
    pub(crate) fn clean(&self) -> Outcome<()> {
        if self.target().exists() {
            fs::remove_dir_all(self.target())?;
        }
        Ok(())
    }

    /// Returns the bytes of the program that a release build made.
    pub(crate) fn size(&self) -> Outcome<u64> {
        let program = self.target().join(Path::new("release/measured"));
        Ok(fs::metadata(program)?.len())
    }

    fn target(&self) -> PathBuf {
        self.folder.join("target")
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        // The folder is in the one for temporary files, and is cleared with it.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Returns the source of a program with so many handlers. The body of the first handler is the number `edit`.
pub(crate) fn application(handlers: Handlers, count: usize, edit: usize) -> String {
    let guarded = handlers == Handlers::Guarded;
    let mut text = String::from("use axum::{Router, extract::Path, routing::get};\n");
    if guarded {
        text += "use httpauth::{CurrentUser, basic_auth, login_required, verify_password};\n\n\
            #[basic_auth]\nstruct Auth;\n\n\
            #[verify_password]\nasync fn verify_password(username: &str, password: &str) -> bool {\n    \
            (username, password) == (\"john\", \"hello\")\n}\n";
    }
    for number in 0..count {
        let answer = if number == 0 { edit } else { number };
        let (attribute, user) = if guarded {
            ("#[login_required]\n", ", user: CurrentUser<String>")
        } else {
            ("", "")
        };
        let name = if guarded { "{user}" } else { "stranger" };
        let _ = write!(
            text,
            "\n{attribute}async fn handler_{number}(Path(id): Path<u32>{user}) -> String {{\n    \
             format!(\"{name} {{id}} {answer}\")\n}}\n"
        );
    }
    text += "\nfn app() -> Router {\n    let mut app = Router::new();\n";
    for number in 0..count {
        let _ = writeln!(
            text,
            "    app = app.route(\"/{number}/{{id}}\", get(handler_{number}));"
        );
    }
    text + "    app\n}\n\n#[tokio::main(flavor = \"current_thread\")]\nasync fn main() -> std::io::Result<()> {\n    \
        axum::serve(tokio::net::TcpListener::bind(\"127.0.0.1:0\").await?, app()).await\n}\n"
}

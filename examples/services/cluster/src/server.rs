//! The servers that are started, which end when they are dropped.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use redis::AsyncCommands as _;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::time::{sleep, timeout};

use crate::Error;
use crate::process::{self, NAMES};

/// The longest time for a server to start or to end.
const PATIENCE: Duration = Duration::from_secs(30);

/// The secret of all processes. It is public here, and has to be random and your own elsewhere.
const SECRET: &str = "the secret of all three processes";

/// A process of the application.
pub(crate) struct Process {
    pub(crate) name: &'static str,
    pub(crate) address: SocketAddr,
    redis: String,
    child: Option<Child>,
}

impl Process {
    /// Starts all, in the order of their names.
    pub(crate) async fn start_all(redis: &Redis) -> Result<Vec<Self>, Error> {
        let mut processes = Vec::new();
        for name in NAMES {
            let mut process = Self {
                name,
                address: free_address()?,
                redis: redis.url(),
                child: None,
            };
            process.start(&std::env::current_exe()?).await?;
            processes.push(process);
        }
        Ok(processes)
    }

    /// Starts it, as this build of the program.
    pub(crate) async fn start(&mut self, program: &Path) -> Result<(), Error> {
        let mut command = Command::new(program);
        command
            .args(["process", self.name])
            .env("ADDR", self.address.to_string())
            .env("REDIS", &self.redis)
            .env("SECRET", SECRET)
            .stdin(Stdio::piped());
        self.child = Some(spawn(command, "listening on").await?);
        Ok(())
    }

    /// Kills it by a signal that it cannot catch.
    pub(crate) async fn kill(&mut self) -> Result<(), Error> {
        if let Some(mut child) = self.child.take() {
            child.kill().await?;
        }
        Ok(())
    }

    /// Lets it answer what has begun, and end.
    pub(crate) async fn end(&mut self) -> Result<(), Error> {
        if let Some(mut child) = self.child.take() {
            drop(child.stdin.take());
            timeout(PATIENCE, child.wait()).await??;
        }
        Ok(())
    }

    /// Returns its number at the operating system.
    pub(crate) fn id(&self) -> Option<u32> {
        self.child.as_ref()?.id()
    }
}

/// A Redis server, whose data are in its folder.
pub(crate) struct Redis {
    child: Option<Child>,
    address: SocketAddr,
    folder: PathBuf,
}

impl Redis {
    /// Starts it with an empty folder.
    pub(crate) async fn new(folder: &Path) -> Result<Self, Error> {
        let folder = folder.join("redis");
        fs::create_dir_all(&folder)?;
        let mut redis = Self {
            child: None,
            address: free_address()?,
            folder,
        };
        redis.start().await?;
        Ok(redis)
    }

    /// Starts it over its last snapshot.
    pub(crate) async fn start(&mut self) -> Result<(), Error> {
        let mut command = Command::new("redis-server");
        command
            .args(["--bind", "127.0.0.1", "--save", "", "--dir", "."])
            .args(["--port", &self.address.port().to_string()])
            .current_dir(&self.folder);
        self.child = Some(spawn(command, "eady to accept connections").await?);
        Ok(())
    }

    /// Makes a snapshot.
    pub(crate) async fn save(&self) -> Result<(), Error> {
        let mut connection = process::connect(&self.url())?;
        Ok(redis::cmd("SAVE").query_async(&mut connection).await?)
    }

    /// Ends it without another snapshot, as for maintenance.
    pub(crate) async fn stop(&mut self) -> Result<(), Error> {
        let mut connection = process::connect(&self.url())?;
        let mut command = redis::cmd("SHUTDOWN");
        // Who is gone does not answer.
        let _: Result<(), _> = command.arg("NOSAVE").query_async(&mut connection).await;
        if let Some(mut child) = self.child.take() {
            timeout(PATIENCE, child.wait()).await??;
        }
        Ok(())
    }

    /// Kills it by a signal that it cannot catch.
    pub(crate) async fn kill(&mut self) -> Result<(), Error> {
        if let Some(mut child) = self.child.take() {
            child.kill().await?;
        }
        Ok(())
    }

    /// Returns the number of its keys.
    pub(crate) async fn keys(&self) -> Result<usize, Error> {
        let keys: Vec<String> = process::connect(&self.url())?.keys("*").await?;
        Ok(keys.len())
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://{}/", self.address)
    }
}

/// nginx before the processes, by the file `nginx.conf`.
pub(crate) struct Nginx {
    pub(crate) address: SocketAddr,
    _child: Child,
}

impl Nginx {
    /// Starts it at this address, whose port may be 0 for a free one.
    pub(crate) async fn new(
        folder: &Path,
        mut address: SocketAddr,
        processes: &[Process],
    ) -> Result<Self, Error> {
        if address.port() == 0 {
            address = free_address()?;
        }
        let mut text = include_str!("../nginx.conf").replace("{address}", &address.to_string());
        for process in processes {
            text = text.replace(
                &format!("{{{}}}", process.name),
                &process.address.to_string(),
            );
        }
        let file = folder.join("nginx.conf");
        fs::write(&file, text)?;
        let mut command = Command::new("nginx");
        // `-e` is for the messages before it has read where its log is.
        command
            .arg("-p")
            .arg(folder)
            .arg("-c")
            .arg(&file)
            .args(["-e", "error"]);
        let mut child = start(command)?;
        while TcpStream::connect(address).await.is_err() {
            if child.try_wait()?.is_some() {
                return Err(format!("nginx does not start at {address}").into());
            }
            sleep(Duration::from_millis(10)).await;
        }
        Ok(Self {
            address,
            _child: child,
        })
    }
}

fn start(mut command: Command) -> Result<Child, Error> {
    let name = command
        .as_std()
        .get_program()
        .to_string_lossy()
        .into_owned();
    let started = command.stderr(Stdio::null()).kill_on_drop(true).spawn();
    started.map_err(|error| format!("{name}: {error}; it is a package of Debian").into())
}

/// Starts a server and waits until it prints these words.
async fn spawn(mut command: Command, words: &str) -> Result<Child, Error> {
    let mut child = start({
        command.stdout(Stdio::piped());
        command
    })?;
    let output = child.stdout.take().ok_or("no output")?;
    let mut lines = BufReader::new(output).lines();
    let ready = async {
        while let Some(line) = lines.next_line().await? {
            if line.contains(words) {
                return Ok(());
            }
        }
        Err(Error::from("a server ends as it starts"))
    };
    timeout(PATIENCE, ready).await??;
    // Whoever says more must not be stopped by a full pipe.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    Ok(child)
}

/// Returns an address that nobody has, and that nobody will ask for in the moment until the server does.
fn free_address() -> Result<SocketAddr, Error> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}

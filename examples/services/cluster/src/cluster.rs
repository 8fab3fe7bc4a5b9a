//! The whole of it: a Redis server, three processes, and nginx.

use std::env;
use std::fs;
use std::path::PathBuf;

use tokio::signal::unix::{SignalKind, signal};

use crate::Error;
use crate::server::{Nginx, Process, Redis};

/// All servers, which end when this is dropped.
pub(crate) struct Cluster {
    pub(crate) nginx: Nginx,
    pub(crate) processes: Vec<Process>,
    pub(crate) redis: Redis,
    // The last field, since the servers use it while they are there.
    _folder: Folder,
}

/// A folder that is removed when this is dropped.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Cluster {
    /// Starts all servers. nginx listens at this address.
    pub(crate) async fn start(address: &str) -> Result<Self, Error> {
        let path = env::temp_dir().join(format!("httpauth-cluster-{}", std::process::id()));
        fs::create_dir(&path)?;
        let folder = Folder(path);
        let redis = Redis::new(&folder.0).await?;
        let processes = Process::start_all(&redis).await?;
        let nginx = Nginx::new(&folder.0, address.parse()?, &processes).await?;
        Ok(Self {
            nginx,
            processes,
            redis,
            _folder: folder,
        })
    }

    /// Returns the process of this name.
    pub(crate) fn process(&mut self, name: &str) -> Result<&mut Process, Error> {
        let mut processes = self.processes.iter_mut();
        let process = processes.find(|process| process.name == name);
        process.ok_or_else(|| "there is no such process".into())
    }
}

/// Runs it until somebody ends it.
pub(crate) async fn run() -> Result<(), Error> {
    let address = env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let mut ends = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
    let cluster = Cluster::start(&address).await?;
    println!(
        "listening on http://{} (nginx), for:",
        cluster.nginx.address
    );
    for process in &cluster.processes {
        let id = process.id().unwrap_or_default();
        println!(
            "  process {} at {} (kill -9 {id})",
            process.name, process.address
        );
    }
    println!("  Redis at {}", cluster.redis.url());
    let [Ok(interrupt), Ok(terminate)] = &mut ends else {
        return Err("there are no signals".into());
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}

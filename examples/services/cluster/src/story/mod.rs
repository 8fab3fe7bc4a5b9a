//! A story of clients, captured requests and guesses, while processes and the Redis server are killed.
//!
//! Each phase names the answers that each of them may get, and any other one ends the story.

mod answer;
mod client;
mod phases;
mod tally;
#[cfg(test)]
mod tests;

use std::env;
use std::mem;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::task::JoinSet;

use crate::Error;
use crate::cluster::Cluster;
use answer::Answer;
use client::Client;
use tally::{Expected, Tally, Who};

/// The most answers of a kind in a phase, for those who are named.
type Most = (Who, Answer, usize);

/// The cluster and those who ask.
struct Story {
    cluster: Cluster,
    tally: Arc<Tally>,
    clients: Vec<Client>,
    visitors: JoinSet<Result<Client, Error>>,
    strangers: JoinSet<Result<(), Error>>,
    /// The program of the next build.
    next: PathBuf,
}

/// Tells the story, and returns the table of what was answered.
///
/// The environment variable `NEXT` names a later build of this program for the deploy.
///
/// # Errors
///
/// An answer that the phase does not explain, above all if a captured request or a guess got in.
pub(crate) async fn tell() -> Result<String, Error> {
    let cluster = Cluster::start("127.0.0.1:0").await?;
    let next = match env::var_os("NEXT") {
        Some(next) => next.into(),
        None => env::current_exe()?,
    };
    let mut story = Story {
        clients: Client::all(cluster.nginx.address, "/")?,
        cluster,
        tally: Arc::default(),
        visitors: JoinSet::new(),
        strangers: JoinSet::new(),
        next,
    };
    let told = story.all().await;
    let table = story.tally.table();
    told.map_err(|error| format!("{error}; until then:\n{table}"))?;
    Ok(format!("{table}\n{}", story.tally.summary()))
}

impl Story {
    /// Begins a phase, in which all ask until it ends.
    fn begin(&mut self, phase: &'static str, expected: &[Expected]) {
        self.tally.begin(phase, expected);
        let nginx = self.cluster.nginx.address;
        for client in mem::take(&mut self.clients) {
            let tally = Arc::clone(&self.tally);
            self.visitors.spawn(async move {
                let run = client.run(Arc::clone(&tally)).await;
                run.inspect_err(|error| tally.fail(error))
            });
        }
        let mut targets = vec![nginx];
        targets.extend(self.cluster.processes.iter().map(|process| process.address));
        let tally = Arc::clone(&self.tally);
        self.strangers.spawn(async move {
            let replayed = client::replay(Arc::clone(&tally), targets).await;
            replayed.inspect_err(|error| tally.fail(error))
        });
        if expected.iter().any(|(who, _)| *who == Who::Guesses) {
            let tally = Arc::clone(&self.tally);
            self.strangers.spawn(async move {
                let guessed = client::guess(Arc::clone(&tally), nginx).await;
                guessed.inspect_err(|error| tally.fail(error))
            });
        }
    }

    /// Ends the phase. Each client has to get in then, and there may have been no more answers than these.
    async fn end(&mut self, most: &[Most]) -> Result<(), Error> {
        self.tally.end();
        while let Some(ended) = self.visitors.join_next().await {
            self.clients.push(ended??);
        }
        while let Some(ended) = self.strangers.join_next().await {
            ended??;
        }
        for client in &mut self.clients {
            // A client that was told to ask for the password has a new one.
            if !client.visit(&self.tally).await? && !client.visit(&self.tally).await? {
                return Err("a client does not get in again".into());
            }
        }
        for (who, answer, most) in most {
            let found = self.tally.count(*who, *answer);
            if found > *most {
                let who = who.name();
                return Err(format!("{found} answers to {who} are {answer:?}, of {most}").into());
            }
        }
        self.tally.ok()
    }
}

//! The phases, in the order in which they are told.

use std::env;
use std::sync::Arc;

use super::answer::Answer::{First, In, NoProcess, Replayed, Stale, Throttled, Unavailable, Wrong};
use super::client::{self, Client, Sender, USERS};
use super::tally::Expected;
use super::tally::Who::{Clients, Guesses, Replays};
use super::{Most, Story};
use crate::Error;

/// The answers to a captured request, whenever it is sent again.
pub(super) const REPLAYS: Expected = (Replays, &[Replayed, Stale]);
/// The answers to guesses, of which ten are judged.
const GUESSES: Expected = (Guesses, &[First, Wrong, Throttled]);

/// The stale answers to clients after the server has forgotten their nonces. That is one each, and one more if the next nonce
/// reaches another process sooner than that knows the server's time.
const AFTER_A_LOSS: Most = (Clients, Stale, 2 * USERS.len());

/// The guesses that are judged. They are ten, and ten more of each process while it counts by itself.
const JUDGED: Most = (Guesses, Wrong, 10 + 10 * 3);

/// Returns the prompts of clients if so many processes are killed. Each client has one request in flight at most, which nginx
/// sends again after its count was claimed.
const fn in_flight(killed: usize) -> Most {
    (Clients, Replayed, killed * USERS.len())
}

impl Story {
    /// Tells all of them.
    pub(super) async fn all(&mut self) -> Result<(), Error> {
        self.all_is_well().await?;
        self.a_process_is_killed().await?;
        self.all_processes_are_killed().await?;
        self.the_next_build_is_deployed().await?;
        self.redis_is_stopped().await?;
        self.redis_is_killed().await?;
        self.counts_are_in_each_process().await?;
        self.failures_count_in_all().await?;
        self.all_of_it_again().await
    }

    async fn all_is_well(&mut self) -> Result<(), Error> {
        let phase = "all is well";
        // The first claim of all tells the server since when it remembers, which is after its nonce was issued.
        let clients = (Clients, &[In, First, Stale][..]);
        self.begin(phase, &[clients, REPLAYS, GUESSES]);
        client::curl(self.cluster.nginx.address).await?;
        self.tally.until(Guesses, Throttled, 5).await?;
        for process in ["A", "B", "C"] {
            self.tally.until_by(process, 20).await?;
        }
        self.end(&[AFTER_A_LOSS, JUDGED]).await
    }

    /// A nonce of one process is good at the others, so nobody notices.
    async fn a_process_is_killed(&mut self) -> Result<(), Error> {
        let clients = (Clients, &[In, Replayed, First][..]);
        let phase = "a process is killed, and started";
        self.begin(phase, &[clients, REPLAYS, GUESSES]);
        self.tally.until_by("A", 10).await?;
        self.cluster.process("A")?.kill().await?;
        self.tally.until_by("B", 20).await?;
        client::curl(self.cluster.nginx.address).await?;
        let this = env::current_exe()?;
        self.cluster.process("A")?.start(&this).await?;
        self.tally.until_by("A", 20).await?;
        self.end(&[in_flight(1), JUDGED]).await
    }

    /// Nothing is lost with them, since they had nothing of their own.
    async fn all_processes_are_killed(&mut self) -> Result<(), Error> {
        let clients = (Clients, &[In, Replayed, First, NoProcess][..]);
        let replays = (Replays, &[Replayed, Stale, NoProcess][..]);
        let guesses = (Guesses, &[First, Wrong, Throttled, NoProcess][..]);
        let phase = "all processes are killed, and started";
        self.begin(phase, &[clients, replays, guesses]);
        self.tally.until(Clients, In, 50).await?;
        for process in &mut self.cluster.processes {
            process.kill().await?;
        }
        self.tally.until(Clients, NoProcess, 10).await?;
        let this = env::current_exe()?;
        for process in &mut self.cluster.processes {
            process.start(&this).await?;
        }
        for process in ["A", "B", "C"] {
            self.tally.until_by(process, 10).await?;
        }
        self.end(&[in_flight(3), JUDGED]).await
    }

    /// Two builds are side by side, whose nonces are good at both.
    async fn the_next_build_is_deployed(&mut self) -> Result<(), Error> {
        let phase = "the next build is deployed, one process after the other";
        self.begin(phase, &[(Clients, &[In]), REPLAYS, GUESSES]);
        for name in ["A", "B", "C"] {
            self.tally.until_by(name, 10).await?;
            let next = self.next.clone();
            let process = self.cluster.process(name)?;
            process.end().await?;
            process.start(&next).await?;
            self.tally.until_by(name, 10).await?;
        }
        self.end(&[JUDGED]).await
    }

    /// Nobody gets in while nobody can count, and nobody is asked for a password.
    async fn redis_is_stopped(&mut self) -> Result<(), Error> {
        let clients = (Clients, &[In, Unavailable, Stale][..]);
        let replays = (Replays, &[Replayed, Stale, Unavailable][..]);
        let phase = "Redis is stopped, and started";
        self.begin(phase, &[clients, replays, GUESSES]);
        self.tally.until(Clients, In, 50).await?;
        self.cluster.redis.stop().await?;
        self.tally.until(Clients, Unavailable, 50).await?;
        self.cluster.redis.start().await?;
        self.tally.until(Clients, In, 50).await?;
        self.end(&[AFTER_A_LOSS, JUDGED]).await
    }

    /// The snapshot lacks the last counts, so all nonces of before are stale.
    async fn redis_is_killed(&mut self) -> Result<(), Error> {
        let clients = (Clients, &[In, Unavailable, Stale][..]);
        let replays = (Replays, &[Replayed, Stale, Unavailable][..]);
        let phase = "Redis is killed after a snapshot, and started over it";
        self.begin(phase, &[clients, replays, GUESSES]);
        self.tally.until(Clients, In, 50).await?;
        self.cluster.redis.save().await?;
        self.tally.until(Clients, In, 50).await?;
        self.cluster.redis.kill().await?;
        self.tally.until(Clients, Unavailable, 10).await?;
        self.cluster.redis.start().await?;
        if self.cluster.redis.keys().await? == 0 {
            return Err("the snapshot is empty".into());
        }
        self.tally.until(Clients, In, 50).await?;
        if self.tally.count(Clients, Stale) < USERS.len() {
            return Err("a nonce whose counts are lost is still good".into());
        }
        self.end(&[AFTER_A_LOSS, JUDGED]).await
    }

    /// Nothing is shared, and nginx takes each user to a process.
    async fn counts_are_in_each_process(&mut self) -> Result<(), Error> {
        self.clients = Client::all(self.cluster.nginx.address, "/local")?;
        let clients = (Clients, &[In, First, Stale, Replayed][..]);
        let phase = "counts in each process, of which one is killed, and started";
        self.begin(phase, &[clients, REPLAYS]);
        self.tally.until(Clients, In, 100).await?;
        let next = self.next.clone();
        let name = self.tally.last_process();
        self.cluster.process(&name)?.kill().await?;
        self.tally.until(Clients, In, 50).await?;
        self.cluster.process(&name)?.start(&next).await?;
        self.tally.until_by(&name, 10).await?;
        if self.tally.count(Clients, Stale) == 0 {
            return Err("a nonce of the process that was killed is still good".into());
        }
        // Once by the process that gave the first nonce, by the one that takes over, and by the one that is back.
        let stale = (Clients, Stale, USERS.len() * 3);
        self.end(&[stale, in_flight(1)]).await
    }

    /// Ten guesses, of which each process sees some. The eleventh is refused at each, and elsewhere the user gets in.
    async fn failures_count_in_all(&mut self) -> Result<(), Error> {
        let phase = "ten guesses at three processes";
        self.tally.begin(phase, &[GUESSES]);
        let sender = Sender::at(5)?;
        for guess in 0..13 {
            let processes = &self.cluster.processes;
            let process = processes.get(guess % processes.len()).ok_or("no process")?;
            let password = format!("guess {guess}");
            sender
                .guess(&self.tally, process.address, "mary", password)
                .await?;
        }
        for (answer, count) in [(Wrong, 10), (Throttled, 3)] {
            let found = self.tally.count(Guesses, answer);
            if found != count {
                return Err(format!("{found} answers are {answer:?} instead of {count}").into());
            }
        }
        self.clients = Client::all(self.cluster.nginx.address, "/")?;
        // A process knows the server's time to within an answer's time, so a nonce may come from another one's future.
        self.tally.begin(phase, &[(Clients, &[In, First, Stale])]);
        self.end(&[AFTER_A_LOSS]).await
    }

    /// Every request that ever got in, at every process.
    async fn all_of_it_again(&mut self) -> Result<(), Error> {
        self.tally
            .begin("all that got in again, at each process", &[REPLAYS]);
        let captured = self.tally.captured();
        for process in &self.cluster.processes {
            let (to, captured, tally) =
                (process.address, captured.clone(), Arc::clone(&self.tally));
            self.strangers.spawn(async move {
                let sender = Sender::at(3)?;
                for request in captured {
                    let sent = Some(&request.credentials);
                    let (answer, _) = sender.send(to, request.path, sent).await?;
                    tally.note(Replays, answer)?;
                }
                Ok(())
            });
        }
        while let Some(ended) = self.strangers.join_next().await {
            ended??;
        }
        Ok(())
    }
}

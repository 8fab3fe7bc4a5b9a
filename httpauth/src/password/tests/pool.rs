//! Tests of permits, queue and threads.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tokio::sync::oneshot;

use super::*;
use crate::password::queue::Full;

/// The numbers of jobs that run at once, and of those that ran.
#[derive(Default)]
struct Counts {
    now: AtomicUsize,
    most: AtomicUsize,
    done: AtomicUsize,
}

struct Counted {
    counts: Arc<Counts>,
    abandoned: Arc<AtomicBool>,
}

impl Job for Counted {
    fn abandoned(&mut self) -> bool {
        self.abandoned.load(Ordering::SeqCst)
    }

    fn run(&mut self, _: &mut WorkArea) {
        let now = self.counts.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.counts.most.fetch_max(now, Ordering::SeqCst);
        std::thread::yield_now();
        self.counts.now.fetch_sub(1, Ordering::SeqCst);
    }

    fn tell(self: Box<Self>) {
        self.counts.done.fetch_add(1, Ordering::SeqCst);
    }
}

fn counted(counts: &Arc<Counts>) -> Box<Counted> {
    let counts = Arc::clone(counts);
    Box::new(Counted {
        counts,
        abandoned: Arc::default(),
    })
}

/// The cost of each job. A queue of two has room for twice as much.
const COST: Duration = Duration::from_secs(1);

fn pool(permits: usize, wait: u32) -> Pool {
    Pool::new(permits, COST * wait, Clock::stopped())
}

fn submit(pool: &Pool, job: Box<dyn Job>) -> Result<(), Full> {
    let ticket = Ticket {
        cost: COST,
        ..Ticket::default()
    };
    pool.submit(job, ticket)
}

struct Panics(Arc<AtomicBool>);

impl Job for Panics {
    fn abandoned(&mut self) -> bool {
        false
    }

    fn run(&mut self, area: &mut WorkArea) {
        area.blocks(4).unwrap();
        panic!("a test's own panic");
    }

    fn tell(self: Box<Self>) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[tokio::test]
async fn no_more_run_at_once_than_there_are_permits() {
    let (pool, counts) = (pool(3, 1000), Arc::<Counts>::default());
    for _ in 0..500 {
        submit(&pool, counted(&counts)).unwrap();
    }
    until(|| counts.done.load(Ordering::SeqCst) == 500).await;
    assert!(counts.most.load(Ordering::SeqCst) <= 3);
    assert!(pool.load().threads <= 3);
}

#[tokio::test]
async fn a_full_queue_refuses_and_a_free_permit_does_not() {
    let (pool, counts) = (pool(1, 2), Arc::<Counts>::default());
    let gate = close(&pool).await;
    submit(&pool, counted(&counts)).unwrap();
    submit(&pool, counted(&counts)).unwrap();
    assert!(submit(&pool, counted(&counts)).is_err());
    assert_eq!((pool.load().running, pool.load().queued), (1, 2));
    drop(gate);
    until(|| counts.done.load(Ordering::SeqCst) >= 2).await;
    until(|| pool.load().running == 0 && pool.load().queued == 0).await;
    assert_eq!(
        counts.done.load(Ordering::SeqCst),
        2,
        "the refused one never ran"
    );
}

#[tokio::test]
async fn without_a_queue_every_permit_can_be_used() {
    let (pool, counts) = (pool(2, 0), Arc::<Counts>::default());
    let (one, two) = (close(&pool).await, close(&pool).await);
    assert!(submit(&pool, counted(&counts)).is_err());
    drop(one);
    until(|| pool.load().running == 1).await;
    submit(&pool, counted(&counts)).unwrap();
    until(|| counts.done.load(Ordering::SeqCst) == 1).await;
    drop(two);
}

#[tokio::test]
async fn the_abandoned_make_room_and_never_run() {
    let (pool, counts) = (pool(1, 2), Arc::<Counts>::default());
    let gate = close(&pool).await;
    let left = counted(&counts);
    let leave = Arc::clone(&left.abandoned);
    submit(&pool, left).unwrap();
    submit(&pool, counted(&counts)).unwrap();
    assert!(submit(&pool, counted(&counts)).is_err());
    leave.store(true, Ordering::SeqCst);
    submit(&pool, counted(&counts)).unwrap();
    assert_eq!(pool.load().queued, 2);
    drop(gate);
    until(|| counts.done.load(Ordering::SeqCst) >= 2).await;
    until(|| pool.load().running == 0 && pool.load().queued == 0).await;
    assert_eq!(counts.done.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_panic_takes_neither_the_permit_nor_the_thread() {
    let (pool, counts) = (pool(1, 100), Arc::<Counts>::default());
    let told = Arc::<AtomicBool>::default();
    for _ in 0..10 {
        submit(&pool, Box::new(Panics(Arc::clone(&told)))).unwrap();
        submit(&pool, counted(&counts)).unwrap();
    }
    until(|| counts.done.load(Ordering::SeqCst) == 10).await;
    until(|| pool.load().running == 0).await;
    assert_eq!(pool.load().threads, 1);
    assert!(
        !told.load(Ordering::SeqCst),
        "what did not finish has no result"
    );
}

/// A job that comes to nothing. It panics then, as the waker of whoever waits for it may.
struct Unlucky {
    abandoned: bool,
}

impl Job for Unlucky {
    fn abandoned(&mut self) -> bool {
        self.abandoned
    }

    fn run(&mut self, _: &mut WorkArea) {
        // The thread's log panics from now on.
        let log = tracing_subscriber::fmt().with_writer(|| -> std::io::Sink {
            panic!("a test's own panic, in the log");
        });
        std::mem::forget(tracing::subscriber::set_default(log.finish()));
        // What the panic carries does not go quietly either.
        std::panic::panic_any(Self { abandoned: false });
    }

    fn tell(self: Box<Self>) {}
}

impl Drop for Unlucky {
    fn drop(&mut self) {
        assert!(std::thread::panicking(), "a test's own panic, in a waker");
    }
}

/// A job that tells when it has run.
struct Tells(oneshot::Sender<()>);

impl Job for Tells {
    fn abandoned(&mut self) -> bool {
        false
    }

    fn run(&mut self, _: &mut WorkArea) {}

    fn tell(self: Box<Self>) {
        let _ = self.0.send(());
    }
}

#[tokio::test]
async fn a_panic_in_a_waker_or_in_the_log_takes_no_thread() {
    for (case, waits, abandoned) in [
        ("late", 7, false),
        ("abandoned", 0, true),
        ("failed", 0, false),
    ] {
        let clock = Clock::stopped();
        let pool = Pool::new(1, COST * 3, clock.clone());
        let gate = close(&pool).await;
        submit(&pool, Box::new(Unlucky { abandoned })).unwrap();
        advance(&clock, Duration::from_secs(waits));
        let (tell, told) = oneshot::channel();
        submit(&pool, Box::new(Tells(tell))).unwrap();
        // From here on the thread alone keeps the queue, which is dropped if it is lost.
        drop(pool);
        drop(gate);
        assert_eq!(told.await, Ok(()), "{case}");
    }
}

#[tokio::test]
async fn a_panic_of_whoever_makes_room_is_not_the_newcomers() {
    for abandoned in [false, true] {
        let pool = pool(1, 2);
        let gate = close(&pool).await;
        for number in [1, 1, 2] {
            let ticket = Ticket {
                client: client(number),
                cost: COST,
                whose: Whose::Strangers,
            };
            let job = Box::new(Unlucky { abandoned });
            assert!(pool.submit(job, ticket).is_ok(), "{number} {abandoned}");
        }
        drop(gate);
        until(|| pool.load().running == 0 && pool.load().queued == 0).await;
        assert_eq!(pool.load().threads, 1);
    }
}

#[tokio::test]
async fn threads_start_on_demand_and_leave_when_idle() {
    let pool = Pool::with_keep_alive(4, COST, Clock::stopped(), Duration::ZERO);
    assert_eq!(pool.load().threads, 0);
    let counts = Arc::<Counts>::default();
    for round in 1..=5 {
        submit(&pool, counted(&counts)).unwrap();
        until(|| counts.done.load(Ordering::SeqCst) == round).await;
        until(|| pool.load().threads == 0).await;
    }
}

#[tokio::test]
async fn a_thread_that_is_idle_is_enough() {
    let (pool, counts) = (pool(4, 1), Arc::<Counts>::default());
    for round in 1..=5 {
        submit(&pool, counted(&counts)).unwrap();
        until(|| counts.done.load(Ordering::SeqCst) == round && pool.load().idle > 0).await;
        assert_eq!(pool.load().threads, 1);
    }
}

#[tokio::test]
async fn a_late_job_is_dropped_and_does_not_run() {
    let clock = Clock::stopped();
    let (pool, counts) = (
        Pool::new(1, COST * 3, clock.clone()),
        Arc::<Counts>::default(),
    );
    for (seconds, done) in [(6, 1), (7, 1), (0, 2)] {
        let gate = close(&pool).await;
        submit(&pool, counted(&counts)).unwrap();
        // Twice as long as anybody should wait, and then a second more.
        advance(&clock, Duration::from_secs(seconds));
        drop(gate);
        until(|| pool.load().running == 0 && pool.load().queued == 0).await;
        until(|| counts.done.load(Ordering::SeqCst) == done).await;
    }
    assert_eq!(counts.done.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn the_number_that_waits_is_bounded_however_quick_they_are() {
    let (pool, counts) = (pool(1, 1_000_000), Arc::<Counts>::default());
    let gate = close(&pool).await;
    let queued = (0..1000).filter(|_| submit(&pool, counted(&counts)).is_ok());
    assert_eq!(queued.count(), 256);
    drop(gate);
    until(|| counts.done.load(Ordering::SeqCst) == 256).await;
}

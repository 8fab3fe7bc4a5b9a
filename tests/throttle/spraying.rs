//! The simulation of attacks, by which the table of the page `throttle` is made.
//!
//! `SPRAYING=overwrite cargo test -p httpauth-tests --test throttle spraying` writes the table anew. Read the diff.

use std::fs;
use std::time::Duration;

use super::apps::{app, pass, send};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../httpauth/docs/throttle.md");
const USERS: usize = 1_000;
const GUESSES: usize = 20_000;

/// An attack on so many users from so many addresses, by as many guesses in an hour.
#[derive(Clone, Copy)]
struct Attack {
    users: usize,
    addresses: usize,
}

fn address(network: &str, number: usize) -> String {
    format!("{network}.{}.{}", number / 250, number % 250)
}

impl Attack {
    fn name(self) -> String {
        match self.users {
            1 => format!("1 user, {GUESSES} passwords"),
            users => format!("{users} users, {} passwords each", GUESSES / users),
        }
    }

    /// Runs the attack for an hour, and returns its row.
    async fn row(self) -> String {
        let (router, app) = app();
        let honest = async |user: usize, network| {
            let at = address(network, user);
            let user = format!("user{user}");
            let answer = send(&router, "/", &at, [&user, "hello"]).await;
            usize::from(answer.status == 429)
        };
        for user in 0..USERS {
            assert_eq!(honest(user, "10.1").await, 0);
        }
        pass(Duration::from_secs(24 * 3600));
        let (mut through, mut at_home, mut abroad) = (0, 0, 0);
        for guess in 0..GUESSES {
            let at = address("10.2", (guess + guess / self.users) % self.addresses);
            // Each password is tried with all users, as those do who do not want to be noticed. One user alone is one who
            // logs in when half of the hour is over.
            let user = format!("user{}", (USERS / 2 + guess % self.users) % USERS);
            let answer = send(&router, "/", &at, [&user, "guess"]).await;
            through += usize::from(answer.status == 401);
            if guess % (GUESSES / USERS) == 0 {
                // In an order that is not the attacker's.
                let user = guess / (GUESSES / USERS) * 7 % USERS;
                at_home += honest(user, "10.1").await;
                if user.is_multiple_of(10) {
                    abroad += honest(user, "10.3").await;
                }
            }
            pass(Duration::from_secs(3600) / u32::try_from(GUESSES).unwrap());
            app.seen.take();
        }
        let Self { addresses, .. } = self;
        let name = self.name();
        format!("| {name} | {addresses} | {through} | {at_home} | {abroad} |")
    }
}

#[tokio::test]
async fn the_page_has_the_results_of_the_simulation() {
    let page = fs::read_to_string(PAGE).unwrap();
    let mut expected = page.clone();
    for (users, addresses) in [(USERS, 1), (USERS, 200), (1, 1), (1, 200)] {
        let attack = Attack { users, addresses };
        let start = format!("| {} | {addresses} |", attack.name());
        let found = page.lines().find(|line| line.starts_with(&start)).unwrap();
        expected = expected.replace(found, &attack.row().await);
    }
    if std::env::var("SPRAYING").is_ok_and(|value| value == "overwrite") {
        fs::write(PAGE, expected).unwrap();
    } else {
        assert!(page == expected, "the page {PAGE} should be\n{expected}");
    }
}

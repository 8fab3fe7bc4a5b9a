//! The clients that got in as one user.

/// The most clients of a user. A user's home, office and phone are three.
const CLIENTS: usize = 8;
const DAY: u64 = 24 * 60 * 60 * 1000;

/// The last clients that got in as a user, each with the day of the last time.
///
/// The number is bounded for each user, so that nobody can make another user's clients unknown by an account of their own.
/// Half a client's hash is enough. If two clients of one user ever share it (1 in 500 million), a stranger may try the
/// password as long as the user's own client may.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    clients: [Seen; CLIENTS],
}

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    client: u32,
    /// The day, counted from 1. Zero says that the place is free.
    day: u32,
}

impl Known {
    /// Returns whether this client got in within `time` milliseconds.
    pub(super) fn has(&self, client: u64, now: u64, time: u64) -> bool {
        let (client, today) = (half(client), day(now));
        self.clients.iter().any(|seen| {
            let age = u64::from(today.saturating_sub(seen.day)).saturating_mul(DAY);
            seen.day != 0 && seen.client == client && age <= time
        })
    }

    /// Notes that this client got in, in the place of the one that did so longest ago.
    pub(super) fn note(&mut self, client: u64, now: u64) {
        let (client, day) = (half(client), day(now));
        let place = self
            .clients
            .iter_mut()
            .min_by_key(|seen| (seen.client != client || seen.day == 0, seen.day));
        if let Some(place) = place {
            *place = Seen { client, day };
        }
    }
}

fn half(client: u64) -> u32 {
    u32::try_from(client >> 32).unwrap_or_default()
}

fn day(now: u64) -> u32 {
    u32::try_from(now / DAY + 1).unwrap_or(u32::MAX)
}

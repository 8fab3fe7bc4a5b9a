//! Cases 44 to 57, 76, 77, 79 and 126, as far as nonces and counts decide them.

mod counts;
#[cfg(model)]
mod model;
mod room;
mod stores;

use std::{
    cell::Cell,
    num::NonZeroU32,
    sync::{
        Barrier,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use rand::{TryCryptoRng, TryRng};

use super::*;

const TTL: Duration = Duration::from_secs(300);

fn space() -> ProtectionSpace {
    ProtectionSpace::new("app::Auth", "Staff only")
}

fn at(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn nc(count: u32) -> NonZeroU32 {
    NonZeroU32::new(count).unwrap()
}

fn check(text: &NonceText, key: &NonceKey, now: Duration) -> Verified {
    verify(text.as_str().as_bytes(), key, &space(), now, TTL)
}

fn fresh(key: &NonceKey, issued: Duration) -> Nonce {
    let text = NonceText::issue(key, &space(), issued).unwrap();
    match check(&text, key, issued) {
        Verified::Fresh(nonce) => nonce,
        verdict => panic!("{verdict:?}"),
    }
}

/// Returns a nonce that is not signed. The table sees only its id and its times, in milliseconds.
fn numbered(number: u64, issued_at: u64, life: u64) -> Nonce {
    let spread = (u128::from(number) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    Nonce {
        mac: spread.to_be_bytes(),
        issued_at,
        expires_at: issued_at + life,
    }
}

thread_local!(static CLOCK: Cell<u64> = const { Cell::new(0) });

fn fake_clock() -> Duration {
    Duration::from_millis(CLOCK.get())
}

fn store(capacity: usize) -> MemoryNonces {
    CLOCK.set(0);
    MemoryNonces::with_clock(capacity, fake_clock)
}

#[test]
fn lives_its_life() {
    let key = NonceKey::random().unwrap();
    let text = NonceText::issue(&key, &space(), at(1000)).unwrap();
    let Verified::Fresh(nonce) = check(&text, &key, at(1000)) else {
        panic!("not fresh")
    };
    assert_eq!(
        (nonce.issued_at(), nonce.expires_at()),
        (at(1000), at(1300))
    );
    assert_eq!(
        check(
            &text,
            &key,
            at(1300).checked_sub(Duration::from_millis(1)).unwrap()
        ),
        Verified::Fresh(nonce)
    );
    assert_eq!(check(&text, &key, at(1300)), Verified::Aged);
    assert_eq!(check(&text, &key, at(1 << 40)), Verified::Aged);
    assert_eq!(text.as_str().len(), 40);
    assert!(
        text.as_str()
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    );
}

/// Case 56.
#[test]
fn not_from_the_future() {
    let key = NonceKey::random().unwrap();
    let text = NonceText::issue(&key, &space(), at(1000)).unwrap();
    assert_eq!(
        check(
            &text,
            &key,
            at(1000).checked_sub(Duration::from_millis(1)).unwrap()
        ),
        Verified::NotOurs
    );
    assert_eq!(check(&text, &key, at(0)), Verified::NotOurs);
}

/// Cases 57 and 79.
#[test]
fn only_ours() {
    let key = NonceKey::random().unwrap();
    let text = NonceText::issue(&key, &space(), at(5)).unwrap();
    assert_eq!(
        check(&text, &NonceKey::random().unwrap(), at(5)),
        Verified::NotOurs
    );
    for other in [
        ("app::Auth", "Staff"),
        ("app::Other", "Staff only"),
        ("app::Auth ", "taff only"),
        ("app::AuthS", "taff only"),
    ] {
        let space = ProtectionSpace::new(other.0, other.1);
        let verdict = verify(text.as_str().as_bytes(), &key, &space, at(5), TTL);
        assert_eq!(verdict, Verified::NotOurs);
    }
}

/// Case 55: every change of every character, every cut, and some rubbish.
#[test]
fn no_forgery() {
    let key = NonceKey::random().unwrap();
    let good = NonceText::issue(&key, &space(), at(5)).unwrap();
    let good = good.as_str().as_bytes();
    let refused =
        |text: &[u8]| assert_eq!(verify(text, &key, &space(), at(5), TTL), Verified::NotOurs);
    for index in 0..good.len() {
        for byte in (0..=255).filter(|byte| *byte != good[index]) {
            let mut text = good.to_vec();
            text[index] = byte;
            refused(&text);
        }
        refused(&good[..index]);
    }
    refused(&[good, b"A"].concat());
    refused(&[good, b"=="].concat());
    refused(&b"A".repeat(40));
    refused(&b"=".repeat(40));
    refused(&b"A".repeat(1 << 20));
}

#[test]
fn no_two_alike() {
    let key = NonceKey::random().unwrap();
    let issue = || {
        NonceText::issue(&key, &space(), at(5))
            .unwrap()
            .as_str()
            .to_owned()
    };
    let nonces: std::collections::HashSet<_> = (0..1000).map(|_| issue()).collect();
    assert_eq!(nonces.len(), 1000);
}

struct NoRng;

impl TryRng for NoRng {
    type Error = std::fmt::Error;
    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Err(std::fmt::Error)
    }
    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Err(std::fmt::Error)
    }
    fn try_fill_bytes(&mut self, _: &mut [u8]) -> Result<(), Self::Error> {
        Err(std::fmt::Error)
    }
}

impl TryCryptoRng for NoRng {}

/// Case 126.
#[test]
fn case_126_no_randomness_no_nonce() {
    assert_eq!(random::key(&mut NoRng), Err(RngError));
    let sequence = Sequence::new();
    assert_eq!(sequence.next(&mut NoRng), Err(RngError));
    // The system is asked once, and may fail again later.
    let first = sequence.next(&mut SysRng).unwrap();
    assert_ne!(sequence.next(&mut NoRng), Ok(first));
    assert!(sequence.next(&mut NoRng).is_ok());
}

/// The part of a nonce shows neither its number nor those of its neighbours, and each process has its own.
#[test]
fn unique_parts_tell_nothing_of_their_numbers() {
    let (one, other) = (Sequence::new(), Sequence::new());
    let mut seen = std::collections::HashSet::new();
    let mut differ = 0;
    let mut last = 0;
    for _ in 0..1000 {
        for sequence in [&one, &other] {
            let part = u64::from_be_bytes(sequence.next(&mut SysRng).unwrap());
            assert!(seen.insert(part));
            differ += (part ^ last).count_ones();
            last = part;
        }
    }
    // Random parts differ in half of their 64 bits. By chance it would be off by so much once in 10^80.
    assert!((60_000..68_000).contains(&differ), "{differ}");
}

/// A copy of the process goes on with the same numbers. Both nonces are good, and they share one window of counts.
#[test]
fn a_copy_of_the_process_shares_a_window() {
    let (key, store) = (NonceKey::random().unwrap(), store(16));
    let issue = |unique| NonceText::issue_from(unique, &key, &space(), at(0)).unwrap();
    let [original, copy] = [(); 2].map(|()| check(&issue([7; UNIQUE]), &key, at(0)));
    let (Verified::Fresh(original), Verified::Fresh(copy)) = (original, copy) else {
        panic!("not fresh")
    };
    assert_eq!(store.claim_now(&original, nc(1)), Claim::Accepted);
    assert_eq!(store.claim_now(&copy, nc(1)), Claim::Replayed);
    assert_eq!(store.claim_now(&copy, nc(2)), Claim::Accepted);
}

/// All processes of any version derive one key, the first half of `SHA-256("httpauth nonce key" 0x00 secret)`.
#[test]
fn shared_secret() {
    assert!(NonceKey::from_secret(b"fifteen bytes..").is_none());
    let key = || NonceKey::from_secret(b"sixteen bytes...").unwrap();
    let text = NonceText::issue(&key(), &space(), at(5)).unwrap();
    assert!(matches!(check(&text, &key(), at(6)), Verified::Fresh(_)));
    assert_eq!(
        u128::from_be_bytes(key().0),
        0xea89_dc67_711c_3712_e1c8_ebd2_5256_3c3f
    );
    assert_eq!(format!("{:?}", key()), "NonceKey(..)");
}

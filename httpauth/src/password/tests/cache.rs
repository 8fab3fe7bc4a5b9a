//! Tests of the cache alone, under a clock that is turned by hand.

use std::time::{Duration, Instant};

use crate::password::cache::Cache;
use crate::password::key::{Tag, TagKey};

const AGE: Duration = Duration::from_secs(60);

fn tags(count: u128) -> impl Iterator<Item = Tag> {
    // The tags are spread as keyed hashes are.
    (1..=count).map(|n| Tag(n.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835)))
}

#[test]
fn an_entry_lives_as_long_as_its_age() {
    let (cache, start) = (Cache::new(128, AGE), Instant::now());
    let tag = Tag(7);
    assert!(!cache.contains(tag, start));
    cache.insert(tag, start);
    assert!(cache.contains(tag, start));
    assert!(cache.contains(
        tag,
        start + (AGE.checked_sub(Duration::from_nanos(1)).unwrap())
    ));
    assert!(!cache.contains(tag, start + AGE));
}

#[test]
fn a_hit_does_not_prolong_and_an_insert_does() {
    let (cache, start) = (Cache::new(128, AGE), Instant::now());
    let tag = Tag(7);
    cache.insert(tag, start);
    assert!(cache.contains(tag, start + AGE / 2));
    assert!(!cache.contains(tag, start + AGE));
    cache.insert(tag, start + AGE / 2);
    assert!(cache.contains(tag, start + AGE));
    assert_eq!(cache.len(), 1, "in its old place");
}

#[test]
fn only_what_was_inserted_is_there() {
    let (cache, start) = (Cache::new(4096, AGE), Instant::now());
    for tag in tags(500) {
        assert!(!cache.contains(tag, start));
        cache.insert(tag, start);
        assert!(cache.contains(tag, start));
    }
    assert!(tags(1000).skip(500).all(|tag| !cache.contains(tag, start)));
    // An empty entry is no answer for the tag that it happens to hold.
    assert!(!cache.contains(Tag(0), start));
}

#[test]
fn the_number_is_bounded_and_the_oldest_leave_first() {
    let (cache, start) = (Cache::new(128, AGE), Instant::now());
    for (seconds, tag) in tags(10_000).enumerate() {
        let now = start + Duration::from_millis(seconds as u64);
        cache.insert(tag, now);
        assert!(cache.contains(tag, now));
    }
    assert!(cache.len() <= 128);
    assert_eq!(cache.len(), cache.occupied());
    // Nine tags compete for the eight places of one set, and all but the first stay.
    let cache = Cache::new(128, AGE);
    let one_set: Vec<_> = (0..9).map(|n| Tag(n << 80)).collect();
    for (n, tag) in (0..).zip(&one_set) {
        cache.insert(*tag, start + Duration::from_secs(n));
    }
    let now = start + Duration::from_secs(9);
    let there: Vec<_> = one_set
        .iter()
        .map(|tag| cache.contains(*tag, now))
        .collect();
    assert_eq!(
        there,
        [false, true, true, true, true, true, true, true, true]
    );
}

#[test]
fn the_old_are_wiped_by_the_next_one_nearby() {
    let (cache, start) = (Cache::new(4096, AGE), Instant::now());
    for n in 0..20 {
        cache.insert(Tag((n + 100) << 64), start); // one shard, many sets
    }
    assert_eq!((cache.len(), cache.occupied()), (20, 20));
    cache.insert(Tag(20 << 64), start + AGE);
    assert_eq!((cache.len(), cache.occupied()), (1, 1));
}

#[test]
fn zero_entries_or_no_age_is_no_cache() {
    for cache in [Cache::new(0, AGE), Cache::new(128, Duration::ZERO)] {
        let now = Instant::now();
        cache.insert(Tag(7), now);
        assert!(!cache.contains(Tag(7), now));
    }
}

#[test]
fn absurd_bounds_are_survived() {
    let (start, year) = (Instant::now(), Duration::from_secs(365 * 24 * 60 * 60));
    assert!(!Cache::new(usize::MAX, AGE).contains(Tag(7), start));
    let cache = Cache::new(128, Duration::MAX);
    cache.insert(Tag(7), start);
    assert!(cache.contains(Tag(7), start + 9 * year));
    assert!(!cache.contains(Tag(7), start + 11 * year));
}

#[test]
fn case_117_a_tag_tells_its_parts_apart() {
    let key = TagKey::random().unwrap();
    let tag = key.tag("ab", "c");
    assert!(tag == key.tag("ab", "c"));
    for (password, stored) in [
        ("a", "bc"),
        ("abc", ""),
        ("", "abc"),
        ("ab", "d"),
        ("aB", "c"),
        ("ab\0", "c"),
    ] {
        assert!(tag != key.tag(password, stored), "{password} {stored}");
    }
    assert!(
        tag != TagKey::random().unwrap().tag("ab", "c"),
        "another process, another key"
    );
}

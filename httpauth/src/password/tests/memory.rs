//! Tests of answers and marks.

use super::*;
use crate::password::key::Tag;
use crate::password::memory::Memory;

const AGE: Duration = Duration::from_secs(60);
const WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);

#[test]
fn a_mark_outlives_its_answer_by_a_week_and_is_renewed() {
    let (memory, start) = (Memory::new(128, AGE), Instant::now());
    let tag = Tag(7);
    assert!(!memory.is_known(tag, start) && !memory.is_cached(tag, start));
    memory.remember(tag, start);
    assert!(memory.is_known(tag, start) && memory.is_cached(tag, start));
    let later = start + AGE;
    assert!(memory.is_known(tag, later) && !memory.is_cached(tag, later));
    let (nearly, last) = (start + WEEK, start + AGE + WEEK);
    assert!(memory.is_known(tag, nearly + (Duration::from_nanos(59_999_999_999))));
    assert!(!memory.is_known(tag, last));
    memory.remember(tag, later);
    assert!(memory.is_known(tag, last));
}

#[tokio::test]
async fn an_age_that_no_clock_can_tell_is_ten_years() {
    let limits = small().cache_age(Duration::MAX);
    let (verifier, clock) = costly(limits, Duration::ZERO).await;
    let (stored, before) = (cheap("hello"), verifier.usage().hashes);
    for (weeks, hashes) in [(0, 1), (520, 1), (2, 2)] {
        advance(&clock, WEEK * weeks);
        assert_eq!(verifier.verify("hello", Some(&stored)).await, Ok(true));
        assert_eq!(verifier.usage().hashes, before + hashes, "{weeks} more");
    }
}

#[test]
fn the_marks_are_bounded_and_sixteen_times_the_answers() {
    let (memory, start) = (Memory::new(128, AGE), Instant::now());
    let tags = |count| {
        (1..=count).map(|n: u128| Tag(n.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835)))
    };
    for tag in tags(20_000) {
        memory.remember(tag, start);
    }
    let known = tags(20_000)
        .filter(|tag| memory.is_known(*tag, start))
        .count();
    let cached = tags(20_000)
        .filter(|tag| memory.is_cached(*tag, start))
        .count();
    assert_eq!((cached, known), (128, 16 * 128));
}

#[test]
fn without_answers_there_are_no_marks() {
    for memory in [Memory::new(0, AGE), Memory::new(128, Duration::ZERO)] {
        memory.remember(Tag(7), Instant::now());
        assert!(!memory.is_known(Tag(7), Instant::now()));
    }
}

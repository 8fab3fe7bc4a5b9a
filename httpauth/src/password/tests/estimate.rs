//! Tests of the estimates.

use super::*;
use crate::password::estimate::{Estimates, nominal};
use crate::password::format::Shape;
use crate::password::hash::CURRENT;
use crate::password::slow::is_unoptimised;

const MS: Duration = Duration::from_millis(1);

fn bcrypt(log_rounds: u32) -> Shape {
    Shape {
        cost: Cost::Bcrypt { log_rounds },
        output_len: 23,
    }
}

#[test]
fn the_time_of_a_shape_is_the_moving_average_of_its_hashes() {
    let estimates = Estimates::default();
    estimates.note(CURRENT, 40 * MS);
    assert_eq!(
        estimates.of(CURRENT),
        40 * MS,
        "the first one is all that is known"
    );
    estimates.note(CURRENT, 120 * MS);
    assert_eq!(estimates.of(CURRENT), 50 * MS);
    for _ in 0..100 {
        estimates.note(CURRENT, 15 * MS);
    }
    assert_eq!(estimates.of(CURRENT).as_millis(), 15);
    estimates.note(bcrypt(12), 240 * MS);
    assert_eq!(estimates.of(CURRENT).as_millis(), 15, "each for itself");
    assert_eq!(estimates.of(bcrypt(12)), 240 * MS);
}

#[test]
fn a_shape_without_a_hash_is_estimated_by_its_parameters_and_the_pace_of_others() {
    let estimates = Estimates::default();
    assert_eq!(estimates.of(bcrypt(13)), nominal(bcrypt(13)));
    assert_eq!(nominal(bcrypt(13)), 2 * nominal(bcrypt(12)));
    for _ in 0..100 {
        estimates.note(CURRENT, 3 * nominal(CURRENT));
    }
    let pace = estimates
        .of(bcrypt(13))
        .div_duration_f64(nominal(bcrypt(13)));
    assert!((2.99..3.01).contains(&pace), "{pace}");
    // What takes no time says nothing, and a clock that jumps says little.
    estimates.note(bcrypt(4), Duration::from_secs(5));
    let again = estimates
        .of(bcrypt(13))
        .div_duration_f64(nominal(bcrypt(13)));
    assert!((again - pace).abs() < 1e-9, "{again}");
    estimates.note(CURRENT, Duration::MAX / 100);
    assert!(estimates.of(bcrypt(13)) <= 200 * nominal(bcrypt(13)));
}

#[test]
fn the_number_of_shapes_is_bounded() {
    let estimates = Estimates::default();
    let shape = |n| Shape {
        cost: Cost::Bcrypt { log_rounds: 12 },
        output_len: n,
    };
    for n in 0..1000 {
        estimates.note(shape(n), 7000 * MS);
    }
    for n in 0..1000 {
        estimates.note(shape(n), 3000 * MS);
    }
    let exact = (0..1000).filter(|n| estimates.of(shape(*n)) == 6500 * MS);
    assert_eq!(exact.count(), 32);
}

#[test]
fn every_function_is_dearer_with_dearer_parameters() {
    let argon2 = |memory_kib, passes| Cost::Argon2 {
        kind: Algorithm::Argon2id,
        version: Version::V0x13,
        memory_kib,
        passes,
        lanes: 1,
    };
    let pbkdf2 = |rounds| Cost::Pbkdf2 {
        digest: crate::password::format::HashFunction::Sha1,
        rounds,
    };
    let scrypt = |log_n, r, p| Cost::Scrypt { log_n, r, p };
    let of = |cost, output_len| nominal(Shape { cost, output_len }).as_nanos();
    for (cheap, dear) in [
        (of(argon2(64, 2), 32), of(argon2(128, 2), 32)),
        (of(argon2(64, 2), 32), of(argon2(64, 4), 32)),
        (of(scrypt(10, 8, 1), 32), of(scrypt(11, 8, 1), 32)),
        (of(scrypt(10, 8, 1), 32), of(scrypt(10, 16, 1), 32)),
        (of(scrypt(10, 8, 1), 32), of(scrypt(10, 8, 2), 32)),
        (of(pbkdf2(1000), 20), of(pbkdf2(2000), 20)),
        (of(pbkdf2(1000), 20), of(pbkdf2(1000), 21)),
        (
            of(Cost::Bcrypt { log_rounds: 4 }, 23),
            of(Cost::Bcrypt { log_rounds: 5 }, 23),
        ),
    ] {
        assert!(cheap > 0);
        assert_eq!(dear, 2 * cheap);
    }
    // The default takes some 15 ms.
    assert_eq!(nominal(CURRENT).as_millis(), 15);
}

#[test]
fn a_hash_is_unoptimised_if_it_is_felt_and_ten_times_too_slow() {
    assert!(!is_unoptimised(CURRENT, 100 * MS), "a busy machine");
    assert!(!is_unoptimised(CURRENT, 155 * MS));
    assert!(is_unoptimised(CURRENT, 10 * nominal(CURRENT)));
    assert!(is_unoptimised(CURRENT, 500 * MS));
    assert!(!is_unoptimised(bcrypt(12), 1000 * MS));
    assert!(is_unoptimised(bcrypt(12), 3000 * MS));
    assert!(!is_unoptimised(bcrypt(4), 99 * MS), "nobody feels it");
    assert!(is_unoptimised(bcrypt(4), 100 * MS));
}

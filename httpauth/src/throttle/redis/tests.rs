//! The conversation with a server, which is a function here.

use std::sync::Mutex;

use redis::{ErrorKind, RedisResult, ServerErrorKind, Value};

use super::*;
use crate::client::Client;
use crate::connection::fake::{Fake, settle};

fn throttle(fake: &Fake) -> RedisThrottle {
    let key = ThrottleKey::from_secret(b"the secret of all processes").unwrap();
    RedisThrottle::new(fake.clone(), key)
}

/// Awaits the next command, and returns what the script is told, from `what` on.
async fn next(fake: &Fake, what: &str) -> Vec<String> {
    settle().await;
    let words = fake.asked().remove(0);
    let start = words.iter().position(|word| word == what);
    words[start.unwrap()..].to_vec()
}

fn john(throttle: &RedisThrottle) -> Attempt {
    let client = Client::from(std::net::IpAddr::from([192, 0, 2, 1]));
    let key = throttle.key().unwrap();
    key.attempt(["Auth", "Staff only"], "john", Some(client))
}

fn says(answer: &str, wait: i64) -> RedisResult<Value> {
    Ok(Value::Array(vec![
        Value::BulkString(answer.into()),
        Value::Int(wait),
    ]))
}

/// The server's answer decides, whatever this process has counted.
#[tokio::test]
async fn the_server_decides() {
    for (answer, wait, admission) in [
        ("admitted", 0, Admission::Admitted),
        ("known", 0, Admission::Known),
        ("busy", 0, Admission::Busy),
        (
            "refused",
            1500,
            Admission::Refused {
                retry_after: std::time::Duration::from_millis(1500),
            },
        ),
    ] {
        let throttle = throttle(&Fake::new(move |_| says(answer, wait)));
        let john = john(&throttle);
        for _ in 0..20 {
            throttle
                .shared
                .counters
                .end(&john, Judged::Wrong, throttle.limits, 0);
        }
        assert_eq!(throttle.begin(&john).await, Ok(admission));
    }
}

/// A server that does not know the script gets its text, which is the only other command.
#[tokio::test]
async fn an_unknown_script_is_sent() {
    let fake = Fake::new(|words| match words[0].as_str() {
        "EVALSHA" => Err((ErrorKind::Server(ServerErrorKind::NoScript), "unknown").into()),
        _ => says("admitted", 0),
    });
    let throttle = throttle(&fake);
    let attempt = john(&throttle);
    assert_eq!(throttle.begin(&attempt).await, Ok(Admission::Admitted));
    let asked = fake.asked();
    let commands: Vec<_> = asked.iter().map(|words| words[0].as_str()).collect();
    assert_eq!(commands, ["EVALSHA", "EVAL"]);
    // No username and no address leaves this process.
    for word in asked.iter().flatten().filter(|word| word.len() < 100) {
        assert!(!word.contains("john") && !word.contains("192"), "{word}");
    }
}

/// Without a server this process counts by itself, with what it saw before. It asks again after a pause, and not before.
#[tokio::test]
async fn the_memory_takes_over() {
    let is_up = Arc::new(Mutex::new(true));
    let up = Arc::clone(&is_up);
    let fake = Fake::new(move |words| {
        let is_begin = words.iter().any(|word| word == "begin");
        match (*up.lock().unwrap(), is_begin) {
            (true, true) => says("admitted", 0),
            (true, false) => says("ended", 0),
            (false, _) => Err((ErrorKind::Io, "no connection").into()),
        }
    });
    let throttle = throttle(&fake);
    let attempt = john(&throttle);
    for _ in 0..4 {
        assert_eq!(throttle.begin(&attempt).await, Ok(Admission::Admitted));
        throttle.end(&attempt, Judged::Wrong);
    }
    settle().await;
    *is_up.lock().unwrap() = false;
    let asked_before = fake.asked().len();
    for _ in 4..10 {
        assert_eq!(throttle.begin(&attempt).await, Ok(Admission::Admitted));
        throttle.end(&attempt, Judged::Wrong);
    }
    let refused = throttle.begin(&attempt).await;
    assert!(
        matches!(refused, Ok(Admission::Refused { .. })),
        "{refused:?}"
    );
    assert_eq!(fake.asked().len(), asked_before + 1);
    // The pause is over.
    *is_up.lock().unwrap() = true;
    throttle.shared.server.end_pause();
    assert_eq!(throttle.begin(&attempt).await, Ok(Admission::Admitted));
}

/// An error of the script is about one attempt, and the next one is asked about without a pause.
#[tokio::test]
async fn an_error_of_the_script_is_no_outage() {
    let fake = Fake::new(|words| match words.iter().any(|word| word == "begin") {
        true => Err((ErrorKind::Server(ServerErrorKind::ResponseError), "bad").into()),
        false => says("ended", 0),
    });
    let throttle = throttle(&fake);
    let attempt = john(&throttle);
    for asked in 1..=3 {
        assert_eq!(throttle.begin(&attempt).await, Ok(Admission::Admitted));
        assert_eq!(fake.asked().len(), asked);
    }
}

/// The memory's attempts are none of the server's, whose flights are then not ended.
#[tokio::test]
async fn the_server_ends_what_it_began() {
    let is_up = Arc::new(Mutex::new(false));
    let up = Arc::clone(&is_up);
    let fake = Fake::new(move |_| match *up.lock().unwrap() {
        true => says("admitted", 0),
        false => Err((ErrorKind::Io, "no connection").into()),
    });
    let throttle = throttle(&fake);
    let attempt = john(&throttle);
    assert_eq!(throttle.begin(&attempt).await, Ok(Admission::Admitted));
    *is_up.lock().unwrap() = true;
    throttle.shared.server.end_pause();
    assert_eq!(throttle.begin(&attempt).await, Ok(Admission::Admitted));
    fake.asked().clear();
    for was_in_flight in ["0", "1"] {
        throttle.end(&attempt.known(true), Judged::Wrong);
        assert_eq!(next(&fake, "wrong").await[2], was_in_flight);
    }
}

/// A client that goes away while the server is asked leaves nothing in flight there.
#[tokio::test]
async fn who_leaves_while_the_server_is_asked() {
    for (answer, ends) in [("admitted", 1), ("known", 1), ("busy", 0), ("refused", 0)] {
        let fake = Fake::new(move |_| says(answer, 0));
        let throttle = throttle(&fake);
        let attempt = john(&throttle);
        let mut begin = Box::pin(throttle.begin(&attempt));
        std::future::poll_fn(|context| {
            assert!(begin.as_mut().poll(context).is_pending());
            std::task::Poll::Ready(())
        })
        .await;
        drop(begin);
        next(&fake, "begin").await;
        if ends == 1 {
            let words = next(&fake, "unjudged").await;
            assert_eq!(
                words[1..3],
                [if answer == "known" { "1" } else { "0" }, "1"]
            );
        }
        assert_eq!(fake.asked().len(), 0, "{answer}");
    }
}

//! The conversation with a server, which is a function here.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use redis::{ErrorKind, RedisResult, Value};

use super::*;
use crate::connection::fake::Fake;

fn store(fake: &Fake) -> RedisNonces {
    RedisNonces::new(fake.clone(), NonceKey([0; 16]))
}

/// Returns the second words of all commands with this first one.
fn asked(fake: &Fake, command: &str) -> Vec<String> {
    let asked = fake.asked();
    let asked = asked.iter().filter(|words| words[0] == command);
    asked.map(|words| words[1].clone()).collect()
}

fn no_script() -> RedisResult<Value> {
    let error = ErrorKind::Server(redis::ServerErrorKind::NoScript);
    Err((error, "no such script").into())
}

fn text(text: &str) -> RedisResult<Value> {
    Ok(Value::BulkString(text.into()))
}

/// A look has three words after the keys.
fn is_look(words: &[String]) -> bool {
    words.len() == 8
}

fn nonce() -> Nonce {
    Nonce {
        mac: [7; 16],
        issued_at: 1,
        expires_at: 2,
    }
}

async fn claim(store: RedisNonces) -> Result<Claim, RedisError> {
    store.claim(&nonce(), NonZeroU32::MIN).await
}

async fn claims(store: &RedisNonces) -> Vec<Result<Claim, RedisError>> {
    let claims = (0..64).map(|_| tokio::spawn(claim(store.clone())));
    let mut answers = Vec::new();
    for claim in claims.collect::<Vec<_>>() {
        answers.push(claim.await.unwrap());
    }
    answers
}

/// A server that knows the scripts that it was sent, and none when it is told to forget.
fn server(knows: &Arc<Mutex<BTreeSet<String>>>) -> Fake {
    let knows = Arc::clone(knows);
    Fake::new(move |words| match (words[0].as_str(), is_look(words)) {
        ("EVAL", true) => {
            knows.lock().unwrap().insert(words[6].clone());
            Ok(Value::Int(1))
        }
        ("EVALSHA", _) if !knows.lock().unwrap().contains(&words[1]) => no_script(),
        ("EVALSHA", true) => Ok(Value::Int(1)),
        ("EVALSHA", false) => text("accepted"),
        _ => Ok(Value::Nil),
    })
}

/// However many requests come upon a new run, it is looked at once and gets one script, with a name of its own.
#[tokio::test]
async fn a_run_gets_one_script() {
    let knows = Arc::default();
    let fake = server(&knows);
    let store = store(&fake);
    for run in 1..=3 {
        for claim in claims(&store).await {
            assert_eq!(claim, Ok(Claim::Accepted));
        }
        let texts = asked(&fake, "EVAL");
        assert_eq!(texts.len(), run);
        assert_eq!(texts.iter().collect::<BTreeSet<_>>().len(), run);
        knows.lock().unwrap().clear();
    }
}

/// A text that was sent in vain is not sent again, since a replica may know it by now.
#[tokio::test]
async fn a_text_is_sent_once() {
    let fake = Fake::new(|words| match words[0].as_str() {
        "HGET" => Ok(Value::Nil),
        "EVALSHA" => no_script(),
        _ => Err((
            ErrorKind::Server(redis::ServerErrorKind::ReadOnly),
            "a replica",
        )
            .into()),
    });
    let store = store(&fake);
    for _ in 0..5 {
        assert!(claim(store.clone()).await.is_err());
    }
    let texts = asked(&fake, "EVAL");
    assert_eq!(texts.iter().collect::<BTreeSet<_>>().len(), 5);
    assert!(texts.iter().all(|text| text.ends_with("return now\n")));
}

/// All who wait for a look share its failure. Nobody waits for a look of each.
#[tokio::test]
async fn a_failure_is_shared() {
    let fake = Fake::new(|_| Err((ErrorKind::Io, "no connection").into()));
    assert!(claims(&store(&fake)).await.iter().all(Result::is_err));
    assert_eq!(asked(&fake, "HGET").len(), 1);
}

/// A server that loses everything at each claim is no store.
#[tokio::test]
async fn a_server_that_always_loses_is_an_error() {
    let asked = AtomicUsize::new(0);
    let fake = Fake::new(move |words| match words[0].as_str() {
        "HGET" => Ok(Value::Nil),
        _ if is_look(words) => Ok(Value::Int(1)),
        _ => {
            asked.fetch_add(1, Ordering::Relaxed);
            text("lost")
        }
    });
    assert!(claim(store(&fake)).await.is_err());
}

/// An answer that nobody has thought of lets nobody in.
#[tokio::test]
async fn an_unknown_answer_is_stale() {
    let fake = Fake::new(|words| match words[0].as_str() {
        "HGET" => Ok(Value::Nil),
        _ if is_look(words) => Ok(Value::Int(1)),
        _ => text("OK"),
    });
    assert_eq!(claim(store(&fake)).await, Ok(Claim::Stale));
}

//! The time that an access token (RFC 9068, ES256) takes, by each crate that can verify one, over a bare handler.
//!
//! ```sh
//! cd compare && cargo run --release -p compare-tokens
//! ```
//!
//! Requests go in process to a router with the single route `/`. A round sends them to a contender right beside the bare
//! handler, and the medians over the rounds count. The signature is nearly all of it, and another library makes another
//! choice of it. Therefore `jsonwebtoken` stands by itself in the table, which httpauth's callback calls.

mod routes;

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header::AUTHORIZATION};
use same::Issuer;
use tokio::runtime::Builder;
use tower::ServiceExt;

const ROUNDS: usize = 41;
const REQUESTS: u32 = 200;

fn main() -> Result<(), Box<dyn Error>> {
    Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(measure())
}

async fn measure() -> Result<(), Box<dyn Error>> {
    let issuer = Issuer::start().await;
    let keys = routes::Keys::new(issuer.url())?;
    let token = issuer.token("reporter");
    let bearer = format!("Bearer {token}");
    let bare = routes::bare();
    let contenders = [
        (
            "**httpauth**, `jsonwebtoken` in its callback",
            routes::httpauth(keys.clone()),
        ),
        ("huskarl-axum", routes::huskarl(issuer.url()).await?),
        (
            "oauth-resource-server",
            routes::oauth_resource_server(issuer.url())?,
        ),
    ];
    for (name, app) in &contenders {
        check(name, app, &bearer).await?;
    }
    let mut rounds = vec![Vec::new(); contenders.len() + 1];
    for _ in 0..ROUNDS {
        for ((_, app), rounds) in contenders.iter().zip(&mut rounds) {
            let floor = microseconds(&bare, &bearer).await?;
            rounds.push(microseconds(app, &bearer).await? - floor);
        }
        if let Some(alone) = rounds.last_mut() {
            let begun = Instant::now();
            for _ in 0..REQUESTS {
                black_box(keys.read(black_box(&token)));
            }
            alone.push(begun.elapsed().as_secs_f64() * 1e6 / f64::from(REQUESTS));
        }
    }
    println!("| an access token, ES256 | µs over the bare handler |\n|---|--:|");
    let names = contenders.iter().map(|(name, _)| *name);
    for (name, rounds) in names.chain(["`jsonwebtoken` alone"]).zip(rounds) {
        println!("| {name} | {:.1} |", median(rounds));
    }
    Ok(())
}

/// Fails unless the right token gets in, and no other.
async fn check(name: &str, app: &Router, bearer: &str) -> Result<(), Box<dyn Error>> {
    let wrong = bearer.strip_suffix(|_| true).unwrap_or_default();
    for (sent, expected) in [(bearer, StatusCode::OK), (wrong, StatusCode::UNAUTHORIZED)] {
        let status = send(app, sent).await?;
        if status != expected {
            return Err(format!("{name}: {status} where it had to be {expected}").into());
        }
    }
    Ok(())
}

async fn microseconds(app: &Router, bearer: &str) -> Result<f64, Box<dyn Error>> {
    let begun = Instant::now();
    for _ in 0..REQUESTS {
        let status = send(app, bearer).await?;
        if status != StatusCode::OK {
            return Err(format!("{status} while measuring").into());
        }
    }
    Ok(begun.elapsed().as_secs_f64() * 1e6 / f64::from(REQUESTS))
}

async fn send(app: &Router, bearer: &str) -> Result<StatusCode, Box<dyn Error>> {
    let request = Request::get("/").header(AUTHORIZATION, bearer);
    let response = app.clone().oneshot(request.body(Body::empty())?).await?;
    Ok(response.status())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

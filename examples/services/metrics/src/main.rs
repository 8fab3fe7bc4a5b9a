//! The guards' decisions as counters for Prometheus, on a page that needs a token itself.
//!
//! ```sh
//! cargo run -p example-metrics
//! ```
//!
//! Then, in another terminal, which runs bash:
//!
//! ```sh
//! curl -u john:hello http://127.0.0.1:3000/   # Hello, john!
//! curl -u john:hullo http://127.0.0.1:3000/   # Unauthorized Access
//! curl http://127.0.0.1:3000/metrics          # Unauthorized Access
//! curl -H "Authorization: Bearer scrape" -o >(grep People.*accepted) http://127.0.0.1:3000/metrics   # httpauth_decisions_total{object="example_metrics::People",outcome="accepted",reason=""} 1
//! curl -H "Authorization: Bearer scrape" -o >(grep People.*invalid) http://127.0.0.1:3000/metrics    # httpauth_decisions_total{object="example_metrics::People",outcome="refused",reason="invalid"} 1
//! ```

use std::error::Error;

use axum::extract::State;
use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, basic_auth, constant_time_eq, login_required, token_auth, verify_password,
    verify_token,
};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;

#[cfg(test)]
mod tests;

/// The auth object of people.
#[basic_auth]
struct People;

// In real life the password is stored hashed, as the example `sqlite-users` does it.
#[verify_password(auth = People)]
fn verify_password(username: &str, password: &str) -> bool {
    username == "john" && constant_time_eq(password, "hello")
}

/// The auth object of the Prometheus server, which has the token as `authorization.credentials` of its `scrape_config`.
#[token_auth]
struct Prometheus;

#[verify_token(auth = Prometheus)]
fn verify_token(token: &str) -> bool {
    constant_time_eq(token, "scrape")
}

#[login_required(auth = People)]
async fn index(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

/// The counters tell how often passwords are guessed, so they are not for everybody.
#[login_required(auth = Prometheus)]
async fn metrics(State(metrics): State<PrometheusHandle>) -> String {
    metrics.render()
}

fn app(handle: PrometheusHandle) -> Router {
    Router::new()
        .route("/", get(index))
        .route("/metrics", get(metrics))
        .with_state(handle)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // From here on the process's counters are those of Prometheus.
    let handle = PrometheusBuilder::new().install_recorder()?;
    let addr = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app(handle)).await?;
    Ok(())
}

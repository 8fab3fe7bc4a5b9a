//! One process of the application.

use std::env;

use redis::Client;
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use tokio::io::{AsyncReadExt as _, stdin};
use tokio::net::TcpListener;

use crate::{App, Error, app};

/// The names of the processes.
pub(crate) const NAMES: [&str; 3] = ["A", "B", "C"];

/// Serves as the process of this name, until the standard input ends. Requests that have begun are answered then.
///
/// The environment variables are `ADDR`, `REDIS`, which is a URL, and `SECRET`, the same for all processes.
pub(crate) async fn run(name: &str) -> Result<(), Error> {
    let name = NAMES.into_iter().find(|known| *known == name);
    let name = name.ok_or("there is no such process")?;
    let secret = env::var("SECRET")?;
    let state = App::new(connect(&env::var("REDIS")?)?, secret.as_bytes());
    let state = state.ok_or("SECRET is too short")?;
    let listener = TcpListener::bind(env::var("ADDR")?).await?;
    println!("listening on http://{}", listener.local_addr()?);
    let served = axum::serve(listener, app(name, state));
    Ok(served.with_graceful_shutdown(end_of_input()).await?)
}

/// Returns a connection that is made when it is first used, so that the process starts while the server is down.
///
/// A request is refused soon when there is no server. By default it would wait for six tries to connect, some seconds.
pub(crate) fn connect(url: &str) -> Result<ConnectionManager, Error> {
    let config = ConnectionManagerConfig::new().set_number_of_retries(0);
    let client = Client::open(url)?;
    Ok(ConnectionManager::new_lazy_with_config(client, config)?)
}

async fn end_of_input() {
    let mut buffer = [0; 64];
    while let Ok(1..) = stdin().read(&mut buffer).await {}
}

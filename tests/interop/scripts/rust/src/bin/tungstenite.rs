//! The crate `tokio-tungstenite`. A line of input is a scheme, a user, a password and an address, and a line of output
//! answers it.

use std::error::Error;
use std::io::stdin;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use futures_util::StreamExt;
use httpauth_clients::version;
use tokio::time::timeout;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::ClientRequestBuilder;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    println!("{}", version("tokio-tungstenite").ok_or("no such crate")?);
    for line in stdin().lines() {
        let line = line?;
        let fields: Vec<&str> = line.split('\t').collect();
        let [scheme, user, password, url] = fields[..] else {
            return Err("this is no task".into());
        };
        let answer = open(request(scheme, user, password, url)?);
        println!("{}", timeout(Duration::from_secs(20), answer).await??);
    }
    Ok(())
}

/// Returns the handshake with what the user of a client writes, who can write nothing for Digest.
fn request(scheme: &str, user: &str, password: &str, url: &str) -> Result<ClientRequestBuilder> {
    let request = ClientRequestBuilder::new(url.parse()?);
    let credentials = STANDARD.encode(format!("{user}:{password}"));
    Ok(match scheme {
        "basic" => request.with_header("Authorization", format!("Basic {credentials}")),
        "token" => request.with_header("Authorization", format!("Bearer {password}")),
        "subprotocol" => request
            .with_sub_protocol("chat")
            .with_sub_protocol(format!("bearer.{}", URL_SAFE_NO_PAD.encode(password))),
        _ => request,
    })
}

/// Returns the first message, or the status of a refusal.
async fn open(request: ClientRequestBuilder) -> Result<String> {
    match connect_async(request).await {
        Ok((mut socket, _)) => {
            let message = socket.next().await.ok_or("no message")??;
            socket.close(None).await?;
            Ok(message.into_text()?.to_string())
        }
        Err(tokio_tungstenite::tungstenite::Error::Http(response)) => {
            Ok(response.status().as_u16().to_string())
        }
        Err(error) => Err(error.into()),
    }
}

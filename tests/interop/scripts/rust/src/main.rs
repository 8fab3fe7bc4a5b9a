//! `reqwest` with the crate that the argument names, `diqwest` or `http-auth`. Sessions come from standard input, a line
//! each, and their answers go to standard output, a line each.

use std::error::Error;
use std::io::stdin;
use std::sync::Mutex;
use std::time::Duration;

use diqwest::{DigestAuthSession, WithDigestAuth};
use futures_util::future::join_all;
use http_auth::{PasswordClient, PasswordParams};
use httpauth_clients::version;
use reqwest::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use url::{Position, Url};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let package = std::env::args().nth(1).ok_or("no crate is named")?;
    println!("{}", version(&package).ok_or("no such crate")?);
    for line in stdin().lines() {
        let line = line?;
        let fields: Vec<&str> = line.split('\t').collect();
        let [order, scheme, _, user, password, size, ref urls @ ..] = fields[..] else {
            return Err("this is no session".into());
        };
        let session = Session {
            client: Client::builder().timeout(Duration::from_secs(20)).build()?,
            auth: match (scheme, &*package) {
                ("digest", "diqwest") => Auth::Diqwest(DigestAuthSession::new(user, password)),
                ("digest", _) => Auth::HttpAuth(Mutex::default()),
                _ => Auth::Basic,
            },
            user,
            password,
            body: size.parse().ok().map(|size| vec![0; size]),
        };
        println!("{}", session.run(order, urls).await.join("\t"));
    }
    Ok(())
}

enum Auth {
    Basic,
    Diqwest(DigestAuthSession),
    /// The challenge to answer, if there was one.
    HttpAuth(Mutex<Option<PasswordClient>>),
}

struct Session<'s> {
    client: Client,
    auth: Auth,
    user: &'s str,
    password: &'s str,
    body: Option<Vec<u8>>,
}

impl Session<'_> {
    async fn run(&self, order: &str, urls: &[&str]) -> Vec<String> {
        let mut answers = vec![self.answer(urls[0]).await];
        if order == "parallel" {
            answers.extend(join_all(urls[1..].iter().map(|url| self.answer(url))).await);
        } else {
            for url in &urls[1..] {
                answers.push(self.answer(url).await);
            }
        }
        answers
    }

    async fn answer(&self, url: &str) -> String {
        let answer = async {
            let response = self.get(url).await?;
            let status = response.status().as_u16();
            Result::Ok(format!("{status} {}", response.text().await?.trim()))
        };
        answer.await.unwrap_or_else(|_| "error".to_owned())
    }

    fn request(&self, url: &str) -> RequestBuilder {
        match &self.body {
            None => self.client.get(url),
            Some(body) => self.client.post(url).body(body.clone()),
        }
    }

    async fn get(&self, url: &str) -> Result<Response> {
        let request = self.request(url);
        match &self.auth {
            Auth::Basic => Ok(request
                .basic_auth(self.user, Some(self.password))
                .send()
                .await?),
            Auth::Diqwest(session) => Ok(request.send_digest_auth(session).await?),
            Auth::HttpAuth(challenge) => self.answer_challenge(challenge, url).await,
        }
    }

    /// Sends the request with what answers the last challenge. Once, if there is a new challenge, it answers that.
    async fn answer_challenge(
        &self,
        challenge: &Mutex<Option<PasswordClient>>,
        url: &str,
    ) -> Result<Response> {
        let response = self.signed(challenge, url)?.send().await?;
        if response.status() != StatusCode::UNAUTHORIZED {
            return Ok(response);
        }
        let fields = response.headers().get_all(WWW_AUTHENTICATE);
        *challenge.lock().map_err(|_| "poisoned")? = Some(PasswordClient::try_from(fields)?);
        Ok(self.signed(challenge, url)?.send().await?)
    }

    fn signed(
        &self,
        challenge: &Mutex<Option<PasswordClient>>,
        url: &str,
    ) -> Result<RequestBuilder> {
        let request = self.request(url);
        let mut challenge = challenge.lock().map_err(|_| "poisoned")?;
        let Some(challenge) = challenge.as_mut() else {
            return Ok(request);
        };
        let url = Url::parse(url)?;
        let method = self.body.as_ref().map_or(Method::GET, |_| Method::POST);
        let field = challenge.respond(&PasswordParams {
            username: self.user,
            password: self.password,
            uri: &url[Position::BeforePath..Position::AfterQuery],
            method: method.as_str(),
            body: self.body.as_deref(),
        })?;
        Ok(request.header(AUTHORIZATION, field))
    }
}

//! Introspection of opaque tokens at the authorization server (RFC 7662).

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use example_access_tokens::{AccessToken, Trust, Unavailable};
use moka::future::Cache;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

/// The longest time for which an answer counts. A token that was revoked gets in no longer than this.
const LIFE: Duration = Duration::from_secs(30);

/// The number of tokens that are remembered. The least used one is forgotten for a new one.
const CAPACITY: u64 = 10_000;

/// Our account at the authorization server, which answers to no strangers.
#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) uri: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
}

/// Asks the authorization server about tokens.
#[derive(Clone)]
pub(crate) struct Introspection {
    http: reqwest::Client,
    account: Account,
    trust: Trust,
    /// Good tokens, by their hashes, so that the cache has no secret. A token that is not good may be good later.
    good: Cache<[u8; 32], Answer>,
}

/// The answer about a token. All of its members but `active` are optional.
#[derive(Clone, Deserialize)]
struct Answer {
    active: bool,
    sub: Option<String>,
    client_id: Option<String>,
    #[serde(default)]
    scope: String,
    aud: Option<Audience>,
    iss: Option<String>,
    exp: Option<u64>,
    token_type: Option<String>,
}

/// One audience or several (RFC 7519 section 4.1.3).
#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Audience {
    fn has(&self, audience: &str) -> bool {
        match self {
            Self::One(one) => one == audience,
            Self::Several(several) => several.iter().any(|one| one == audience),
        }
    }
}

impl Answer {
    /// Returns true if the token is good for this service. `token_type` tells an access token from a refresh token.
    fn is_good(&self, trust: &Trust) -> bool {
        let kind = self.token_type.as_deref().unwrap_or("Bearer");
        self.active
            && self
                .aud
                .as_ref()
                .is_some_and(|aud| aud.has(&trust.audience))
            && self.iss.as_ref().is_none_or(|iss| *iss == trust.issuer)
            && kind.eq_ignore_ascii_case("Bearer")
    }

    /// Returns the user, or the client if it acts for itself, about which some servers say no `sub`.
    fn subject(&self) -> Option<&str> {
        self.sub.as_deref().or(self.client_id.as_deref())
    }

    fn token(&self) -> Option<AccessToken> {
        let subject = self.subject()?.to_owned();
        Some(AccessToken::new(subject, &self.scope))
    }

    /// Returns true if the token has expired since the answer.
    fn has_expired(&self) -> bool {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.map_or(u64::MAX, |now| now.as_secs());
        self.exp.is_some_and(|exp| exp <= now)
    }
}

/// The reason why there is no answer about a good token.
enum Refused {
    NotGood,
    Unavailable,
}

impl Introspection {
    pub(crate) fn new(http: reqwest::Client, account: Account, trust: Trust) -> Self {
        let good = Cache::builder().max_capacity(CAPACITY).time_to_live(LIFE);
        Self {
            http,
            account,
            trust,
            good: good.build(),
        }
    }

    /// Validates a token. It returns `None` if the token is not a good one.
    pub(crate) async fn validate(&self, token: &str) -> Result<Option<AccessToken>, Unavailable> {
        let hash = Sha256::digest(token).into();
        // Requests with one token share a question, and errors are not remembered.
        match self.good.try_get_with(hash, self.ask_if_good(token)).await {
            Ok(answer) if answer.has_expired() => Ok(None),
            Ok(answer) => Ok(answer.token()),
            Err(refused) => match *refused {
                Refused::NotGood => Ok(None),
                Refused::Unavailable => Err(Unavailable),
            },
        }
    }

    async fn ask_if_good(&self, token: &str) -> Result<Answer, Refused> {
        match self.ask(token).await {
            Ok(answer) if answer.is_good(&self.trust) => Ok(answer),
            Ok(_) => Err(Refused::NotGood),
            Err(error) => {
                tracing::error!(%error, "the authorization server does not tell of a token");
                Err(Refused::Unavailable)
            }
        }
    }

    async fn ask(&self, token: &str) -> reqwest::Result<Answer> {
        let account = &self.account;
        let form = [("token", token), ("token_type_hint", "access_token")];
        let question = self.http.post(&account.uri).form(&form);
        let question = question.basic_auth(&account.client_id, Some(&account.client_secret));
        question.send().await?.error_for_status()?.json().await
    }
}

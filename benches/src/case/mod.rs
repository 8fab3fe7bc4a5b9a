//! The cases that are measured. Each is a route, guarded or not, and the request that it gets.

mod basic;
mod bearer;
mod digest;
mod multi;
mod refused;
mod roles;
mod sent;

use axum::Router;
use axum::body::Body;
use axum::http::header::{ACCEPT, HOST};
use axum::http::{HeaderValue, Request, StatusCode};
use tower::ServiceExt;

pub(crate) use sent::{Fields, Sent};

use crate::Outcome;
use crate::route::bare;

/// One request to one route, measured over its floor.
#[derive(Clone, Copy)]
pub(crate) struct Case {
    /// The name in `Budget` and in callgrind's runs.
    pub(crate) name: &'static str,
    /// The name in the tables.
    pub(crate) what: &'static str,
    /// The guarded route.
    pub(crate) route: fn() -> Router,
    /// The fields that the route gets beside `Host` and `Accept`, guarded or not.
    pub(crate) sent: Sent,
    /// The status of the guarded route's answer.
    pub(crate) status: StatusCode,
    /// The request that the same route must refuse, since a guard that lets all in costs nothing.
    pub(crate) refuses: Option<Sent>,
}

/// Cases that do the same, for one part of the table.
pub(crate) struct Group {
    /// A description of what they do.
    pub(crate) title: &'static str,
    /// The cases, ours first.
    pub(crate) cases: &'static [Case],
}

/// Every case.
pub(crate) const GROUPS: &[Group] = &[
    basic::GROUP,
    basic::STORED,
    roles::GROUP,
    roles::MANY,
    bearer::GROUP,
    multi::GROUP,
    digest::MD5,
    digest::SHA_256,
    refused::BASIC_WRONG,
    refused::BASIC_MALFORMED,
    refused::BASIC_ABSENT,
    refused::ROLE,
    refused::BEARER_WRONG,
    refused::BEARER_ABSENT,
    refused::MULTI,
    refused::MD5_WRONG,
    refused::MD5_ABSENT,
    refused::SHA_256_WRONG,
    refused::SHA_256_ABSENT,
];

/// Returns all cases, one after the other.
pub(crate) fn all() -> impl Iterator<Item = &'static Case> {
    GROUPS.iter().flat_map(|group| group.cases)
}

/// Returns the case of that name.
pub(crate) fn named(name: &str) -> Outcome<&'static Case> {
    all()
        .find(|case| case.name == name)
        .ok_or_else(|| format!("there is no case {name}").into())
}

/// Returns a case whose route lets the request in.
const fn admits(
    name: &'static str,
    what: &'static str,
    route: fn() -> Router,
    sent: Sent,
    refuses: Sent,
) -> Case {
    Case {
        name,
        what,
        route,
        sent,
        status: StatusCode::OK,
        refuses: Some(refuses),
    }
}

/// Returns a case whose route answers 401.
const fn refuses(
    name: &'static str,
    what: &'static str,
    route: fn() -> Router,
    sent: Sent,
) -> Case {
    Case {
        name,
        what,
        route,
        sent,
        status: StatusCode::UNAUTHORIZED,
        refuses: None,
    }
}

impl Case {
    /// Returns true if the gate measures the case. A case named `case/peer` is there to compare with.
    pub(crate) fn is_ours(&self) -> bool {
        !self.name.contains('/')
    }

    /// Returns a case with the same floor, the first of them.
    pub(crate) fn with_same_floor(&self) -> &'static str {
        all()
            .find(|case| case.sent == self.sent)
            .map_or("noop", |case| case.name)
    }

    /// Returns the router, and what it answers.
    pub(crate) fn side(&self, floor: bool) -> (Router, StatusCode) {
        if floor {
            (bare::route(), StatusCode::OK)
        } else {
            ((self.route)(), self.status)
        }
    }

    /// Sends `count` requests, with fields prepared for `prepared` of them, so that runs of several lengths prepare alike.
    pub(crate) async fn run(&self, floor: bool, count: usize, prepared: usize) -> Outcome<()> {
        let guarded = (self.route)();
        let fields = self.sent.prepare(&guarded, prepared).await?;
        let (app, status) = if floor {
            self.side(true)
        } else {
            (guarded, self.status)
        };
        send(&app, &fields, status, count).await
    }

    /// Fails unless the route lets in whom it should and refuses whom it should.
    pub(crate) async fn check(&self) -> Outcome<()> {
        let app = (self.route)();
        let fields = self.sent.prepare(&app, 1).await?;
        let blame = |error| format!("{}: {error}", self.name);
        send(&app, &fields, self.status, 1).await.map_err(blame)?;
        let Some(wrong) = self.refuses else {
            return Ok(());
        };
        for sent in [wrong, sent::NONE] {
            let fields = sent.prepare(&app, 1).await?;
            let status = status(&app, &fields, 0).await?;
            // axum-extra and axum-auth say 400 where there is no field at all, as they are documented to.
            let refused = [401, 403].contains(&status.as_u16())
                || (status == StatusCode::BAD_REQUEST && sent == sent::NONE && !self.is_ours());
            if !refused {
                return Err(blame(format!("{status} for who may not pass").into()).into());
            }
        }
        Ok(())
    }
}

/// Sends the request `count` times, each with the next field.
pub(crate) async fn send(
    app: &Router,
    fields: &Fields,
    status: StatusCode,
    count: usize,
) -> Outcome<()> {
    for turn in 0..count {
        send_turn(app, fields, status, turn).await?;
    }
    Ok(())
}

/// Sends the request once, with the field of this turn.
pub(crate) async fn send_turn(
    app: &Router,
    fields: &Fields,
    status: StatusCode,
    turn: usize,
) -> Outcome<()> {
    let answered = self::status(app, fields, turn).await?;
    if answered == status {
        return Ok(());
    }
    Err(format!("{answered}, not {status}").into())
}

async fn status(app: &Router, fields: &Fields, turn: usize) -> Outcome<StatusCode> {
    let (name, value) = fields.turn(turn);
    let request = Request::builder()
        .uri("/")
        .header(HOST, HeaderValue::from_static("localhost"))
        .header(ACCEPT, HeaderValue::from_static("*/*"))
        .header(name, value.ok_or("no field")?)
        .body(Body::empty())?;
    Ok(app.clone().oneshot(request).await?.status())
}

/// The name of httpauth in the table.
pub(crate) const OURS: &str = "**httpauth**";
const BY_HAND: &str = "by hand";
const AXUM_EXTRA: &str = "axum-extra";
const AXUM_AUTH: &str = "axum-auth";
const TOWER_HTTP: &str = "tower-http";
const DIGEST_AUTH: &str = "digest_auth, without nonces and counts";

//! The body of a refused request.
//!
//! A server that answers and closes while its client is still sending resets the connection, and the client may lose
//! the answer (RFC 9112 section 9.6). Therefore the answer goes out at once, and a task of its own reads the body and
//! throws it away.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use axum::RequestExt;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::header::{CONNECTION, EXPECT};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Version};
use axum::response::Response;
use tokio::runtime::Handle;

use crate::clock;

/// The limit of the bytes that are read of a refused request.
const MOST: u64 = 2 << 20;

/// The limit of the time that a refused request is read for.
const LONGEST: Duration = Duration::from_secs(5);

/// Answers a refused request, whose body is discarded by a task of its own.
pub(crate) fn refuse(response: Response, parts: Parts, body: Body) -> Response {
    if body.is_end_stream() {
        return response;
    }
    refuse_body(response, parts, body)
}

#[cold]
fn refuse_body(mut response: Response, parts: Parts, body: Body) -> Response {
    let version = parts.version;
    let drained = drainable(parts, body).is_some_and(spawn);
    // A connection over HTTP/2 goes on without this request, and has no `Connection` field (RFC 9113 section 8.2.2).
    if !drained && version <= Version::HTTP_11 {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(CONNECTION, close);
    }
    response
}

/// Returns the body within the limits of its length. `None` if it should not be read at all.
///
/// Reading would ask a client that expects `100 (Continue)` for the body (RFC 9110 section 10.1.1). A body that is
/// declared longer than the limit would not be read to its end.
fn drainable(parts: Parts, body: Body) -> Option<Body> {
    if parts.headers.contains_key(EXPECT) {
        return None;
    }
    let declared = body.size_hint().lower();
    // The application's `DefaultBodyLimit` holds here too.
    let body = Request::from_parts(parts, body).into_limited_body();
    let limit = body.size_hint().upper().unwrap_or(MOST).min(MOST);
    (declared <= limit).then_some(body)
}

/// Starts to discard the body, and returns whether there is a runtime with a timer for it.
fn spawn(body: Body) -> bool {
    let Ok(runtime) = Handle::try_current() else {
        return false;
    };
    let Some(deadline) = clock::sleep(LONGEST) else {
        return false;
    };
    runtime.spawn(async {
        let (mut deadline, mut discard) = (pin!(deadline), pin!(discard(body)));
        poll_fn(|context| {
            let ended = discard.as_mut().poll(context).is_ready();
            if ended || deadline.as_mut().poll(context).is_ready() {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    });
    true
}

/// Reads the body frame by frame and keeps none of it.
async fn discard(mut body: Body) {
    let mut room = MOST;
    while let Some(Ok(frame)) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        // A frame without data takes room too, so that no number of them keeps the task busy.
        let length = frame.data_ref().map_or(0, Bytes::len).max(1);
        let Some(rest) = room.checked_sub(length as u64) else {
            return;
        };
        room = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A runtime without a timer reads no body, and nothing panics in a task of its own.
    #[test]
    fn without_a_timer_the_connection_is_closed() {
        let request = Request::new(Body::from("body"));
        let (parts, body) = request.into_parts();
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let answer = async { refuse(Response::default(), parts, body) };
        let response = runtime.map(|runtime| runtime.block_on(answer));
        let close = response.is_ok_and(|response| response.headers().contains_key(CONNECTION));
        assert!(close);
    }
}

//! Bodies that tell what becomes of them.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::http::Request;
use hyper::body::{Frame, SizeHint};

/// The length of a frame.
pub(crate) const FRAME: usize = 1000;

/// A body that comes in frames, and then ends, or stalls.
pub(crate) struct Frames {
    left: usize,
    declared: Option<u64>,
    stalls: bool,
    taken: Arc<Taken>,
}

/// The fate of a body.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    frames: AtomicUsize,
    held: AtomicUsize,
    most_held: AtomicUsize,
    dropped: AtomicUsize,
}

impl Taken {
    pub(crate) fn frames(&self) -> usize {
        self.frames.load(Ordering::SeqCst)
    }

    /// Returns how many frames are held, and how many were held at most.
    pub(crate) fn held(&self) -> (usize, usize) {
        let held = [&self.held, &self.most_held].map(|count| count.load(Ordering::SeqCst));
        held.into()
    }

    pub(crate) fn is_dropped(&self) -> bool {
        self.dropped.load(Ordering::SeqCst) == 1
    }
}

impl Frames {
    pub(crate) fn new(count: usize) -> Self {
        Self {
            left: count,
            declared: None,
            stalls: false,
            taken: Arc::default(),
        }
    }

    pub(crate) fn stalling(count: usize) -> Self {
        let mut body = Self::new(count);
        body.stalls = true;
        body
    }

    /// Declares this length by `Content-Length`.
    pub(crate) fn declared(mut self, length: usize) -> Self {
        self.declared = Some(length as u64);
        self
    }

    /// Returns the request with this body, and the fate of the body.
    pub(crate) fn request(self, target: &str) -> (Request<Body>, Arc<Taken>) {
        let taken = Arc::clone(&self.taken);
        let request = Request::post(format!("http://localhost{target}"));
        (request.body(Body::new(self)).unwrap(), taken)
    }
}

impl HttpBody for Frames {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let Some(left) = self.left.checked_sub(1) else {
            return if self.stalls {
                Poll::Pending
            } else {
                Poll::Ready(None)
            };
        };
        self.left = left;
        self.taken.frames.fetch_add(1, Ordering::SeqCst);
        let held = Held::new(Arc::clone(&self.taken));
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_owner(held)))))
    }

    fn size_hint(&self) -> SizeHint {
        self.declared
            .map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        self.taken.dropped.fetch_add(1, Ordering::SeqCst);
    }
}

/// The bytes of a frame, counted while somebody holds them.
struct Held(Arc<Taken>);

impl Held {
    fn new(taken: Arc<Taken>) -> Self {
        let held = taken.held.fetch_add(1, Ordering::SeqCst) + 1;
        taken.most_held.fetch_max(held, Ordering::SeqCst);
        Self(taken)
    }
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &[b'1'; FRAME]
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.held.fetch_sub(1, Ordering::SeqCst);
    }
}

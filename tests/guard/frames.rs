//! Bodies that tell how much of them was asked for.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::http::Request;
use hyper::body::{Frame, SizeHint};

/// The amount of a body that was asked for, and a mark that it is gone.
#[derive(Debug, Default)]
pub(crate) struct Log {
    polls: AtomicUsize,
    is_dropped: AtomicBool,
}

impl Log {
    pub(crate) fn polls(&self) -> usize {
        self.polls.load(Ordering::SeqCst)
    }

    pub(crate) fn is_dropped(&self) -> bool {
        self.is_dropped.load(Ordering::SeqCst)
    }

    /// Asserts that a callback is called before anything of the body was read.
    pub(crate) fn assert_untouched(&self) {
        assert_eq!((self.polls(), self.is_dropped()), (0, false));
    }
}

/// The end of a body.
#[derive(Clone, Copy, Debug)]
pub(crate) enum End {
    Ends,
    Fails,
    /// The client sends no more, and does not go away.
    Stalls,
}

/// A body of frames that are there at once, which keeps a log.
struct Frames {
    left: usize,
    size: usize,
    end: End,
    declared: Option<u64>,
    log: Arc<Log>,
}

impl HttpBody for Frames {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, &'static str>>> {
        self.log.polls.fetch_add(1, Ordering::SeqCst);
        if let Some(left) = self.left.checked_sub(1) {
            self.left = left;
            return Poll::Ready(Some(Ok(Frame::data(vec![b'x'; self.size].into()))));
        }
        match self.end {
            End::Ends => Poll::Ready(None),
            End::Fails => Poll::Ready(Some(Err("gone"))),
            End::Stalls => Poll::Pending,
        }
    }

    fn size_hint(&self) -> SizeHint {
        self.declared.map(SizeHint::with_exact).unwrap_or_default()
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        self.log.is_dropped.store(true, Ordering::SeqCst);
    }
}

/// A request, and the log of its body.
pub(crate) struct Sent {
    pub(crate) request: Request<Body>,
    pub(crate) log: Arc<Log>,
}

/// Returns a request to `path` with a body of `count` frames of `size` bytes.
pub(crate) fn sent(
    path: &str,
    (count, size): (usize, usize),
    end: End,
    declared: Option<u64>,
) -> Sent {
    let log = Arc::<Log>::default();
    let body = Frames {
        left: count,
        size,
        end,
        declared,
        log: Arc::clone(&log),
    };
    let request = Request::post(path).extension(Arc::clone(&log));
    let request = request.body(Body::new(body)).unwrap();
    Sent { request, log }
}

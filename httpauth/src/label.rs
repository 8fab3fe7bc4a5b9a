//! The label of a policy, by which events name it. Without the feature `tracing` it is empty.

/// The name of a policy and the text of its rule, as the access matrix has them.
#[derive(Clone, Copy, Debug)]
pub struct Label {
    #[cfg(feature = "tracing")]
    pub(crate) text: &'static (&'static str, Option<&'static str>),
}

impl Label {
    /// Makes the label of a policy from its name and the text of its rule.
    pub const fn new(text: &'static (&'static str, Option<&'static str>)) -> Self {
        #[cfg(not(feature = "tracing"))]
        let _ = text;
        Self {
            #[cfg(feature = "tracing")]
            text,
        }
    }
}

/// The function that makes a label. Unlike the label itself it takes no room in the guard's future.
pub trait Named: Fn() -> Label + Copy + Send + Sync + 'static {}

impl<F: Fn() -> Label + Copy + Send + Sync + 'static> Named for F {}

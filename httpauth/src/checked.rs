//! Types that an expansion checks before it uses them, so that a wrong one is reported once.

/// The result of a check, as the type argument of [`Of`].
///
/// A check that fails is a compile error. The constant then has no value, so that `<Checked<{ check }> as Of<T>>::Type`
/// is not a type. The compiler accepts whatever the expansion does with it, and says no more.
#[derive(Debug)]
pub struct Checked<const OK: bool>;

/// The type `T` after its check.
pub trait Of<T> {
    /// `T` itself.
    type Type;
}

impl<T> Of<T> for Checked<true> {
    type Type = T;
}

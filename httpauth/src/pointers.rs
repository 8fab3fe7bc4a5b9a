//! Traits of the application that pointers to an implementation have too.

/// Implements a trait for the pointers by which a guard may get an implementation. The methods call those of `T`.
///
/// Where a type is no implementation, the compiler does not list the pointers, which would show this macro.
macro_rules! pointers {
    ($trait:ident { $($methods:tt)* }) => {
        /// An implementation behind a reference, as the default one is a static of the process.
        #[diagnostic::do_not_recommend]
        impl<T: $trait> $trait for &T {
            $($methods)*
        }

        /// An implementation behind an `Arc`, as the router's state shares it.
        #[diagnostic::do_not_recommend]
        impl<T: $trait> $trait for Arc<T> {
            $($methods)*
        }
    };
}

pub(crate) use pointers;

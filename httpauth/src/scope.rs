//! The scopes of OAuth that a rule asks for, which are roles.

use crate::resource::OFFLINE_ACCESS;

/// The scope of a rule, which is the first alternative whose every role is a scope.
pub type ScopeOf = fn() -> Option<String>;

/// A role that is a scope of OAuth (RFC 6749 section 3.3).
///
/// Text is one. A role type of your own implements it, and the challenge of a Bearer object then names the scope that a
/// client lacks.
///
/// # Example
///
/// ```
/// use httpauth::AsScope;
///
/// #[derive(PartialEq)]
/// enum Role { Reader, Writer, Admin }
///
/// impl AsScope for Role {
///     fn as_scope(&self) -> Option<&str> {
///         match self {
///             Self::Reader => Some("todos:read"),
///             Self::Writer => Some("todos:write"),
///             // Clients should not ask for it.
///             Self::Admin => None,
///         }
///     }
/// }
/// ```
pub trait AsScope {
    /// Returns the scope. `None` if the role is not one that a client may ask for.
    fn as_scope(&self) -> Option<&str>;
}

impl AsScope for str {
    fn as_scope(&self) -> Option<&str> {
        Some(self)
    }
}

impl AsScope for String {
    fn as_scope(&self) -> Option<&str> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: AsScope + ?Sized> AsScope for &T {
    fn as_scope(&self) -> Option<&str> {
        (**self).as_scope()
    }
}

/// A role in the scope of a rule.
///
/// A role that is [`AsScope`] has the inherent method. It wins over the one of [`NoScope`], which every role has.
#[derive(Debug)]
pub struct Named<Q>(pub Q);

impl<Q: AsScope> Named<Q> {
    /// Returns the scope.
    pub fn __httpauth_scope(&self) -> Option<String> {
        self.0.as_scope().map(str::to_owned)
    }
}

/// A role of a type that says no scope.
pub trait NoScope {
    /// Returns `None`, since the role is not a scope.
    fn __httpauth_scope(&self) -> Option<String> {
        None
    }
}

impl<Q> NoScope for Named<Q> {}

/// Returns the scope of the first alternative whose every role is a scope.
pub fn first_scope(alternatives: &[&[Option<String>]]) -> Option<String> {
    let scopes = alternatives.iter().find_map(|roles| {
        let scopes = roles.iter().map(|role| role.as_deref().filter(is_scope));
        scopes.collect::<Option<Vec<&str>>>()
    });
    scopes.map(|scopes| scopes.join(" "))
}

/// Returns whether the text is one scope, `scope-token = 1*( %x21 / %x23-5B / %x5D-7E )` (RFC 6749 section 3.3).
pub(crate) fn is_scope(text: &&str) -> bool {
    let legal = |byte| matches!(byte, b'!' | b'#'..=b'[' | b']'..=b'~');
    !text.is_empty() && text.bytes().all(legal)
}

/// Returns the scopes of several texts, each once and in order (RFC 6749 section 3.3).
///
/// `offline_access` is left out, which a resource does not ask for. `None` if nothing is left, or if a text is not made
/// of scopes.
pub(crate) fn union<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<String> {
    let mut scopes: Vec<&str> = Vec::new();
    for scope in texts.into_iter().flat_map(|text| text.split(' ')) {
        if !is_scope(&scope) {
            return None;
        }
        if scope != OFFLINE_ACCESS && !scopes.contains(&scope) {
            scopes.push(scope);
        }
    }
    (!scopes.is_empty()).then(|| scopes.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(PartialEq)]
    enum Role {
        Reader,
        Admin,
    }

    impl AsScope for Role {
        fn as_scope(&self) -> Option<&str> {
            (*self == Self::Reader).then_some("read")
        }
    }

    struct Plain;

    /// The type of a role decides whether it can be a scope.
    #[test]
    fn the_scope_of_a_role() {
        const TEXT: &str = "write";
        assert_eq!(
            Named(Role::Reader).__httpauth_scope().as_deref(),
            Some("read")
        );
        assert_eq!(Named(Role::Admin).__httpauth_scope(), None);
        assert_eq!(
            Named(&Role::Reader).__httpauth_scope().as_deref(),
            Some("read")
        );
        assert_eq!(Named(TEXT).__httpauth_scope().as_deref(), Some("write"));
        assert_eq!(
            Named(String::from(TEXT)).__httpauth_scope().as_deref(),
            Some("write")
        );
        assert_eq!(Named(Plain).__httpauth_scope(), None);
    }

    /// An alternative counts only if all of its roles are scopes.
    #[test]
    fn the_first_alternative_of_scopes() {
        let some = |text: &str| Some(text.to_owned());
        for (alternatives, expected) in [
            (&[&[some("a")][..], &[some("b")]][..], some("a")),
            (&[&[some("a"), None], &[some("b"), some("c")]], some("b c")),
            (&[&[some("two words")], &[some("b")]], some("b")),
            (&[&[some("")], &[some("caf\u{e9}")], &[some("a\"b")]], None),
            (&[], None),
        ] {
            assert_eq!(first_scope(alternatives), expected, "{alternatives:?}");
        }
    }

    #[test]
    fn the_union_of_scopes() {
        for (texts, expected) in [
            (&["read", "write"][..], Some("read write")),
            (
                &["read write", "write read admin"],
                Some("read write admin"),
            ),
            (&["offline_access", "read"], Some("read")),
            (&["offline_access"], None),
            (&[], None),
            (&["read", "a\"b"], None),
            (&["read  write"], None),
            (&[""], None),
        ] {
            assert_eq!(
                union(texts.iter().copied()).as_deref(),
                expected,
                "{texts:?}"
            );
        }
    }
}

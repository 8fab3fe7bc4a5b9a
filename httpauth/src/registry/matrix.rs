//! The access matrix, which has every guarded handler of the program with its rule, and every public one.

use std::fmt;

use super::Table;
use super::guarded::Guarded;
use super::open::{self, PublicHandler, Undecided};

/// The guarded handlers and policies of the program, its public handlers, and the places of `.undecided(..)`.
///
/// `Display` prints a table, and [`markdown`](Self::markdown) prints one for a document. With the feature `serde` it
/// serializes as a list of objects, in the same order.
#[derive(Clone, Debug)]
pub struct AccessMatrix {
    rows: Vec<&'static Guarded>,
    public: Vec<&'static PublicHandler>,
    undecided: Vec<Undecided>,
}

/// Lists every guarded handler and policy that is linked into the program, and every public handler, in the order of
/// their paths.
///
/// It is made for a snapshot test, which shows in review who may newly call what. The places of
/// [`undecided`](crate::routing::Router::undecided) are noted when the program passes them, so build the router first.
///
/// # Security
///
/// A handler without an attribute is not listed, so the list alone does not show which routes are open. It is whole if
/// all routes go into a router of [`routing`](crate::routing), where such a handler does not compile. On axum's own,
/// [`assert_guarded`] finds a guard that got lost. A policy is one row, wherever it is applied, and even if it is not
/// applied at all.
///
/// A linker leaves out code that nothing refers to, so a handler of a crate that the program does not use is not
/// listed. Nothing that decides access reads this list.
///
/// # Example
///
/// ```
/// use httpauth::registry::access_matrix;
/// use httpauth::{basic_auth, get_user_roles, login_required, verify_password};
///
/// #[basic_auth]
/// struct Auth;
///
/// #[verify_password]
/// fn verify_password(username: &str, password: &str) -> bool {
///     (username, password) == ("john", "hello")
/// }
///
/// #[get_user_roles]
/// fn get_user_roles(username: &str) -> &'static str {
///     if username == "john" { "admin" } else { "user" }
/// }
///
/// #[login_required(role = "admin")]
/// async fn admin() {}
///
/// let matrix = access_matrix();
/// let row = matrix.rows().iter().find(|row| row.handler().ends_with("admin"));
/// # #[cfg(not(miri))]
/// assert_eq!(row.and_then(|row| row.role()), Some(r#""admin""#));
/// println!("{matrix}");
/// ```
pub fn access_matrix() -> AccessMatrix {
    let mut rows: Vec<&'static Guarded> = inventory::iter::<Guarded>.into_iter().collect();
    rows.sort_by_key(|row| (row.handler(), row.file(), row.line()));
    let mut public: Vec<_> = inventory::iter::<PublicHandler>.into_iter().collect();
    public.sort_by_key(|row| (row.handler(), row.file(), row.line()));
    AccessMatrix {
        rows,
        public,
        undecided: open::noted(),
    }
}

/// Asserts that each of `handlers` is in the access matrix. It is made for a test that keeps guards from getting lost.
///
/// The compiler silently leaves out an attribute whose `cfg_attr` does not hold. The handler is then open, and not in
/// the matrix.
///
/// A handler or a policy is named by its whole path as the matrix prints it, such as `my_app::users::delete`. The end
/// of a path is not enough, since the guarded `delete` of one module would stand for an open one of another.
///
/// # Panics
///
/// Panics if any of them is missing, with a list of all that are.
///
/// # Security
///
/// It asks for a guard and not for its rule, so an `optional` guard passes. The rules belong in a snapshot of the
/// [`access_matrix`].
///
/// # Example
///
/// ```
/// use httpauth::registry::assert_guarded;
/// use httpauth::{basic_auth, login_required, verify_password};
///
/// #[basic_auth]
/// struct Auth;
///
/// #[verify_password]
/// fn verify_password(username: &str, password: &str) -> bool {
///     (username, password) == ("john", "hello")
/// }
///
/// #[login_required]
/// async fn index() {}
///
/// // In a test of your crate, `assert_guarded(&["my_app::index"])`.
/// # #[cfg(not(miri))]
/// assert_guarded(&[concat!(module_path!(), "::index")]);
/// ```
#[track_caller]
pub fn assert_guarded(handlers: &[&str]) {
    let matrix = access_matrix();
    let missing: Vec<String> = handlers
        .iter()
        .filter(|path| !matrix.rows.iter().any(|row| row.handler() == **path))
        .map(|path| matrix.describe_missing(path))
        .collect();
    assert!(
        missing.is_empty(),
        "these handlers have no guard in the access matrix:\n{}",
        missing.join("\n")
    );
}

impl AccessMatrix {
    /// Returns the path, and the handlers of the same name that the matrix has.
    fn describe_missing(&self, path: &str) -> String {
        let name = path.rsplit("::").next();
        let paths = self.rows.iter().map(|row| row.handler());
        let alike: Vec<&str> = paths
            .filter(|path| path.rsplit("::").next() == name)
            .collect();
        if alike.is_empty() {
            format!("  {path}")
        } else {
            format!("  {path} (the matrix has {})", alike.join(", "))
        }
    }

    /// Returns the guarded handlers and policies, in the order of their paths.
    pub fn rows(&self) -> &[&'static Guarded] {
        &self.rows
    }

    /// Returns the public handlers, in the order of their paths.
    pub fn public(&self) -> &[&'static PublicHandler] {
        &self.public
    }

    /// Returns the places of `.undecided(..)` that the program has passed, in the order of files and lines.
    pub fn undecided(&self) -> &[Undecided] {
        &self.undecided
    }

    /// Returns the matrix as a Markdown table.
    pub fn markdown(&self) -> String {
        let mut text = String::new();
        // Writing to a `String` cannot fail.
        let _ = self.table().markdown(&mut text);
        text
    }

    fn table(&self) -> Table {
        let mut table = Table::new(["handler", "auth", "role", "at"]);
        for row in &self.rows {
            table.row([
                row.handler().to_owned(),
                row.auth().object().to_owned(),
                who(row),
                format!("{}:{}", row.file(), row.line()),
            ]);
        }
        for row in &self.public {
            table.row([
                row.handler().to_owned(),
                "public".to_owned(),
                row.reason().unwrap_or("anyone").to_owned(),
                format!("{}:{}", row.file(), row.line()),
            ]);
        }
        for row in &self.undecided {
            table.row([
                "undecided".to_owned(),
                "-".to_owned(),
                "-".to_owned(),
                format!("{}:{}", row.file(), row.line()),
            ]);
        }
        table
    }
}

/// Returns who passes.
fn who(row: &Guarded) -> String {
    let role = match row.role() {
        None if row.optional() => return "anyone".to_owned(),
        role => role.unwrap_or("any user"),
    };
    if row.optional() {
        format!("{role}, or no credentials")
    } else if row.anonymous() {
        format!("{role}, or anonymous")
    } else {
        role.to_owned()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for AccessMatrix {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeSeq;

        let mut list = serializer.serialize_seq(None)?;
        self.rows
            .iter()
            .try_for_each(|row| list.serialize_element(row))?;
        self.public
            .iter()
            .try_for_each(|row| list.serialize_element(row))?;
        self.undecided
            .iter()
            .try_for_each(|row| list.serialize_element(row))?;
        list.end()
    }
}

impl fmt::Display for AccessMatrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.table().text(f)
    }
}

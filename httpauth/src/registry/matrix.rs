//! The access matrix: every guarded handler of the program with its rule.

use std::fmt;

use super::{Registry, Table};

/// A guarded handler, or a policy: where it stands, which auth object guards it and whom its rule lets in.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Guarded {
    handler: &'static str,
    #[cfg_attr(feature = "serde", serde(serialize_with = "object"))]
    auth: &'static Registry,
    role: Option<&'static str>,
    optional: bool,
    file: &'static str,
    line: u32,
}

impl Guarded {
    #[doc(hidden)]
    pub const fn new(
        handler: &'static str,
        auth: &'static Registry,
        (role, optional): (Option<&'static str>, bool),
        (file, line): (&'static str, u32),
    ) -> Self {
        Self {
            handler,
            auth,
            role,
            optional,
            file,
            line,
        }
    }

    /// The path of the handler, or of the policy's struct.
    pub const fn handler(&self) -> &'static str {
        self.handler
    }

    /// The registry of the auth object that guards it.
    pub const fn auth(&self) -> &'static Registry {
        self.auth
    }

    /// The role rule as it was written, `None` if any user may pass.
    pub const fn role(&self) -> Option<&'static str> {
        self.role
    }

    /// Whether requests without credentials pass.
    pub const fn optional(&self) -> bool {
        self.optional
    }

    /// The source file that the attribute stands in, as the compiler names it.
    pub const fn file(&self) -> &'static str {
        self.file
    }

    /// The line of the attribute, from 1.
    pub const fn line(&self) -> u32 {
        self.line
    }
}

#[cfg(feature = "serde")]
fn object<S: serde::Serializer>(auth: &Registry, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(auth.object())
}

inventory::collect!(Guarded);

/// Every guarded handler and policy of the program, by path.
///
/// `Display` prints a table; [`markdown`](Self::markdown) prints it for a document; with the feature `serde` it
/// serializes as a list of objects.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct AccessMatrix {
    rows: Vec<&'static Guarded>,
}

/// Lists every guarded handler and policy that is linked into the program, in the order of their paths.
///
/// Made for a snapshot test that shows in review who may newly call what.
///
/// # Security
///
/// A linker leaves out what nothing refers to, so a handler of a crate that the program does not use is not listed.
/// Nothing that decides access reads this list.
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
    rows.sort_by_key(|row| (row.handler, row.file, row.line));
    AccessMatrix { rows }
}

impl AccessMatrix {
    /// The rows, in the order of the handlers' paths.
    pub fn rows(&self) -> &[&'static Guarded] {
        &self.rows
    }

    /// The matrix as a Markdown table.
    pub fn markdown(&self) -> String {
        let mut text = String::new();
        // Writing to a `String` cannot fail.
        let _ = self.table().markdown(&mut text);
        text
    }

    fn table(&self) -> Table<4> {
        let mut table = Table::new(["handler", "auth", "role", "at"]);
        for row in &self.rows {
            let role = match (row.role, row.optional) {
                (Some(role), false) => role.to_owned(),
                (Some(role), true) => format!("{role}, or no credentials"),
                (None, false) => "any user".to_owned(),
                (None, true) => "anyone".to_owned(),
            };
            table.row([
                row.handler.to_owned(),
                row.auth.object().to_owned(),
                role,
                format!("{}:{}", row.file, row.line),
            ]);
        }
        table
    }
}

impl fmt::Display for AccessMatrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.table().text(f)
    }
}

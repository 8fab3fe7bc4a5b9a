//! The walk over all operations of a document, as nobody, with wrong credentials, and as users.

mod caller;
mod expected;
mod report;
mod request;
mod sample;
mod wrong;

use std::collections::BTreeMap;
use std::fmt;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::response::Response;
use serde_json::Value;
use tower_service::Service;
use utoipa::openapi::OpenApi;

use super::layer::LoginLayer;
use crate::authenticator::{Authenticator, UserOf};
use crate::guard::Publish;
use crate::openapi::{Decided, Operations, Place};
use crate::registry::access_matrix;

use caller::{User, of_nobody};
use expected::{Cell, Expected};
pub use report::Report;
use request::Requests;

/// Calls every operation of the document as nobody, with wrong credentials, and as the users that are added.
///
/// The rules are those of the access matrix, so a walk shows that each operation is answered as the guard of its handler
/// says. It finds what the document alone does not tell: a route without its guard, a handler of another name, a layer
/// that lets everybody in.
///
/// | caller | operation | answer |
/// |---|---|---|
/// | nobody | guarded | 401 with a challenge |
/// | nobody | guarded with `optional`, or public | neither 401 nor 403 |
/// | nobody | without a handler in the matrix | 401 with a challenge, of a layer's guard |
/// | wrong credentials, of each scheme | guarded | 401 with a challenge |
/// | a user who lacks the roles | guarded | 403 or 404 |
/// | a user who has them | guarded | neither 401 nor 403, nor an error of the server |
/// | a user who has them, where the rule has a permission | guarded | anything but 401 |
/// | a user of another auth object | guarded | 401 with a challenge |
///
/// A user who may call an operation may get a 404 if another one did not, as after a `DELETE`. Bodies and parameters are
/// made from the schemas, or are the examples of the document. They need not be what the handler wants: an answer 400 or
/// 422 is one that the guard has let through.
///
/// Wrong credentials are of another username for each operation, so that a throttle by username lets them pass. One by
/// address counts them together.
///
/// # Security
///
/// The requests do what they say, so walk over an application with data of the test. Reads come first, and deletions last.
///
/// The walk shows what the rules do and not that they are right. That is for a snapshot of the
/// [`access_matrix`](crate::registry::access_matrix).
///
/// # Example
///
/// ```standalone_crate
/// use axum::Router;
/// use axum::http::header::AUTHORIZATION;
/// use axum::routing::get;
/// use httpauth::{basic_auth, get_user_roles, login_required, public, testing, verify_password};
/// use utoipa::OpenApi;
///
/// #[basic_auth]
/// struct Auth;
///
/// #[verify_password]
/// fn verify_password(username: &str, password: &str) -> bool {
///     password == "hello"
/// }
///
/// #[get_user_roles]
/// fn get_user_roles(username: &str) -> &'static str {
///     if username == "susan" { "admin" } else { "user" }
/// }
///
/// #[utoipa::path(get, path = "/", responses((status = 200)))]
/// #[public]
/// async fn index() {}
///
/// #[utoipa::path(get, path = "/users", responses((status = 200)))]
/// #[login_required(role = "admin")]
/// async fn users() {}
///
/// #[derive(OpenApi)]
/// #[openapi(paths(index, users))]
/// struct Api;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let app = Router::new().route("/", get(index)).route("/users", get(users));
/// let openapi = Api::openapi();
/// let report = testing::walk(&app, &openapi)
///     .as_user(Auth, "john", ["user"], |request| {
///         request.headers_mut().insert(AUTHORIZATION, testing::basic("john", "hello"));
///     })
///     .logged_in("susan", ["admin"], testing::login(Auth, "susan".to_owned()))
///     .run()
///     .await;
/// println!("{report}");
/// # #[cfg(not(miri))]
/// report.assert_holds();
/// # }
/// ```
pub fn walk<'a>(app: &'a Router, openapi: &'a OpenApi) -> Walk<'a> {
    Walk {
        app,
        openapi,
        users: Vec::new(),
        parameters: BTreeMap::new(),
        bodies: BTreeMap::new(),
    }
}

/// A walk before it begins, made by [`walk`].
#[must_use = "nothing is called before `run`"]
pub struct Walk<'a> {
    app: &'a Router,
    openapi: &'a OpenApi,
    users: Vec<User>,
    parameters: BTreeMap<String, String>,
    bodies: BTreeMap<String, Value>,
}

impl Walk<'_> {
    /// Adds a user with credentials, which `credentials` sets in each request.
    ///
    /// The auth object is that of the credentials, which is the member of a `#[multi_auth]` object. The roles are all that
    /// the user has, by the names in [`Alternative::roles`](crate::registry::Alternative::roles).
    pub fn as_user<A: Authenticator, R: Into<String>>(
        mut self,
        _: A,
        name: impl Into<String>,
        roles: impl IntoIterator<Item = R>,
        credentials: impl Fn(&mut Request<Body>) + Send + Sync + 'static,
    ) -> Self {
        let app = self.app.clone();
        let user = User::new::<A>(name.into(), collect(roles), app, Box::new(credentials));
        self.users.push(user);
        self
    }

    /// Adds a user whom [`login`](super::login) logs in, without credentials.
    pub fn logged_in<A, R>(
        mut self,
        name: impl Into<String>,
        roles: impl IntoIterator<Item = R>,
        login: LoginLayer<A>,
    ) -> Self
    where
        A: Authenticator,
        R: Into<String>,
        UserOf<A>: Publish,
    {
        let app = self.app.clone().layer(login);
        let user = User::new::<A>(name.into(), collect(roles), app, Box::new(|_| {}));
        self.users.push(user);
        self
    }

    /// Sets the value of the parameters of this name, such as the id of something that exists.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.insert(name.into(), value.into());
        self
    }

    /// Sets the body of the operation with this id, for a handler whose schema does not tell what it wants.
    pub fn body(mut self, operation_id: impl Into<String>, body: impl Into<Value>) -> Self {
        self.bodies.insert(operation_id.into(), body.into());
        self
    }

    /// Calls all operations, one after the other.
    pub async fn run(self) -> Report {
        let operations = match Operations::of(self.openapi, &access_matrix()) {
            Ok(operations) => operations,
            Err(conflicts) => return Report::of_conflicts(&conflicts),
        };
        let mut decided = operations.decided;
        decided.sort_by_key(|(place, _)| request::order(&place.method));
        let requests = Requests::new(self.openapi, &self.parameters, &self.bodies);
        let mut report = Report::new(self.users.iter().map(User::name));
        for (number, (place, decided)) in decided.iter().enumerate() {
            match self.row(number, place, *decided, &requests).await {
                Some(row) => report.add(place, *decided, row),
                None => report.add_uncallable(place),
            }
        }
        report
    }

    /// Calls one operation as each caller. Returns `None` if there is no request that calls it.
    async fn row(
        &self,
        number: usize,
        place: &Place,
        decided: Option<Decided>,
        requests: &Requests<'_>,
    ) -> Option<Vec<Cell>> {
        let (nobody, headers) = self.nobody(place, decided, requests).await?;
        let wrong = match decided {
            Some(Decided::Guarded(row)) => {
                let credentials = wrong::credentials(row.auth(), number);
                let mut cells = Vec::new();
                for wrong in credentials {
                    let mut request = requests.of(place)?;
                    if wrong.set(&mut request, &headers) {
                        let response = call(self.app, request).await;
                        cells.push(Cell::new(Expected::Refused, &response));
                    }
                }
                Cell::worst(cells)
            }
            _ => Cell::Skipped,
        };
        let mut row = vec![nobody, wrong];
        for user in &self.users {
            row.push(match user.expected(decided) {
                Some(expected) => {
                    let mut request = requests.of(place)?;
                    (user.credentials)(&mut request);
                    Cell::new(expected, &call(&user.app, request).await)
                }
                None => Cell::Skipped,
            });
        }
        Some(row)
    }

    /// Calls the operation as nobody. Returns the fields of the answer too, in which the challenges are.
    async fn nobody(
        &self,
        place: &Place,
        decided: Option<Decided>,
        requests: &Requests<'_>,
    ) -> Option<(Cell, axum::http::HeaderMap)> {
        let response = call(self.app, requests.of(place)?).await;
        let cell = Cell::new(of_nobody(decided), &response);
        Some((cell, response.headers().clone()))
    }
}

// utoipa's types have no `Debug` without its feature `debug`.
impl fmt::Debug for Walk<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Walk")
            .field("users", &self.users)
            .field("parameters", &self.parameters)
            .finish_non_exhaustive()
    }
}

fn collect<R: Into<String>>(roles: impl IntoIterator<Item = R>) -> Vec<String> {
    roles.into_iter().map(Into::into).collect()
}

/// Sends the request to a router, which is always ready.
async fn call(app: &Router, request: Request<Body>) -> Response {
    let mut app = app.clone();
    match app.call(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

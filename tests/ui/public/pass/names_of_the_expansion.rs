// Functions called as the variables of the expansion are, and everything by way of `macro_rules!`.
#![deny(warnings)]

use axum::http::Method;
use httpauth::public;
use httpauth::routing::{Router, get};

macro_rules! declare {
    ($name:ident, $ty:ty, $reason:literal) => {
        #[public(reason = $reason)]
        async fn $name(response: $ty, body: String) -> String {
            format!("{response}{body}")
        }
    };
}

declare!(response, Method, "macro_rules");

#[public]
async fn argument0(parts: Method) -> String {
    parts.to_string()
}

#[public]
async fn public_handler(Option(first): Option, second: Method) -> String {
    format!("{first}{second}")
}

// Names of the prelude may be other things here.
#[allow(non_camel_case_types, dead_code)]
struct Some;

struct Option(Method);

impl<S: Sync> axum::extract::FromRequestParts<S> for Option {
    type Rejection = ();

    async fn from_request_parts(parts: &mut axum::http::request::Parts, _: &S) -> Result<Self, ()> {
        Ok(Self(parts.method.clone()))
    }
}

#[test]
fn compiles() {
    let _app: Router = Router::new().route("/", get(response).post(argument0).put(public_handler));
}

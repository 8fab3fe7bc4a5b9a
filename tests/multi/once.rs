//! One authentication a request, through multi objects and their members. Each member's grant is its own.

use axum::routing::any;
use httpauth::{CurrentUser, Reason, guard, login_required};
use httpauth_tests::digest::{Challenge, Credentials, info};
use httpauth_tests::{Call, Seen};

use crate::apps::{App, AppState, Auth, Basic, Digest, HumansFirst, Key, Nested};

#[login_required(auth = Basic)]
async fn basic(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = Digest)]
async fn digest(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = Nested, role = "machine")]
struct MachinesOnly;

/// The layers that a request passes, outermost last.
#[derive(Clone, Copy, Debug)]
enum Layer {
    Auth,
    AuthTwice,
    Basic,
    Digest,
    Key,
    Nested,
    HumansFirst,
    MachinesOnly,
}

fn app(layer: Layer) -> App {
    let App { router, seen } = App::new();
    let state = AppState { seen: seen.clone() };
    let routes = axum::Router::new()
        .route("/basic", any(basic))
        .route("/digest", any(digest));
    let router = router.merge(routes.with_state(state.clone()));
    let router = match layer {
        Layer::Auth => router.layer(guard(Auth).with_state(state)),
        Layer::AuthTwice => router
            .layer(guard(Auth).with_state(state.clone()))
            .layer(guard(Auth).with_state(state)),
        Layer::Basic => router.layer(guard(Basic).with_state(state)),
        Layer::Digest => router.layer(guard(Digest).with_state(state)),
        Layer::Key => router.layer(guard(Key).with_state(state)),
        Layer::Nested => router.layer(guard(Nested).with_state(state)),
        Layer::HumansFirst => router.layer(guard(HumansFirst).with_state(state)),
        Layer::MachinesOnly => router.layer(guard(MachinesOnly).with_state(state)),
    };
    App { router, seen }
}

/// The member that judged the credentials is not asked again, by whatever objects it is reached.
#[tokio::test]
async fn a_member_is_asked_once() {
    let john = |path| Call::get(path).basic("john", "hello");
    let bearer = |path| Call::get(path).bearer("of-john");
    let key = |path| Call::get(path).header("x-api-key", "of-john");
    let (basic, token) = (vec!["basic john"], vec!["token of-john"]);
    let humans = vec!["basic john", "roles of humans"];
    let machines = vec!["token of-john", "roles of machines"];
    let machines_twice = [machines.clone(), vec!["roles of machines"]].concat();
    for (layer, call, saw) in [
        // An object twice.
        (Layer::Auth, john("/"), &basic),
        (Layer::Auth, bearer("/"), &token),
        (Layer::Auth, key("/"), &token),
        (Layer::AuthTwice, john("/optional"), &basic),
        (Layer::Auth, john("/admin"), &humans),
        // The multi object is outside and its member inside, and the other way around.
        (Layer::Auth, john("/basic"), &basic),
        (Layer::Nested, john("/basic"), &basic),
        (Layer::Basic, john("/"), &basic),
        (Layer::Basic, john("/nested"), &basic),
        (Layer::Basic, john("/admin"), &humans),
        (Layer::Key, key("/"), &token),
        (Layer::Key, key("/nested"), &token),
        (Layer::Key, key("/nested/machine"), &machines),
        // Two multi objects, whose members have other numbers.
        (Layer::Auth, john("/nested"), &basic),
        (Layer::Auth, bearer("/nested"), &token),
        (Layer::Auth, key("/nested/machine"), &machines),
        (Layer::Nested, john("/admin"), &humans),
        (Layer::Nested, key("/"), &token),
        (Layer::HumansFirst, bearer("/nested/machine"), &machines),
        (Layer::MachinesOnly, key("/nested/machine"), &machines_twice),
        (Layer::MachinesOnly, bearer("/"), &machines),
    ] {
        let text = format!("{layer:?} {call:?}");
        let app = app(layer);
        let answer = call.send(&app.router).await;
        assert_eq!(
            (answer.body.as_str(), &app.seen.take()),
            ("Hello, john!", &strings(saw)),
            "{text}"
        );
    }
}

fn strings(saw: &[&str]) -> Vec<String> {
    saw.iter().map(|call| (*call).to_owned()).collect()
}

/// Roles are those of the member that judged the credentials, outside as inside.
#[tokio::test]
async fn the_roles_are_asked_of_the_member_that_was_remembered() {
    let app = app(Layer::Auth);
    let call = Call::get("/admin").header("x-api-key", "of-john");
    let answer = app
        .send(call, &["token of-john", "roles of machines"])
        .await;
    answer.assert_error(Reason::Forbidden, &[crate::apps::KEY]);
    let call = Call::get("/nested/machine").basic("john", "hello");
    let answer = app.send(call, &["basic john", "roles of humans"]).await;
    answer.assert_error(Reason::Forbidden, &[crate::apps::BASIC]);
}

/// Each object lets its own first member decide about a request with the credentials of two members.
#[tokio::test]
async fn another_members_grant_is_not_taken() {
    let both = |path| {
        let call = Call::get(path).basic("john", "hello");
        call.header("x-api-key", "of-mary")
    };
    for (layer, path, saw, user) in [
        (
            Layer::Key,
            "/basic",
            ["token of-mary", "basic john"],
            "john",
        ),
        (
            Layer::Basic,
            "/nested",
            ["basic john", "token of-mary"],
            "mary",
        ),
        (
            Layer::HumansFirst,
            "/nested",
            ["basic john", "token of-mary"],
            "mary",
        ),
        (
            Layer::Nested,
            "/basic",
            ["token of-mary", "basic john"],
            "john",
        ),
    ] {
        let answer = app(layer).send(both(path), &saw).await;
        answer.assert_ok(&format!("Hello, {user}!"));
    }
    let wrong = both("/nested").header("x-api-key", "of-mary");
    let answer = app(Layer::Basic).send(wrong, &["basic john"]).await;
    answer.assert_error(Reason::Repeated, &[crate::apps::KEY]);
}

/// A multi object and its member are one object for a nonce's count.
#[tokio::test]
async fn a_nonce_count_is_claimed_once() {
    for (layer, path) in [
        (Layer::Auth, "/"),
        (Layer::AuthTwice, "/"),
        (Layer::Auth, "/digest"),
        (Layer::Digest, "/"),
        (Layer::Digest, "/digest"),
        (Layer::Digest, "/admin"),
    ] {
        let App { router, seen } = app(layer);
        let challenge = Challenge::of(&Call::get(path).send(&router).await, "SHA-256");
        let john = Credentials::new(&challenge, "john", "hello", path);
        let call = || Call::get(path).authorization(john.header());
        let answer = call().send(&router).await;
        answer.assert_ok("Hello, john!");
        assert_eq!(info(&answer, "rspauth"), Some(john.rspauth()));
        assert_eq!(digests(&seen), 1, "{layer:?} {path}");
        let answer = call().send(&router).await;
        answer.assert_error(Reason::Replayed, &answer.challenges());
    }
}

/// Returns how often the password was asked for.
fn digests(seen: &Seen) -> usize {
    let calls = seen.take();
    calls.iter().filter(|call| *call == "digest john").count()
}

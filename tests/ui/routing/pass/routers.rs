//! Every way into a router that is decided about, and the ways out.
#![deny(warnings)]

use axum::extract::{FromRef, State};
use httpauth::routing::{MethodFilter, MethodRouter, Router, any, get, get_service, on, post};
use httpauth::{CurrentUser, basic_auth, guard, login_required, public, verify_password};
use tower::Layer;
use tower::layer::util::Identity;
use tower_http::services::ServeDir;

#[basic_auth(state = AppState)]
struct Auth;

#[derive(Clone)]
struct AppState;

#[derive(Clone)]
struct Whole(AppState);

impl FromRef<Whole> for AppState {
    fn from_ref(whole: &Whole) -> Self {
        whole.0.clone()
    }
}

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[login_required]
async fn index(user: CurrentUser<String>, _: State<AppState>) -> String {
    user.0
}

#[public]
async fn open(_: State<AppState>) {}

async fn undecided() {}

fn assets() -> ServeDir {
    ServeDir::new("assets")
}

fn app() -> Router {
    let guarded = guard(Auth).with_state(AppState);
    let part: Router<Whole> = Router::new()
        .route(
            "/",
            get(index).post(open).merge(MethodRouter::new().put(index)),
        )
        .route(
            "/on",
            on(
                MethodFilter::GET,
                axum::handler::Handler::layer(open, Identity::new()),
            ),
        )
        .route("/any", any(index).layer(Identity::new()))
        .route("/service", get_service(guarded.layer(assets())).post(open))
        .route(
            "/guarded",
            MethodRouter::guarded(guarded.clone(), axum::routing::get(undecided)),
        )
        .route_service("/other", guarded.layer(assets()))
        .nest_service("/assets", guarded.layer(assets()));
    Router::new()
        .nest("/part", part.with_state(Whole(AppState)))
        .merge(Router::guarded(
            guarded.clone(),
            axum::Router::new().nest_service("/more", assets()),
        ))
        .undecided(|router| router.route("/undecided", axum::routing::get(undecided)))
        .route("/", post(open))
        .fallback(open)
        .method_not_allowed_fallback(index)
        .layer(guarded)
        .with_state(AppState)
}

#[test]
fn compiles() {
    let _axum: axum::Router = app().into();
    let _make_service = app().into_make_service();
    let _methods: axum::routing::MethodRouter<AppState> = get(index).into();
    let _served = async |listener: tokio::net::TcpListener| axum::serve(listener, app()).await;
}

use axum::http::Method;
use httpauth::public;

#[public]
async fn reference(_: &Method) {}

#[public]
async fn too_many(
    _: (), _: (), _: (), _: (), _: (), _: (), _: (), _: (), _: (), _: (), _: (), _: (), _: (), _: (), _: (), _: (), _: (),
) {
}

fn main() {}

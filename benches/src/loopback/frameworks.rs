//! The servers of other frameworks of Rust, with the same users and the same answer.

use actix_web::{App, HttpResponse, HttpServer, web};
use actix_web_httpauth::extractors::basic::BasicAuth;
use actix_web_httpauth::extractors::bearer::BearerAuth;
use poem::endpoint::make_sync;
use poem::http::StatusCode;
use poem::listener::{Acceptor, Listener, TcpListener};
use poem::web::headers::authorization::Basic;
use poem::web::headers::{Authorization, HeaderMapExt};
use poem::{Request, Route};

use crate::route::{body, by_password, by_token};
use crate::{Outcome, runtime};

/// Serves actix-web, with the guard that the name has.
pub(super) fn serve_actix(name: &str) -> Outcome<()> {
    async fn by_basic(sent: BasicAuth) -> HttpResponse {
        answer(by_password(sent.user_id(), sent.password().unwrap_or_default()).is_some())
    }
    async fn by_bearer(sent: BearerAuth) -> HttpResponse {
        answer(by_token(sent.token()).is_some())
    }
    async fn bare() -> HttpResponse {
        answer(true)
    }
    let route = match name {
        "actix-basic" => || web::get().to(by_basic),
        "actix-bearer" => || web::get().to(by_bearer),
        _ => || web::get().to(bare),
    };
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || App::new().route("/", route()));
        let server = server.workers(1).bind("127.0.0.1:0")?;
        for address in server.addrs() {
            println!("{address}");
        }
        Ok(server.run().await?)
    })
}

fn answer(known: bool) -> HttpResponse {
    if known {
        HttpResponse::Ok().body(body(1))
    } else {
        HttpResponse::Unauthorized().finish()
    }
}

fn poem_basic(request: Request) -> poem::Result<String> {
    let sent = request.headers().typed_get::<Authorization<Basic>>();
    let known = sent.is_some_and(|sent| by_password(sent.username(), sent.password()).is_some());
    if !known {
        return Err(StatusCode::UNAUTHORIZED.into());
    }
    Ok(body(1))
}

/// Serves poem, with the guard that the name has.
pub(super) fn serve_poem(name: &str) -> Outcome<()> {
    let route = match name {
        "poem-basic" => Route::new().at("/", poem::get(make_sync(poem_basic))),
        _ => Route::new().at("/", poem::get(make_sync(|_| body(1)))),
    };
    runtime()?.block_on(async {
        let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await?;
        for address in acceptor.local_addr() {
            let address = address.as_socket_addr().ok_or("no address of a socket")?;
            println!("{address}");
        }
        Ok(poem::Server::new_with_acceptor(acceptor).run(route).await?)
    })
}

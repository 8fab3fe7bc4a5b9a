//! Proxies that strip a prefix without a word, before an application that knows the prefix.

use axum::http::Uri;
use axum::routing::any;

use super::curl::curl;
use super::proxies::{ENVOY, Kind, TRAEFIK, is_there};
use super::*;

#[digest_auth(algorithm = "SHA-256", target = forwarded)]
struct Stripped;

/// Puts the prefix before the request's own target, and believes no field.
#[forwarded_target(auth = Stripped)]
fn target(
    method: Method,
    OriginalUri(uri): OriginalUri,
) -> Result<Option<ForwardedTarget>, ForwardedTargetError> {
    let target = uri.path_and_query().map_or("", PathAndQuery::as_str);
    ForwardedTarget::new(method.as_str(), format!("/app{target}")).map(Some)
}

#[get_password(auth = Stripped)]
fn get_password(username: &str) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

#[login_required(auth = Stripped)]
async fn page(method: Method, OriginalUri(uri): OriginalUri) -> String {
    format!("{method} {uri}")
}

/// Returns the fields that might tell the prefix, the target or the client.
async fn told(uri: Uri, fields: HeaderMap) -> String {
    let names = ["x-forwarded-prefix", "x-envoy-original-path", "x-real-ip"];
    let values = |name| fields.get_all(name).iter().collect::<Vec<_>>();
    format!("{uri} {:?}", names.map(values))
}

/// Starts a proxy that passes `/open` on, and what is under `/app/` without the prefix.
async fn start(kind: &'static Kind) -> Option<proxies::Running> {
    if !is_there("curl").await {
        return None;
    }
    let routes = Router::new()
        .route("/open", any(told))
        .route("/told", any(told))
        .fallback(page);
    let application = serve(routes).await;
    kind.start(application, application).await
}

const FORGED: [&str; 6] = [
    "--header",
    "X-Forwarded-Prefix: /forged",
    "--header",
    "X-Envoy-Original-Path: /forged",
    "--header",
    "X-Real-IP: 192.0.2.1",
];

/// Checks that Digest works, and which fields the application gets where the prefix is stripped, and where not.
async fn check(kind: &'static Kind, expected: [&str; 2]) {
    let Some(proxy) = start(kind).await else {
        return;
    };
    for method in ["GET", "PUT"] {
        for (user, expected) in [
            ("john:hello", format!("{method} /a%20b?c=%7e//")),
            ("john:hullo", "Unauthorized Access".to_owned()),
        ] {
            let url = format!("http://{}/app/a%20b?c=%7e//", proxy.address);
            let digest = ["--digest", "--user", user, "--request", method];
            let answer = curl(&[&digest[..], &FORGED, &[&url]].concat()).await;
            assert_eq!(answer.body, expected);
        }
    }
    for (path, expected) in ["/app/told", "/open"].into_iter().zip(expected) {
        let url = format!("http://{}{path}", proxy.address);
        let answer = curl(&[&FORGED[..], &[&url]].concat()).await;
        assert_eq!(answer.body, expected);
    }
}

const TRAEFIK_STRIPS: Kind = TRAEFIK.with(&[
    ("traefik.yml", include_str!("../../proxies/traefik.yml")),
    ("dynamic.yml", TRAEFIK_ROUTES),
]);

const TRAEFIK_ROUTES: &str = r"
http:
  routers:
    open: { rule: Path(`/open`), service: app }
    app: { rule: PathPrefix(`/app/`), middlewares: [strip], service: app }
  middlewares:
    unnamed: { headers: { customRequestHeaders: { X-Remote-User: '' } } }
    strip: { stripPrefix: { prefixes: [/app] } }
  services:
    app: { loadBalancer: { servers: [{ url: http://127.0.0.1:4000 }] } }
";

const ENVOY_STRIPS: Kind = ENVOY.with(&[("envoy.yaml", ENVOY_ROUTES)]);

const ENVOY_ROUTES: &str = r#"
static_resources:
  listeners:
    - address: { socket_address: { address: 127.0.0.1, port_value: 8080 } }
      filter_chains:
        - filters:
            - name: site
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                stat_prefix: site
                route_config:
                  virtual_hosts:
                    - name: site
                      domains: ["*"]
                      request_headers_to_add:
                        - header: { key: x-real-ip, value: "%DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT%" }
                          append_action: OVERWRITE_IF_EXISTS_OR_ADD
                      routes:
                        - match: { path: /open }
                          route: { cluster: app }
                        - match: { prefix: /app/ }
                          route: { cluster: app, prefix_rewrite: / }
                http_filters:
                  - name: router
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
  clusters:
    - name: app
      load_assignment:
        cluster_name: app
        endpoints: [{ lb_endpoints: [{ endpoint: { address: { socket_address: { address: 127.0.0.1, port_value: 4000 } } } }] }]
"#;

#[tokio::test(flavor = "multi_thread")]
async fn traefik_tells_the_prefix_alone() {
    let expected = [
        r#"/told [["/app"], ["/forged"], ["127.0.0.1"]]"#,
        r#"/open [[], ["/forged"], ["127.0.0.1"]]"#,
    ];
    check(&TRAEFIK_STRIPS, expected).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn envoy_tells_the_target_where_it_strips() {
    let expected = [
        r#"/told [["/forged"], ["/app/told"], ["127.0.0.1"]]"#,
        r#"/open [["/forged"], ["/forged"], ["127.0.0.1"]]"#,
    ];
    check(&ENVOY_STRIPS, expected).await;
}

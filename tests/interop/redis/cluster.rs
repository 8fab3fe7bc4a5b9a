//! A Redis Cluster of three nodes, each with a replica.

use std::process::Command;
use std::time::Duration;

use axum::http::StatusCode;
use httpauth::Reason;
use redis::cluster::ClusterClient;
use tokio::time::timeout;

use super::server::Server;
use super::{app, john, refused, send, store};

/// Starts six nodes and makes a cluster of them, in which three follow the others.
async fn start() -> Option<Vec<Server>> {
    let mut nodes = Vec::new();
    for _ in 0..6 {
        let args = [
            "--save",
            "",
            "--cluster-enabled",
            "yes",
            "--cluster-node-timeout",
            "1000",
        ];
        nodes.push(Server::start_with(&args).await?);
    }
    let addresses = nodes.iter().map(|node| format!("127.0.0.1:{}", node.port));
    let output = Command::new("redis-cli")
        .args([
            "--cluster",
            "create",
            "--cluster-replicas",
            "1",
            "--cluster-yes",
        ])
        .args(addresses)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    for node in &nodes {
        node.until("replication", "role:").await;
        until_ok(node).await;
    }
    Some(nodes)
}

async fn until_ok(node: &Server) {
    let mut connection = node.connect().await;
    let mut is_ok = async || {
        let mut command = redis::cmd("CLUSTER");
        let info: String = command
            .arg("INFO")
            .query_async(&mut connection)
            .await
            .unwrap();
        info.contains("cluster_state:ok")
    };
    while !is_ok().await {
        tokio::task::yield_now().await;
    }
}

/// A cluster answers as one server does. When the node of the nonces is killed, its replica takes over, for which all
/// nonces of before are stale.
#[tokio::test]
async fn a_cluster_whose_node_is_killed() {
    let Some(mut nodes) = start().await else {
        return;
    };
    let urls: Vec<_> = nodes.iter().map(Server::url).collect();
    let client = ClusterClient::new(urls).unwrap();
    let apps = [
        app(store(client.get_async_connection().await.unwrap())),
        app(store(client.get_async_connection().await.unwrap())),
    ];
    let first = john(&apps[0], "/").await;
    send(&apps[0], "/", &first).await;
    let before = john(&apps[0], "/").await;
    for (app, nc) in [(0, 1), (1, 3), (0, 2)] {
        send(&apps[app], "/", &before.nc(nc)).await.assert_ok("in");
        refused(&apps[1 - app], "/", &before.nc(nc), Reason::Replayed).await;
    }

    let mut owner = None;
    for (number, node) in nodes.iter().enumerate() {
        let replication = node.info("replication").await;
        if replication.contains("role:master") && node.info("keyspace").await.contains("db0:") {
            owner = Some(number);
        }
    }
    nodes[owner.unwrap()].kill().await;
    let nobody = john(&apps[0], "/").await;
    let answers = async {
        while send(&apps[0], "/", &nobody).await.status == StatusCode::SERVICE_UNAVAILABLE {}
    };
    timeout(Duration::from_secs(60), answers).await.unwrap();
    for app in &apps {
        for nc in [1, 2, 3, 4] {
            refused(app, "/", &before.nc(nc), Reason::Stale).await;
        }
        let after = john(app, "/").await;
        send(app, "/", &after).await.assert_ok("in");
        refused(app, "/", &after, Reason::Replayed).await;
    }
}

//! The table of slots. A slot is one row here, and the runtime crate has its trait.

use quote::quote;

use super::expand::{get_password, get_user_roles, verify_password, verify_token};
use super::optional::{
    client_ip, error_handler, forwarded_target, generate, hash_password, resource, verify,
};
use super::parse::{ANONYMOUS, AUTH, CRATE, Options};
use super::slot::{Answer, Inputs, Slot};
use crate::args::Key;

/// The keys that every callback attribute has.
const KEYS: &[Key<Options>] = &[AUTH, CRATE];

pub(crate) const VERIFY_PASSWORD: Slot = Slot {
    name: "verify_password",
    marker: "VerifyPassword",
    signature: "async fn verify_password(username: &str, password: &str) -> Option<User>",
    inputs: Inputs::Text(2, &["username", "password"]),
    answer: Answer::Owned,
    user: Some("async fn verify_password(username: &str, password: &str) -> Option<User>"),
    stand_in: Some(|| quote!(::core::primitive::bool)),
    keys: &[AUTH, ANONYMOUS, CRATE],
    expand: verify_password,
};

pub(crate) const VERIFY_TOKEN: Slot = Slot {
    name: "verify_token",
    marker: "VerifyToken",
    signature: "async fn verify_token(token: &str) -> Option<User>",
    inputs: Inputs::Text(1, &["token"]),
    answer: Answer::Owned,
    user: Some("async fn verify_token(token: &str) -> Option<User>"),
    stand_in: Some(|| quote!(::core::primitive::bool)),
    keys: KEYS,
    expand: verify_token,
};

pub(crate) const GET_PASSWORD: Slot = Slot {
    name: "get_password",
    marker: "GetPassword",
    signature: "async fn get_password(username: &str) -> Option<String>",
    inputs: Inputs::Text(1, &["username"]),
    answer: Answer::Owned,
    user: Some("async fn get_password(username: &str) -> Option<(String, User)>"),
    stand_in: Some(|| quote!(::core::option::Option<&'static ::core::primitive::str>)),
    keys: KEYS,
    expand: get_password,
};

pub(crate) const HASH_PASSWORD: Slot = Slot {
    name: "hash_password",
    marker: "HashPassword",
    signature: "fn hash_password(password: &str) -> String",
    inputs: Inputs::Text(1, &["username", "password"]),
    answer: Answer::Owned,
    user: None,
    stand_in: None,
    keys: KEYS,
    expand: hash_password,
};

pub(crate) const GENERATE_NONCE: Slot = Slot {
    name: "generate_nonce",
    marker: "GenerateNonce",
    signature: "fn generate_nonce() -> String",
    inputs: Inputs::Text(0, &[]),
    answer: Answer::Owned,
    user: None,
    stand_in: None,
    keys: KEYS,
    expand: generate,
};

pub(crate) const VERIFY_NONCE: Slot = Slot {
    name: "verify_nonce",
    marker: "VerifyNonce",
    signature: "fn verify_nonce(nonce: &str) -> bool",
    inputs: Inputs::Text(1, &["value"]),
    answer: Answer::Owned,
    user: Some("fn verify_nonce(nonce: &str) -> bool"),
    stand_in: None,
    keys: KEYS,
    expand: verify,
};

pub(crate) const GENERATE_OPAQUE: Slot = Slot {
    name: "generate_opaque",
    marker: "GenerateOpaque",
    signature: "fn generate_opaque() -> String",
    ..GENERATE_NONCE
};

pub(crate) const VERIFY_OPAQUE: Slot = Slot {
    name: "verify_opaque",
    marker: "VerifyOpaque",
    signature: "fn verify_opaque(opaque: &str) -> bool",
    user: Some("fn verify_opaque(opaque: &str) -> bool"),
    ..VERIFY_NONCE
};

pub(crate) const REALM: Slot = Slot {
    name: "realm",
    marker: "Realm",
    signature: "fn realm(Path(tenant): Path<String>) -> String",
    ..GENERATE_NONCE
};

pub(crate) const PROTECTED_RESOURCE: Slot = Slot {
    name: "protected_resource",
    marker: "ProtectedResource",
    signature: "fn resource() -> ProtectedResource",
    expand: resource,
    ..GENERATE_NONCE
};

pub(crate) const CLIENT_IP: Slot = Slot {
    name: "client_ip",
    marker: "ClientIp",
    signature: "fn client_ip(ConnectInfo(peer): ConnectInfo<SocketAddr>) -> IpAddr",
    expand: client_ip,
    ..GENERATE_NONCE
};

pub(crate) const FORWARDED_TARGET: Slot = Slot {
    name: "forwarded_target",
    marker: "ForwardedTarget",
    signature: "fn forwarded_target(ConnectInfo(peer): ConnectInfo<SocketAddr>, fields: HeaderMap) -> \
                Option<ForwardedTarget>",
    expand: forwarded_target,
    ..GENERATE_NONCE
};

pub(crate) const GET_USER_ROLES: Slot = Slot {
    name: "get_user_roles",
    marker: "GetUserRoles",
    signature: "fn get_user_roles(user: &User) -> Vec<String>",
    inputs: Inputs::User,
    answer: Answer::Borrowed,
    user: None,
    stand_in: Some(|| quote!(&'static [&'static ::core::primitive::str])),
    keys: KEYS,
    expand: get_user_roles,
};

pub(crate) const ERROR_HANDLER: Slot = Slot {
    name: "error_handler",
    marker: "ErrorHandler",
    signature: "fn error_handler(status: StatusCode) -> &'static str",
    inputs: Inputs::Error,
    answer: Answer::Response,
    user: None,
    stand_in: None,
    keys: KEYS,
    expand: error_handler,
};

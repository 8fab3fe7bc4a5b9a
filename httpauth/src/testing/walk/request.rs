//! The requests of operations, made from the document.

use std::collections::BTreeMap;
use std::fmt::Write;

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{HeaderName, HeaderValue, Method, Request, Uri};
use serde_json::Value;
use utoipa::openapi::OpenApi;

use super::sample::Samples;
use crate::openapi::Place;

/// The characters that stand for themselves in the path of a document, which may be encoded already (RFC 3986 section 3.3).
const PATH: &str = "/%:@!$&'()*+,;=";

/// The boundary of bodies of several parts.
const BOUNDARY: &str = "httpauth-walk";

/// Returns the place of the method in a walk, in which reads are first and deletions last.
pub(super) fn order(method: &str) -> u8 {
    match method {
        "GET" | "HEAD" | "OPTIONS" | "QUERY" | "TRACE" => 0,
        "DELETE" => 2,
        _ => 1,
    }
}

/// The maker of requests.
pub(super) struct Requests<'a> {
    samples: Samples,
    parameters: &'a BTreeMap<String, String>,
    bodies: &'a BTreeMap<String, Value>,
}

impl<'a> Requests<'a> {
    pub(super) fn new(
        openapi: &OpenApi,
        parameters: &'a BTreeMap<String, String>,
        bodies: &'a BTreeMap<String, Value>,
    ) -> Self {
        // A document that is not JSON has no operations either.
        let document = serde_json::to_value(openapi).unwrap_or_default();
        Self {
            samples: Samples::new(document),
            parameters,
            bodies,
        }
    }

    /// Makes the request of an operation. What the document does not describe is left out.
    ///
    /// Returns `None` if its method or its path is not one of HTTP.
    pub(super) fn of(&self, place: &Place) -> Option<Request<Body>> {
        let operation = self.samples.operation(&place.path, &place.method);
        let parameters = self.samples.parameters(&place.path, operation);
        let (content_type, body) = self.body(place, operation);
        let mut request = Request::new(Body::from(body));
        *request.method_mut() = Method::try_from(&*place.method).ok()?;
        *request.uri_mut() = self.uri(&place.path, &parameters)?;
        let mut cookies = Vec::new();
        for parameter in parameters.iter().filter(|one| is_required(one)) {
            let (name, value) = self.named(parameter);
            match parameter["in"].as_str() {
                Some("header") => {
                    if let (Ok(name), Ok(value)) =
                        (HeaderName::try_from(name), HeaderValue::try_from(value))
                    {
                        request.headers_mut().insert(name, value);
                    }
                }
                Some("cookie") => cookies.push(format!("{name}={}", encoded(&value, ""))),
                _ => {}
            }
        }
        if let (false, Ok(value)) = (
            cookies.is_empty(),
            HeaderValue::try_from(cookies.join("; ")),
        ) {
            request.headers_mut().insert(COOKIE, value);
        }
        if let Some(Ok(value)) = content_type.map(HeaderValue::try_from) {
            request.headers_mut().insert(CONTENT_TYPE, value);
        }
        Some(request)
    }

    /// Returns the path with its parameters, and the query. `None` if the path does not begin with a slash (OpenAPI 3.1
    /// section 4.8.8), or is too long.
    fn uri(&self, template: &str, parameters: &[&Value]) -> Option<Uri> {
        let mut path = String::new();
        let mut rest = template;
        while let Some((before, (name, after))) = rest
            .split_once('{')
            .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            path.push_str(&encoded(before, PATH));
            let kept = if name.starts_with('*') { "/" } else { "" };
            let value = self.path_parameter(name.trim_start_matches('*'), parameters);
            path.push_str(&encoded(&value, kept));
            rest = after;
        }
        path.push_str(&encoded(rest, PATH));
        let query = parameters
            .iter()
            .filter(|one| one["in"] == "query" && is_required(one));
        let query: Vec<String> = query
            .map(|one| {
                let (name, value) = self.named(one);
                format!("{}={}", encoded(&name, ""), encoded(&value, ""))
            })
            .collect();
        if !query.is_empty() {
            path.push('?');
            path.push_str(&query.join("&"));
        }
        let is_path = path.starts_with('/');
        is_path.then(|| Uri::try_from(path).ok()).flatten()
    }

    /// Returns the value of a parameter in the path, which the document may not describe.
    fn path_parameter(&self, name: &str, parameters: &[&Value]) -> String {
        let described = parameters
            .iter()
            .find(|one| one["in"] == "path" && one["name"] == name);
        match (self.parameters.get(name), described) {
            (Some(value), _) => value.clone(),
            (None, Some(parameter)) => self.named(parameter).1,
            (None, None) => "1".to_owned(),
        }
    }

    /// Returns the name of the parameter and its value.
    fn named(&self, parameter: &Value) -> (String, String) {
        let name = parameter["name"].as_str().unwrap_or_default().to_owned();
        let given = self.parameters.get(&name).cloned();
        let value = given.unwrap_or_else(|| plain(&self.samples.of_media(parameter)));
        (name, value)
    }

    /// Returns the type of the body and the body, which is empty if the operation has none.
    fn body(&self, place: &Place, operation: &Value) -> (Option<String>, Vec<u8>) {
        let Some((media_type, media)) = self.samples.content(operation) else {
            return (None, Vec::new());
        };
        let given = place.id.as_ref().and_then(|id| self.bodies.get(id));
        let value = match given {
            Some(value) => value.clone(),
            None => self.samples.of_media(media),
        };
        let body = match media_type {
            "application/x-www-form-urlencoded" => form(&value),
            "multipart/form-data" => {
                let media_type = format!("{media_type}; boundary={BOUNDARY}");
                return (Some(media_type), multipart(&value).into_bytes());
            }
            json if json.contains("json") => value.to_string(),
            _ => plain(&value),
        };
        (Some(media_type.to_owned()), body.into_bytes())
    }
}

/// Returns whether the parameter must be there.
fn is_required(parameter: &Value) -> bool {
    parameter["required"] == true
}

/// Returns a value as a parameter has it. A list is joined by commas.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(","),
        value => value.to_string(),
    }
}

/// Returns the members of an object.
fn members(value: &Value) -> impl Iterator<Item = (&String, String)> {
    let members = value.as_object().into_iter().flatten();
    members.map(|(name, value)| (name, plain(value)))
}

fn form(value: &Value) -> String {
    let pairs = members(value)
        .map(|(name, value)| format!("{}={}", encoded(name, ""), encoded(&value, "")));
    pairs.collect::<Vec<_>>().join("&")
}

/// Returns the members as parts (RFC 7578).
fn multipart(value: &Value) -> String {
    let mut body = String::new();
    for (name, value) in members(value) {
        // Writing to a `String` cannot fail.
        let _ = write!(
            body,
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
    }
    let _ = write!(body, "--{BOUNDARY}--\r\n");
    body
}

/// Encodes what is neither unreserved (RFC 3986 section 2.1) nor one of `kept`.
fn encoded(text: &str, kept: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            byte if kept.as_bytes().contains(&byte) => encoded.push(char::from(byte)),
            // Writing to a `String` cannot fail.
            byte => drop(write!(encoded, "%{byte:02X}")),
        }
    }
    encoded
}

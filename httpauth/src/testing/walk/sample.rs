//! Values that a schema admits, as far as it tells (JSON Schema 2020-12).

use serde_json::{Map, Value, json};

/// The depth at which a schema that contains itself ends.
const DEEPEST: u8 = 12;

/// The maker of values from the schemas of a document.
pub(super) struct Samples {
    document: Value,
}

impl Samples {
    pub(super) fn new(document: Value) -> Self {
        Self { document }
    }

    fn path(&self, path: &str) -> &Value {
        member(member(&self.document, "paths"), path)
    }

    /// Returns the operation, `null` if there is none.
    pub(super) fn operation(&self, path: &str, method: &str) -> &Value {
        let item = self.path(path);
        match item.get(method.to_ascii_lowercase()) {
            Some(operation) => operation,
            None => member(&item["additionalOperations"], method),
        }
    }

    /// Returns the parameters of the operation and of its path.
    pub(super) fn parameters<'a>(&'a self, path: &str, operation: &'a Value) -> Vec<&'a Value> {
        let of_path = &self.path(path)["parameters"];
        let lists = [&operation["parameters"], of_path];
        let parameters = lists.into_iter().filter_map(Value::as_array).flatten();
        parameters
            .map(|parameter| self.resolved(parameter))
            .collect()
    }

    /// Returns the media type and the content of the operation's body, JSON if there is a choice.
    pub(super) fn content<'a>(&'a self, operation: &'a Value) -> Option<(&'a str, &'a Value)> {
        let body = self.resolved(operation.get("requestBody")?);
        let content = body["content"].as_object()?;
        let json = content.iter().find(|(name, _)| name.contains("json"));
        let (name, media) = json.or_else(|| content.iter().next())?;
        Some((name, media))
    }

    /// Returns the example of a parameter or a body, or a value that its schema admits.
    pub(super) fn of_media(&self, media: &Value) -> Value {
        if let Some(example) = media.get("example") {
            return example.clone();
        }
        let examples = media["examples"].as_object();
        let example = examples.and_then(|examples| examples.values().next());
        match example.and_then(|example| self.resolved(example).get("value")) {
            Some(value) => value.clone(),
            None => self.of(&media["schema"], 0),
        }
    }

    /// Follows a `$ref` within the document.
    fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        let pointer = value["$ref"].as_str().and_then(|to| to.strip_prefix('#'));
        match pointer.and_then(|pointer| self.document.pointer(pointer)) {
            Some(target) => target,
            None => value,
        }
    }

    /// Returns a value that the schema admits. `null` if it cannot be told.
    fn of(&self, schema: &Value, depth: u8) -> Value {
        let schema = self.resolved(schema);
        if depth > DEEPEST {
            return Value::Null;
        }
        if let Some(value) = given(schema) {
            return value.clone();
        }
        if let Some(parts) = schema["allOf"].as_array() {
            return self.all(schema, parts, depth);
        }
        for choice in ["oneOf", "anyOf"] {
            let mut choices = member(schema, choice).as_array().into_iter().flatten();
            if let Some(one) = choices.find(|one| self.resolved(one)["type"] != "null") {
                return self.of(one, depth + 1);
            }
        }
        match kind(schema) {
            "object" => self.object(schema, depth),
            "array" => {
                let least = schema["minItems"].as_u64().unwrap_or(1).clamp(1, 100);
                let item = self.of(&schema["items"], depth + 1);
                (0..least).map(|_| item.clone()).collect()
            }
            "string" => text(schema).into(),
            "integer" => integer(schema),
            "number" => schema["minimum"].as_f64().unwrap_or(1.0).into(),
            "boolean" => true.into(),
            _ => Value::Null,
        }
    }

    /// Returns the members that must be there.
    fn object(&self, schema: &Value, depth: u8) -> Value {
        let required = schema["required"].as_array().into_iter().flatten();
        let members = required.filter_map(Value::as_str).map(|name| {
            let value = self.of(member(&schema["properties"], name), depth + 1);
            (name.to_owned(), value)
        });
        Value::Object(members.collect())
    }

    /// Returns the members of all parts, and the schema's own.
    fn all(&self, schema: &Value, parts: &[Value], depth: u8) -> Value {
        let parts = parts.iter().map(|part| self.of(part, depth + 1));
        let own = std::iter::once(self.object(schema, depth));
        let mut members = Map::new();
        for value in parts.chain(own) {
            match value {
                Value::Object(more) => members.extend(more),
                // A part that is no object, as of a reference with a description beside it, is the whole.
                Value::Null => {}
                value => return value,
            }
        }
        Value::Object(members)
    }
}

/// Returns the member of this name, `null` if there is none.
fn member<'a>(value: &'a Value, name: &str) -> &'a Value {
    value.get(name).unwrap_or(&Value::Null)
}

/// Returns a value that the schema names itself.
fn given(schema: &Value) -> Option<&Value> {
    let named = ["const", "example", "default"].into_iter();
    let mut named = named.filter_map(|key| schema.get(key));
    let listed = ["examples", "enum"].into_iter();
    let mut listed = listed.filter_map(|key| member(schema, key).as_array()?.first());
    named.next().or_else(|| listed.next())
}

/// Returns the type of the schema, which may be a list with `null`, or be told by other keywords.
fn kind(schema: &Value) -> &str {
    let types = match &schema["type"] {
        Value::Array(types) => types.as_slice(),
        one => std::slice::from_ref(one),
    };
    let mut types = types.iter().filter_map(Value::as_str);
    match types.find(|one| *one != "null") {
        Some(kind) => kind,
        None if schema.get("properties").is_some() => "object",
        None if schema.get("items").is_some() => "array",
        None => "null",
    }
}

/// Returns text of the format, or as long as it must be.
fn text(schema: &Value) -> String {
    match schema["format"].as_str() {
        Some("uuid") => "00000000-0000-4000-8000-000000000001".to_owned(),
        Some("date-time") => "2000-01-01T00:00:00Z".to_owned(),
        Some("date") => "2000-01-01".to_owned(),
        Some("time") => "00:00:00Z".to_owned(),
        Some("email") => "walk@example.com".to_owned(),
        Some("uri" | "url") => "https://example.com/".to_owned(),
        Some("hostname") => "example.com".to_owned(),
        Some("ipv4") => "192.0.2.1".to_owned(),
        Some("ipv6") => "2001:db8::1".to_owned(),
        _ => {
            let least = schema["minLength"].as_u64().unwrap_or(1).clamp(1, 10_000);
            (0..least).map(|_| '1').collect()
        }
    }
}

/// Returns the least number that is above zero, if the schema admits it.
fn integer(schema: &Value) -> Value {
    let least = schema["minimum"].as_i64();
    let above = schema["exclusiveMinimum"].as_i64();
    let least = least.or(above.map(|least| least.saturating_add(1)));
    let most = schema["maximum"].as_i64().unwrap_or(i64::MAX);
    let step = schema["multipleOf"].as_i64().unwrap_or(1);
    json!(least.unwrap_or(1).max(step).min(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each schema, and the value that is made from it.
    #[test]
    fn the_value_of_a_schema() {
        let samples = Samples::new(json!({"components": {"schemas": {
            "Name": {"type": "string", "minLength": 3},
            "Node": {"type": "object", "required": ["next"], "properties": {"next": {"$ref": "#/components/schemas/Node"}}},
        }}}));
        for (schema, expected) in [
            (json!({"type": "integer"}), json!(1)),
            (json!({"type": "integer", "minimum": 5}), json!(5)),
            (json!({"type": "integer", "minimum": 0}), json!(1)),
            (json!({"type": "integer", "exclusiveMinimum": 5}), json!(6)),
            (json!({"type": "integer", "maximum": 0}), json!(0)),
            (json!({"type": ["null", "boolean"]}), json!(true)),
            (json!({"type": "string"}), json!("1")),
            (json!({"$ref": "#/components/schemas/Name"}), json!("111")),
            (
                json!({"type": "string", "format": "date"}),
                json!("2000-01-01"),
            ),
            (json!({"type": "string", "enum": ["a", "b"]}), json!("a")),
            (json!({"type": "string", "example": "milk"}), json!("milk")),
            (
                json!({"type": "array", "minItems": 2, "items": {"type": "number"}}),
                json!([1.0, 1.0]),
            ),
            (
                json!({"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Name"}]}),
                json!("111"),
            ),
            (
                json!({"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}),
                json!({"a": "1"}),
            ),
            (
                json!({"allOf": [{"type": "object", "required": ["a"], "properties": {"a": {"const": 2}}}],
                       "required": ["b"], "properties": {"b": {"const": 3}}}),
                json!({"a": 2, "b": 3}),
            ),
            (
                json!({"allOf": [{"$ref": "#/components/schemas/Name"}]}),
                json!("111"),
            ),
            (json!({}), Value::Null),
        ] {
            assert_eq!(samples.of(&schema, 0), expected, "{schema}");
        }
    }

    /// A schema that must contain itself comes to an end.
    #[test]
    fn a_schema_within_itself() {
        let samples = Samples::new(json!({"components": {"schemas": {
            "Node": {"type": "object", "required": ["next"], "properties": {"next": {"$ref": "#/components/schemas/Node"}}},
        }}}));
        let value = samples.of(&json!({"$ref": "#/components/schemas/Node"}), 0);
        assert!(value["next"]["next"].is_object());
    }
}

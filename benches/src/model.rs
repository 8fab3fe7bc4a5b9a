//! A model of many processes: the cores and the Redis servers that so many requests a second take. It measures nothing.

use std::fmt::Write;
use std::fs;

use crate::Outcome;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../httpauth/docs/processes.md");

/// The rates of the table, in requests a second.
const RATES: [f64; 7] = [1e3, 1e4, 3e4, 1e5, 3e5, 6e5, 1e6];

/// The parameters by name, each with its measured or assumed value and its meaning.
const PARAMETERS: [(&str, f64, &str); 9] = [
    // The Digest MD5 of `loopback`, whose server was busy for 98 % of the time of 111,358 requests a second.
    (
        "process_us",
        8.8,
        "µs of the application's core, a request with counts in the process",
    ),
    (
        "claim_process_us",
        3.2,
        "µs more of it with counts in Redis",
    ),
    ("claim_us", 5.5, "µs of the Redis server's core, a claim"),
    ("claim_bytes", 229.0, "bytes of a claim and its answer"),
    (
        "attempt_us",
        36.0,
        "µs of the Redis server's core, the begin and the end of an attempt",
    ),
    (
        "nonce_bytes",
        120.0,
        "bytes of the Redis server's memory, a nonce",
    ),
    (
        "requests_per_nonce",
        20.0,
        "requests that a client makes with a nonce",
    ),
    ("nonce_s", 300.0, "seconds of a nonce's life"),
    ("busy", 0.6, "the share of its time that a core may work"),
];

/// Returns the parameters and the table. A setting is `name=value`.
pub(crate) fn text(settings: &[&str]) -> Outcome<String> {
    let mut values = PARAMETERS.map(|(_, value, _)| value);
    for setting in settings {
        let (name, value) = setting.split_once('=').ok_or("a setting is name=value")?;
        let place = PARAMETERS.iter().position(|(known, ..)| *known == name);
        let place = place.and_then(|place| values.get_mut(place));
        *place.ok_or_else(|| format!("there is no parameter {name}"))? = value.parse()?;
    }
    if values
        .iter()
        .any(|value| !value.is_finite() || *value <= 0.0)
    {
        return Err("a parameter is more than zero".into());
    }
    Ok(table(values))
}

/// Fails if the page of the documentation has not what the program prints.
pub(crate) fn gate() -> Outcome<()> {
    if fs::read_to_string(PAGE)?.contains(&text(&[])?) {
        return Ok(());
    }
    Err("httpauth/docs/processes.md has not the text of `model`".into())
}

fn table(values: [f64; PARAMETERS.len()]) -> String {
    let mut text = String::from("| parameter | | |\n|---|--:|---|\n");
    for ((name, _, meaning), value) in PARAMETERS.iter().zip(values) {
        let _ = writeln!(text, "| `{name}` | {value} | {meaning} |");
    }
    text.push_str(
        "\n| requests/s | cores, counts in each process | cores, counts in Redis | Redis servers of counts | \
         Mbit/s of claims | live nonces of a server | MB of them | Redis servers of a throttle |\n\
         |--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for rate in RATES {
        let _ = writeln!(text, "{}", row(rate, values));
    }
    text
}

fn row(rate: f64, values: [f64; PARAMETERS.len()]) -> String {
    let [
        process_us,
        claim_process_us,
        claim_us,
        claim_bytes,
        attempt_us,
        nonce_bytes,
        requests_per_nonce,
        nonce_s,
        busy,
    ] = values;
    // A server's commands have one core, so cores and servers are counted alike.
    let cores = |us: f64| (rate * us / 1e6 / busy).ceil();
    let servers = cores(claim_us);
    let live = rate / requests_per_nonce * nonce_s / servers;
    format!(
        "| {rate} | {} | {} | {servers} | {:.1} | {live:.0} | {:.0} | {} |",
        cores(process_us),
        cores(process_us + claim_process_us),
        rate * claim_bytes * 8.0 / 1e6,
        live * nonce_bytes / 1e6,
        cores(attempt_us),
    )
}

"""k6, a tool for load tests in Go, whose script sends all requests of a session."""

import json
from pathlib import Path
from urllib.parse import quote

import sessions
from programs import file, run, text

SCRIPT = """
import http from "k6/http";

const { method, size, auth, serial, urls } = JSON.parse(__ENV.SESSION);
const options = { auth, timeout: "20s" };
const body = size === null ? null : new Uint8Array(size).buffer;

export default function () {
  const request = (url) => ({ method, url, body, params: options });
  const one = (url) => http.request(method, url, body, options);
  const [first, ...rest] = urls;
  const answers = [one(first)].concat(serial ? rest.map(one) : http.batch(rest.map(request)));
  // An error has a number where a status would be.
  const line = ({ status, body, error_code }) => (status ? `${status} ${body.trim()}` : `error ${error_code}`);
  console.log(answers.map(line).join("\\t"));
}
"""
FLAGS = ["--quiet", "--no-usage-report", "--no-summary", "--address=", "--log-format=raw"]
K6 = Path(sessions.__file__).with_name("venv") / "bin/k6"


def answers(order, scheme, user, password, body, urls):
    urls = [url.replace("//", f"//{quote(user, safe='')}:{quote(password, safe='')}@") for url in urls]
    size = None if body is None else len(body)
    method = "GET" if body is None else "POST"
    session = {"method": method, "size": size, "auth": scheme, "serial": order == "serial", "urls": urls}
    result = run(K6, "run", *FLAGS, SCRIPT_FILE, SESSION=json.dumps(session))
    if result.returncode != 0:
        return [f"exit {result.returncode}"] * len(urls)
    # Its warnings stand before it.
    return text(result.stderr).splitlines()[-1].split("\t")


SCRIPT_FILE = file("session.js", SCRIPT.encode())
sessions.reply([text(run(K6, "version").stdout).split()[1].removeprefix("v")])
for session in sessions.sessions():
    sessions.reply(answers(*session))

"""siege, which shows no bodies. One process sends all requests of a session over what connections it likes."""

import re

from programs import file, run, text
from sessions import reply, sessions

SETTINGS = """
verbose = true
color = off
quiet = false
json_output = false
show-logfile = false
logging = false
protocol = HTTP/1.1
connection = keep-alive
parser = false
cookies = false
timeout = 20
failures = 64
limit = 255
login = {user}:{password}
"""

version = re.search(r"SIEGE ([\d.]+)", text(run("siege", "--version").stdout + run("siege", "--version").stderr))
reply([version[1], "serial"])
for _, _, user, password, body, urls in sessions():
    settings = file("siegerc", SETTINGS.format(user=user, password=password).encode())
    post = "" if body is None else " POST <" + file("body", body)
    lines = file("urls", "".join(f"{url}{post}\n" for url in urls).encode())
    result = run("siege", f"--rc={settings}", "--concurrent=1", f"--reps={len(urls)}", "--benchmark", f"--file={lines}")
    shown = text(result.stdout + result.stderr)
    # An answer that asks for credentials is shown before the answer to them.
    answers = re.findall(r"HTTP/1\.1 (\d+) ", shown)
    finals = [status for status, after in zip(answers, answers[1:] + ["end"]) if status != "401" or after == "end"]
    reply((finals + ["silence"] * len(urls))[: len(urls)])

"""Prometheus, which scrapes, and writes what it has to a remote storage."""

import json
import os
import re
import socket
import subprocess
import time
import urllib.request

from tasks import FILES, HOME, fresh, run, serve, write


def task(scheme, user, password, url):
    how = {"type": "Bearer", "credentials": password}
    who = {"authorization": how} if scheme == "token" else {"basic_auth": {"username": user, "password": password}}
    job = {"job_name": "ours", "scrape_interval": "1s", "static_configs": [{"targets": [url.removeprefix("http://")]}], **who}
    outcome = after_start({"scrape_configs": [job]}, scraped)
    if outcome != "yes":
        return outcome
    write_to = {"url": f"{url}/write", "queue_config": {"batch_send_deadline": "1s"}, **who}
    return after_start({"scrape_configs": [job], "remote_write": [write_to]}, written)


def after_start(settings, told):
    """What it tells by a path of its own, as soon as it tells it."""
    # JSON is YAML too.
    settings = write(os.path.join(HOME, "prometheus.yml"), json.dumps(settings))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = "127.0.0.1:%s" % free.getsockname()[1]
    flags = [f"--config.file={settings}", f"--storage.tsdb.path={fresh('data')}", f"--web.listen-address={address}"]
    program = subprocess.Popen(["prometheus", *flags], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        for _ in range(300):
            time.sleep(0.1)
            try:
                outcome = told(lambda path: opener.open(f"http://{address}{path}", timeout=5).read().decode())
            except OSError:
                continue
            if outcome:
                return outcome
        return "silence"
    finally:
        program.kill()
        program.wait()


def scraped(get):
    for target in json.loads(get("/api/v1/targets"))["data"]["activeTargets"]:
        if target["health"] == "up":
            return "yes"
        if target["health"] == "down":
            status = re.search(r"status (\d+)", target["lastError"])
            return status[1] if status else target["lastError"]


def written(get):
    counts = re.findall(r"^prometheus_remote_storage_(bytes|samples_failed)_total\{.* (.*)$", get("/metrics"), re.M)
    told = [which for which, count in counts if float(count) > 0]
    # It counts the bytes that were refused too.
    return "not written" if "samples_failed" in told else "yes" if told else None


write(os.path.join(FILES, "metrics"), "up_and_running 1\n")
serve(run("prometheus", "--version").text.split()[2].removesuffix("+ds"), task)

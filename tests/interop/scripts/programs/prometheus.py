"""Prometheus, which scrapes."""

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
    # JSON is YAML too.
    settings = write(os.path.join(HOME, "prometheus.yml"), json.dumps({"scrape_configs": [job]}))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = "127.0.0.1:%s" % free.getsockname()[1]
    flags = [f"--config.file={settings}", f"--storage.tsdb.path={fresh('data')}", f"--web.listen-address={address}"]
    program = subprocess.Popen(["prometheus", *flags], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return scraped(address)
    finally:
        program.kill()
        program.wait()


def scraped(address):
    """What it says of its target, as soon as it says it."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(300):
        time.sleep(0.1)
        try:
            with opener.open(f"http://{address}/api/v1/targets", timeout=5) as answer:
                targets = json.load(answer)["data"]["activeTargets"]
        except OSError:
            continue
        for target in targets:
            if target["health"] == "up":
                return "yes"
            if target["health"] == "down":
                status = re.search(r"status (\d+)", target["lastError"])
                return status[1] if status else target["lastError"]
    return "silence"


write(os.path.join(FILES, "metrics"), "up_and_running 1\n")
serve(run("prometheus", "--version").text.split()[2].removesuffix("+ds"), task)

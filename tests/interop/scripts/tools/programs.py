"""What the scripts of this folder share. Each starts a program for each address, or one for all addresses of a session."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile

from sessions import reply, sessions

FOLDER = tempfile.mkdtemp(prefix="httpauth-tool-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)


def file(name, content):
    """A file that nobody else can read, since w3m takes no other one."""
    path = os.path.join(FOLDER, name)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as written:
        written.write(content)
    return path


def run(*command, **environment):
    """The result of a program that reads nothing and has a home of its own."""
    environment = {**os.environ, "HOME": FOLDER, "LC_ALL": "C.UTF-8", **environment}
    try:
        return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=30)
    except FileNotFoundError:
        sys.exit(f"there is no {command[0]}")
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, b"", b"")


def text(output):
    return output.decode(errors="replace").strip()


def serve(version, get, *traits):
    """Answers each address of each session by `get(scheme, user, password, body, url)`, one after the other."""
    reply([version, "serial", *traits])
    for _, scheme, user, password, body, urls in sessions():
        reply([get(scheme, user, password, body, url) for url in urls])

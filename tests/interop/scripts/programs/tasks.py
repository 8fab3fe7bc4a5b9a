"""What the scripts of this folder share. Each does its task for each login of its input, and says what came of it."""

import atexit
import base64
import os
import shutil
import subprocess
import sys
import tempfile

sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")

# The folder of the server behind the guard.
BEHIND = sys.argv[1]
FILES = os.path.join(BEHIND, "files")
HOME = tempfile.mkdtemp(prefix="httpauth-program-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)


def write(path, content):
    """Writes a file, which nobody else can read, and its folders."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    content = content.encode() if isinstance(content, str) else content
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644 if path.startswith(BEHIND) else 0o600), "wb") as file:
        file.write(content)
    return path


def run(*command, cwd=HOME, stdin=None, **environment):
    """The result of a program with a home of its own. Its output is text."""
    environment = {**os.environ, "HOME": HOME, "LC_ALL": "C.UTF-8", **environment}
    for name in ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"]:
        environment.pop(name, None)
    try:
        done = subprocess.run(
            command, cwd=cwd, env=environment, input=(stdin or "").encode(), stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, timeout=120,
        )
    except FileNotFoundError:
        sys.exit(f"there is no {command[0]}")
    except subprocess.TimeoutExpired:
        return Done(1, "silence")
    return Done(done.returncode, done.stdout.decode(errors="replace"))


class Done:
    def __init__(self, code, text):
        self.code, self.text = code, text

    def or_status(self, is_right=True):
        """`yes`, or 401 if the program says so, or its exit status."""
        if self.code == 0 and is_right:
            return "yes"
        return "401" if "401" in self.text or "nauthorized" in self.text else f"exit {self.code}"


def fresh(name):
    """An empty folder in the program's home."""
    folder = os.path.join(HOME, name)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    return folder


def serve(version, task):
    """Does `task(scheme, user, password, url)` for each login."""
    print(version, flush=True)
    for line in sys.stdin:
        print(task(*line.rstrip("\n").split("\t")), flush=True)


def authorization(scheme, user, password):
    """The field that the user of a client writes, who can write none for Digest."""
    if scheme == "basic":
        return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}
    return {"Authorization": f"Bearer {password}"} if scheme == "token" else {}


def subprotocols(scheme, password):
    """The subprotocols with a token, in base64url, and another one."""
    token = base64.urlsafe_b64encode(password.encode()).decode().rstrip("=")
    return ["chat", f"bearer.{token}"] if scheme == "subprotocol" else None

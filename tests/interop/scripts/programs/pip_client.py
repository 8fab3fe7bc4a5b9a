"""pip, which downloads a wheel from an index."""

import os
import sys
import zipfile
from urllib.parse import quote

from tasks import FILES, fresh, run, serve, write

PIP = [sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check", "--no-cache-dir", "--no-input"]


def task(scheme, user, password, url):
    if scheme == "token":
        return "-"
    folder = fresh("wheels")
    index = url.replace("//", f"//{quote(user)}:{quote(password)}@") + "/simple/"
    done = run(*PIP, "download", "--no-deps", "--retries=0", "--index-url", index, "--dest", folder, "thing")
    return done.or_status(os.listdir(folder) == ["thing-1.0-py3-none-any.whl"])


NAME = "thing-1.0-py3-none-any.whl"
write(os.path.join(FILES, "simple/thing/index.html"), f'<!DOCTYPE html><a href="../../wheels/{NAME}">{NAME}</a>')
os.makedirs(os.path.join(FILES, "wheels"), exist_ok=True)
with zipfile.ZipFile(os.path.join(FILES, "wheels", NAME), "w") as wheel:
    wheel.writestr("thing.py", "")
    wheel.writestr("thing-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: thing\nVersion: 1.0\n")
    wheel.writestr("thing-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    wheel.writestr("thing-1.0.dist-info/RECORD", "")
serve(run(*PIP, "--version").text.split()[1], task)

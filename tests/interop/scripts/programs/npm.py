"""npm, which installs a package from a registry, and publishes one to a folder of WebDAV."""

import base64
import hashlib
import io
import json
import os
import tarfile

from tasks import FILES, HOME, fresh, run, serve, write


def package():
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz") as tar:
        content = b'{"name": "thing", "version": "1.0.0"}'
        entry = tarfile.TarInfo("package/package.json")
        entry.size = len(content)
        tar.addfile(entry, io.BytesIO(content))
    return archive.getvalue()


PACKAGE = package()
INTEGRITY = "sha512-" + base64.b64encode(hashlib.sha512(PACKAGE).digest()).decode()


def task(scheme, user, password, url):
    version = {"name": "thing", "version": "1.0.0", "dist": {"tarball": f"{url}/thing.tgz", "integrity": INTEGRITY}}
    about = {"name": "thing", "dist-tags": {"latest": "1.0.0"}, "versions": {"1.0.0": version}}
    write(os.path.join(FILES, "thing"), json.dumps(about))
    key = "_authToken" if scheme == "token" else "_auth"
    value = password if scheme == "token" else base64.b64encode(f"{user}:{password}".encode()).decode()
    host = url.removeprefix("http:")
    settings = f"registry={url}/\n{host}/:{key}={value}\n{host}/dav/:{key}={value}\ncache={fresh('cache')}\naudit=false\nfund=false\nfetch-retries=0\n"
    write(os.path.join(HOME, ".npmrc"), settings)
    project = fresh("project")
    installed = run("npm", "install", "thing", cwd=project)
    outcome = installed.or_status(os.path.exists(os.path.join(project, "node_modules/thing/package.json")))
    return published(url) if outcome == "yes" else outcome


def published(url):
    answer = os.path.join(FILES, "dav/ours")
    if os.path.exists(answer):
        os.remove(answer)
    write(os.path.join(fresh("ours"), "package.json"), '{"name": "ours", "version": "1.0.0"}')
    done = run("npm", "publish", f"--registry={url}/dav/", cwd=os.path.join(HOME, "ours"))
    return done.or_status(os.path.exists(answer))


write(os.path.join(FILES, "thing.tgz"), PACKAGE)
serve(run("npm", "--version").text.strip(), task)

"""npm, which installs a package from a registry."""

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
    settings = f"registry={url}/\n{host}/:{key}={value}\ncache={fresh('cache')}\naudit=false\nfund=false\nfetch-retries=0\n"
    write(os.path.join(HOME, ".npmrc"), settings)
    project = fresh("project")
    done = run("npm", "install", "thing", cwd=project)
    return done.or_status(os.path.exists(os.path.join(project, "node_modules/thing/package.json")))


write(os.path.join(FILES, "thing.tgz"), PACKAGE)
serve(run("npm", "--version").text.strip(), task)

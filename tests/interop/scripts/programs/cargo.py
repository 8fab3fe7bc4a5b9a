"""cargo, which fetches a crate from a sparse registry, and publishes one to a file of WebDAV.

It knows no scheme. Its token is the whole value of the field.
"""

import base64
import hashlib
import io
import json
import os
import tarfile

from tasks import FILES, fresh, run, serve, write

MANIFEST = '[package]\nname = "{name}"\nversion = "1.0.0"\nedition = "2021"\n'


def crate():
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz") as tar:
        for name, content in [("Cargo.toml", MANIFEST.format(name="thing")), ("src/lib.rs", "")]:
            entry = tarfile.TarInfo(f"thing-1.0.0/{name}")
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content.encode()))
    return archive.getvalue()


def task(scheme, user, password, url):
    if scheme == "digest":
        return "-"
    basic = base64.b64encode(f"{user}:{password}".encode()).decode()
    token = f"Basic {basic}" if scheme == "basic" else password
    settings = {"dl": f"{url}/crates/{{crate}}", "api": f"{url}/dav", "auth-required": True}
    write(os.path.join(FILES, "index/config.json"), json.dumps(settings))
    project = fresh("project")
    manifest = MANIFEST.format(name="ours") + '[dependencies]\nthing = { version = "1", registry = "ours" }\n'
    write(os.path.join(project, "Cargo.toml"), manifest)
    write(os.path.join(project, "src/lib.rs"), "")
    registry = f'[registries.ours]\nindex = "sparse+{url}/index/"\ncredential-provider = "cargo:token"\n'
    write(os.path.join(project, ".cargo/config.toml"), registry)
    environment = {"CARGO_REGISTRIES_OURS_TOKEN": token, "CARGO_HOME": fresh("cargo"), "RUSTUP_HOME": RUSTUP}
    fetched = run("cargo", "fetch", cwd=project, **environment)
    if fetched.code != 0:
        return fetched.or_status()
    write(os.path.join(project, "Cargo.toml"), MANIFEST.format(name="ours"))
    # It would wait for a minute until the crate is in the index.
    at_once = ["-Zpublish-timeout", "--config=publish.timeout=0"]
    flags = ["--registry=ours", "--no-verify", "--allow-dirty", *at_once]
    done = run("cargo", "publish", *flags, cwd=project, RUSTC_BOOTSTRAP="1", **environment)
    with open(PUBLISHED, "r+b") as file:
        is_there = b"ours" in file.read()
        # Where a file was, the answer is empty, which is JSON enough.
        file.truncate(0)
    return done.or_status(is_there)


RUSTUP = os.environ.get("RUSTUP_HOME", os.path.expanduser("~/.rustup"))
PUBLISHED = write(os.path.join(FILES, "dav/api/v1/crates/new"), "")
CRATE = crate()
write(os.path.join(FILES, "crates/thing"), CRATE)
ENTRY = {"name": "thing", "vers": "1.0.0", "deps": [], "features": {}, "yanked": False}
write(os.path.join(FILES, "index/th/in/thing"), json.dumps({**ENTRY, "cksum": hashlib.sha256(CRATE).hexdigest()}))
serve(run("cargo", "--version", RUSTUP_HOME=RUSTUP).text.split()[1], task)

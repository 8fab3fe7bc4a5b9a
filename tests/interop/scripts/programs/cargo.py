"""cargo, which fetches a crate from a sparse registry. It knows no scheme: its token is the field's whole value."""

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
    settings = {"dl": f"{url}/crates/{{crate}}", "auth-required": True}
    write(os.path.join(FILES, "index/config.json"), json.dumps(settings))
    project = fresh("project")
    manifest = MANIFEST.format(name="ours") + '[dependencies]\nthing = { version = "1", registry = "ours" }\n'
    write(os.path.join(project, "Cargo.toml"), manifest)
    write(os.path.join(project, "src/lib.rs"), "")
    registry = f'[registries.ours]\nindex = "sparse+{url}/index/"\ncredential-provider = "cargo:token"\n'
    write(os.path.join(project, ".cargo/config.toml"), registry)
    environment = {"CARGO_REGISTRIES_OURS_TOKEN": token, "CARGO_HOME": fresh("cargo"), "RUSTUP_HOME": RUSTUP}
    return run("cargo", "fetch", cwd=project, **environment).or_status()


RUSTUP = os.environ.get("RUSTUP_HOME", os.path.expanduser("~/.rustup"))
CRATE = crate()
write(os.path.join(FILES, "crates/thing"), CRATE)
ENTRY = {"name": "thing", "vers": "1.0.0", "deps": [], "features": {}, "yanked": False}
write(os.path.join(FILES, "index/th/in/thing"), json.dumps({**ENTRY, "cksum": hashlib.sha256(CRATE).hexdigest()}))
serve(run("cargo", "--version", RUSTUP_HOME=RUSTUP).text.split()[1], task)

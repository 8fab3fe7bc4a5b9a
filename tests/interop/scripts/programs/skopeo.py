"""skopeo, which copies an image from a registry."""

import gzip
import hashlib
import io
import json
import os
import tarfile

from tasks import FILES, fresh, run, serve, write

TYPE = "application/vnd.docker."


def blob(content):
    name = "sha256:" + hashlib.sha256(content).hexdigest()
    write(os.path.join(FILES, "v2/thing/blobs", name), content)
    return {"size": len(content), "digest": name}


def task(scheme, user, password, url):
    who = ["--src-registry-token", password] if scheme == "token" else ["--src-creds", f"{user}:{password}"]
    folder = fresh("image")
    source = url.removeprefix("http:") + "/thing:latest"
    flags = ["--insecure-policy", "copy", "--src-tls-verify=false", *who]
    done = run("skopeo", *flags, f"docker:{source}", f"dir:{folder}")
    return done.or_status(os.path.exists(os.path.join(folder, "manifest.json")))


tar = io.BytesIO()
tarfile.open(fileobj=tar, mode="w").close()
layer = tar.getvalue()
config = {
    "architecture": "amd64",
    "os": "linux",
    "config": {},
    "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(layer).hexdigest()]},
}
manifest = {
    "schemaVersion": 2,
    "mediaType": TYPE + "distribution.manifest.v2+json",
    "config": {"mediaType": TYPE + "container.image.v1+json", **blob(json.dumps(config).encode())},
    "layers": [{"mediaType": TYPE + "image.rootfs.diff.tar.gzip", **blob(gzip.compress(layer, mtime=0))}],
}
write(os.path.join(FILES, "v2/index.json"), "{}")
write(os.path.join(FILES, "v2/thing/manifests/latest"), json.dumps(manifest))
serve(run("skopeo", "--version").text.split()[2], task)

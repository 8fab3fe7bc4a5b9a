"""apt, which reads a repository's list and downloads a package."""

import os

from tasks import FILES, HOME, fresh, run, serve, write

OPTIONS = ["APT::Sandbox::User=", "Dir::Etc::sourceparts=-", "Dir::Etc::parts=-", "Dir::Etc::netrcparts=-", "Acquire::Retries=0"]


def task(scheme, user, password, url):
    if scheme == "token":
        return "-"
    state, cache, folder = fresh("state"), fresh("cache"), fresh("packages")
    os.makedirs(os.path.join(state, "lists/partial"))
    os.makedirs(os.path.join(cache, "archives/partial"))
    settings = OPTIONS + [
        f"Dir::State={state}",
        f"Dir::State::status={write(os.path.join(HOME, 'status'), '')}",
        f"Dir::Cache={cache}",
        f"Dir::Etc::sourcelist={write(os.path.join(HOME, 'sources.list'), f'deb [trusted=yes] {url}/apt ./')}",
        f"Dir::Etc::netrc={write(os.path.join(HOME, 'auth.conf'), f'machine {url} login {user} password {password}')}",
    ]
    flags = [word for setting in settings for word in ("-o", setting)]
    updated = run("apt-get", *flags, "update", "-o", "APT::Update::Error-Mode=any")
    if updated.code != 0:
        return updated.or_status()
    done = run("apt-get", *flags, "download", "thing", cwd=folder)
    return done.or_status(os.listdir(folder) == ["thing_1.0_all.deb"])


CONTROL = "Package: thing\nVersion: 1.0\nArchitecture: all\nMaintainer: John <john@example.org>\nDescription: a thing\n"
tree = fresh("tree")
write(os.path.join(tree, "DEBIAN/control"), CONTROL)
os.makedirs(os.path.join(FILES, "apt"), exist_ok=True)
deb = os.path.join(FILES, "apt", "thing_1.0_all.deb")
os.chmod(tree, 0o755)
run("dpkg-deb", "--build", "--root-owner-group", tree, deb)
sums = run("sha256sum", deb).text.split()[0]
about = f"{CONTROL}Filename: ./thing_1.0_all.deb\nSize: {os.path.getsize(deb)}\nSHA256: {sums}\n"
write(os.path.join(FILES, "apt/Packages"), about)
serve(run("apt-get", "--version").text.split()[1], task)

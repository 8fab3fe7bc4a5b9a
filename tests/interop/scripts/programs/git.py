"""git, which clones, and pushes 3 MB."""

import os
import random
from urllib.parse import quote

from tasks import BEHIND, fresh, run, serve, write

IDENTITY = ["-c", "user.name=John", "-c", "user.email=john@example.org", "-c", "credential.helper=", "-c", "init.defaultBranch=main"]
REPOSITORY = os.path.join(BEHIND, "git", "repository")


def git(*words, **options):
    return run("git", *IDENTITY, *words, GIT_TERMINAL_PROMPT="0", GIT_CONFIG_NOSYSTEM="1", **options)


def task(scheme, user, password, url):
    flags = ["-c", f"http.extraHeader=Authorization: Bearer {password}"] if scheme == "token" else []
    address = url if scheme == "token" else url.replace("//", f"//{quote(user)}:{quote(password)}@")
    clone = os.path.join(fresh("clones"), "clone")
    cloned = git(*flags, "clone", f"{address}/git/repository", clone)
    if cloned.code != 0:
        return cloned.or_status()
    write(os.path.join(clone, "noise"), random.randbytes(3_000_000))
    git("add", "noise", cwd=clone)
    git("commit", "-m", "Noise", cwd=clone)
    pushed = git(*flags, "push", "origin", "HEAD:main", cwd=clone)
    here, there = (git("rev-parse", "main", cwd=folder).text for folder in [clone, REPOSITORY])
    return pushed.or_status(here == there)


git("init", "--bare", REPOSITORY)
git("config", "http.receivepack", "true", cwd=REPOSITORY)
work = fresh("first")
git("init", cwd=work)
git("commit", "--allow-empty", "-m", "First", cwd=work)
git("push", REPOSITORY, "HEAD:main", cwd=work)
serve(git("--version").text.split()[2], task)

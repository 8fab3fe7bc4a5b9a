"""Subversion, which checks out, adds a file and commits."""

import os
import re

from tasks import BEHIND, fresh, run, serve, write


def task(scheme, user, password, url):
    if scheme == "token":
        return "-"
    flags = ["--non-interactive", "--no-auth-cache", "--username", user, "--password", password]
    copy = os.path.join(fresh("copies"), "copy")
    done = run("svn", "checkout", *flags, f"{url}/svn/repository", copy)
    if done.code != 0:
        return refusal(done)
    name = f"file{len(os.listdir(copy))}"
    write(os.path.join(copy, name), os.urandom(100_000))
    run("svn", "add", name, cwd=copy)
    done = run("svn", "commit", *flags, "-m", "A file", cwd=copy)
    return "yes" if done.code == 0 and "Committed" in done.text else refusal(done)


def refusal(done):
    return re.findall(r"E\d+", done.text)[-1]


run("svnadmin", "create", os.path.join(BEHIND, "svn", "repository"))
serve(run("svn", "--version", "--quiet").text.strip(), task)

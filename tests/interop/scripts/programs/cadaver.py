"""cadaver, which puts a file, gets it back and deletes it."""

import os
from urllib.parse import urlsplit

from tasks import HOME, fresh, run, serve, write


def task(scheme, user, password, url):
    if scheme == "token":
        return "-"
    write(os.path.join(HOME, ".netrc"), f"machine {urlsplit(url).hostname}\nlogin {user}\npassword {password}\n")
    folder = fresh("files")
    content = os.urandom(100_000)
    write(os.path.join(folder, "sent"), content)
    shown = run("cadaver", f"{url}/dav/", cwd=folder, stdin="put sent\nget sent back\ndelete sent\nquit\n")
    try:
        with open(os.path.join(folder, "back"), "rb") as back:
            return shown.or_status(back.read() == content)
    except FileNotFoundError:
        return "refused"


serve(run("cadaver", "--version").text.split()[1], task)

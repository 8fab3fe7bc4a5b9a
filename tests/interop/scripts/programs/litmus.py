"""litmus, a suite of tests of WebDAV, which all have to pass."""

import re

from tasks import fresh, run, serve


def task(scheme, user, password, url):
    if scheme == "token":
        return "-"
    done = run("litmus", f"{url}/dav/", user, password, cwd=fresh("logs"))
    totals = re.findall(r"of (\d+) tests run: (\d+) passed", done.text)
    if len(totals) == 5 and all(of == passed for of, passed in totals):
        return "yes"
    return done.or_status(False)


serve(run("litmus", "--version").text.split()[1], task)

"""GNU Wget2, by one process for a session."""

from programs import file, run, text
from sessions import reply, sessions

FLAGS = ["--no-config", "--quiet", "--tries=1", "--timeout=20", "--max-threads=1", "--output-document=-"]

reply([text(run("wget2", "--version").stdout).split()[2], "serial"])
for _, _, user, password, body, urls in sessions():
    post = [] if body is None else ["--post-file", file("body", body)]
    result = run("wget2", *FLAGS, *post, f"--http-user={user}", f"--http-password={password}", *urls)
    answers = [f"200 {line}" for line in text(result.stdout).splitlines()]
    # "Username/password authentication failure".
    failure = "401" if result.returncode == 6 else f"exit {result.returncode}"
    reply((answers + [failure] * len(urls))[: len(urls)])

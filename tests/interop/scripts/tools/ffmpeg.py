"""ffmpeg, which copies what it gets as data. A body would have to be a word of its command."""

import re
from urllib.parse import quote

from programs import run, serve, text


def get(_, user, password, body, url):
    flags = ["-hide_banner", "-loglevel", "error", "-nostdin"]
    url = url.replace("//", f"//{quote(user, safe='')}:{quote(password, safe='')}@")
    result = run("ffmpeg", *flags, "-f", "data", "-i", url, "-map", "0", "-c", "copy", "-f", "data", "-")
    if result.returncode == 0:
        return f"200 {text(result.stdout)}"
    status = re.search(r"returned (\d+)", text(result.stderr))
    return status[1] if status else f"exit {result.returncode}"


serve(text(run("ffmpeg", "-version").stdout).split()[2].split("-")[0], get, "no bodies")

"""ffmpeg, which copies what it gets as data. A body is a word of its command, in hexadecimal digits."""

import re
from urllib.parse import quote

from programs import run, serve, text

FLAGS = ["-hide_banner", "-loglevel", "error", "-nostdin", "-f", "data"]
# What Linux takes.
LONGEST_WORD = 128 * 1024


def get(_, user, password, body, url):
    url = url.replace("//", f"//{quote(user, safe='')}:{quote(password, safe='')}@")
    post = [] if body is None else ["-method", "POST", "-post_data", body.hex()]
    if any(len(word) >= LONGEST_WORD for word in post):
        return "E2BIG"
    result = run("ffmpeg", *FLAGS, *post, "-i", url, "-map", "0", "-c", "copy", "-f", "data", "-")
    if result.returncode == 0:
        return f"200 {text(result.stdout)}"
    status = re.search(r"returned (\d+)", text(result.stderr))
    return status[1] if status else f"exit {result.returncode}"


serve(text(run("ffmpeg", "-version").stdout).split()[2].split("-")[0], get)

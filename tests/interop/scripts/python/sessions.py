"""Sessions from standard input, a line each; their answers to standard output, a line each."""

import sys
from concurrent.futures import ThreadPoolExecutor

sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")


def sessions():
    """The sessions: order, scheme, user, password, body, addresses. The body is `None` where the method is GET."""
    for line in sys.stdin:
        order, scheme, _, user, password, size, *urls = line.rstrip("\n").split("\t")
        yield order, scheme, user, password, None if size == "-" else bytes(int(size)), urls


def reply(answers):
    """Answers, each `status body` or the name of an error."""
    print(*answers, sep="\t", flush=True)


def serve(version, client, *traits):
    """Answers all sessions. `client(scheme, user, password)` has `get(body, url)`, which gives the status and the text."""
    reply([version, *traits])
    for order, scheme, user, password, body, urls in sessions():

        def get(url):
            try:
                status, text = opened.get(body, url)
            except Exception as error:
                return type(error).__name__
            return f"{status} {text.strip()}"

        opened = client(scheme, user, password)
        with ThreadPoolExecutor(8) as pool:
            each = map if order == "serial" else pool.map
            reply([get(urls[0]), *each(get, urls[1:])])

"""Sessions from standard input, a line each; their answers to standard output, a line each."""

import sys

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

"""Sessions from standard input, a line each; their answers to standard output, a line each."""

import sys

sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")


def sessions():
    """The sessions: order, scheme, user, password, addresses."""
    for line in sys.stdin:
        order, scheme, _, user, password, *urls = line.rstrip("\n").split("\t")
        yield order, scheme, user, password, urls


def reply(answers):
    """Answers, each `status body` or the name of an error."""
    print(*answers, sep="\t", flush=True)

"""w3m, which takes a name and a password from the address as they are, without percent-encoding.

It sleeps for seconds after each refusal, which a faster clock makes short.
"""

from programs import file, run, serve, text


def w3m(*arguments):
    return text(run("faketime", "-f", "+0 x1000", "w3m", *arguments).stdout)


def get(_, user, password, body, url):
    address = url.replace("//", f"//{user}:{password}@")
    post = [] if body is None else ["-post", file("body", body)]
    shown = w3m("-no-cookie", "-no-proxy", *post, "-dump_both", address)
    head, _, page = shown.partition("\n\n")
    # If it is refused, it asks for another name, and has none.
    return f"{head.split()[1]} {page}" if head.startswith("HTTP/") else "401"


serve(w3m("-version").split("/", 2)[1].split(",")[0], get, "slow")

"""w3m, which takes a name and a password from the address as they are, without percent-encoding.

It waits for seconds after each refusal, so it is sent no bodies.
"""

from programs import run, serve, text


def get(_, user, password, body, url):
    address = url.replace("//", f"//{user}:{password}@")
    shown = text(run("w3m", "-no-cookie", "-no-proxy", "-dump_both", address).stdout)
    head, _, page = shown.partition("\n\n")
    # If it is refused, it asks for another name, and has none.
    return f"{head.split()[1]} {page}" if head.startswith("HTTP/") else "401"


serve(text(run("w3m", "-version").stdout).split("/", 2)[1].split(",")[0], get, "no bodies")

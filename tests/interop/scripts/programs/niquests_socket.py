"""The library `niquests`. With `2` as the last argument it opens WebSockets over HTTP/2 (RFC 8441) without TLS."""

import sys

import niquests
from niquests.auth import HTTPDigestAuth
from tasks import authorization, serve, subprotocols

OVER_HTTP2 = sys.argv[-1] == "2"


def task(scheme, user, password, *urls):
    """The answers of one session, to each of these addresses."""
    headers = authorization(scheme, user, password)
    if protocols := subprotocols(scheme, password):
        headers["Sec-WebSocket-Protocol"] = ", ".join(protocols)
    auth = HTTPDigestAuth(user, password) if scheme == "digest" else None
    with niquests.Session(disable_http1=OVER_HTTP2, disable_http2=not OVER_HTTP2) as session:
        return "\t".join(message(session, url, headers, auth) for url in urls)


def message(session, url, headers, auth):
    url = url.replace("ws://", "ws+rfc8441://") if OVER_HTTP2 else url
    try:
        response = session.get(url, headers=headers, auth=auth, timeout=20)
        if response.extension is None:
            return str(response.status_code)
        text = response.extension.next_payload()
        response.extension.close()
        return text
    except (niquests.RequestException, RuntimeError) as error:
        return type(error).__name__


serve(niquests.__version__, task)

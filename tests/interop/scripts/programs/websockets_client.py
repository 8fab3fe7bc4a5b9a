"""The library `websockets`."""

from importlib.metadata import version

from tasks import authorization, serve, subprotocols
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect


def task(scheme, user, password, url):
    protocols = subprotocols(scheme, password)
    headers = authorization(scheme, user, password)
    try:
        with connect(url, additional_headers=headers, subprotocols=protocols, proxy=None, open_timeout=20) as socket:
            return socket.recv(timeout=20)
    except InvalidStatus as error:
        return str(error.response.status_code)


serve(version("websockets"), task)

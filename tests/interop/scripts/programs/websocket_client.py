"""The library `websocket-client`."""

import websocket
from tasks import authorization, serve, subprotocols


def task(scheme, user, password, url):
    protocols = subprotocols(scheme, password)
    headers = authorization(scheme, user, password)
    try:
        socket = websocket.create_connection(url, header=headers, subprotocols=protocols, timeout=20)
    except websocket.WebSocketBadStatusException as error:
        return str(error.status_code)
    message = socket.recv()
    socket.close()
    return message


serve(websocket.__version__, task)

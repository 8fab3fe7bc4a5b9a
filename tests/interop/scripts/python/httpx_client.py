"""The library `httpx`; with the argument `2` over HTTP/2."""

import asyncio
import sys

import httpx

from sessions import reply, sessions

SCHEMES = {"basic": httpx.BasicAuth, "digest": httpx.DigestAuth}
HTTP = {"http1": False, "http2": True} if sys.argv[1:] == ["2"] else {}


async def get(client, body, url):
    try:
        answer = await client.request("GET" if body is None else "POST", url, content=body)
    except Exception as error:
        return type(error).__name__
    return f"{answer.status_code} {answer.text.strip()}"


async def run(order, scheme, user, password, body, urls):
    auth = SCHEMES[scheme](user, password)
    async with httpx.AsyncClient(auth=auth, timeout=20, **HTTP) as client:
        answers = [await get(client, body, urls[0])]
        if order == "serial":
            return answers + [await get(client, body, url) for url in urls[1:]]
        return answers + await asyncio.gather(*(get(client, body, url) for url in urls[1:]))


reply([httpx.__version__])
for session in sessions():
    reply(asyncio.run(run(*session)))

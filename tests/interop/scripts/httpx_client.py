"""The library `httpx`; with the argument `2` over HTTP/2."""

import asyncio
import sys

import httpx

from sessions import reply, sessions

SCHEMES = {"basic": httpx.BasicAuth, "digest": httpx.DigestAuth}
HTTP = {"http1": False, "http2": True} if sys.argv[1:] == ["2"] else {}


async def get(client, url):
    try:
        answer = await client.get(url)
    except Exception as error:
        return type(error).__name__
    return f"{answer.status_code} {answer.text.strip()}"


async def run(order, scheme, user, password, urls):
    auth = SCHEMES[scheme](user, password)
    async with httpx.AsyncClient(auth=auth, timeout=20, **HTTP) as client:
        answers = [await get(client, urls[0])]
        if order == "serial":
            return answers + [await get(client, url) for url in urls[1:]]
        return answers + await asyncio.gather(*(get(client, url) for url in urls[1:]))


reply([httpx.__version__])
for session in sessions():
    reply(asyncio.run(run(*session)))

"""The library `aiohttp`."""

import asyncio

import aiohttp

from sessions import reply, sessions


def auth(scheme, user, password):
    if scheme == "basic":
        return {"headers": {"Authorization": aiohttp.encode_basic_auth(user, password)}}
    return {"middlewares": [aiohttp.DigestAuthMiddleware(user, password)]}


async def get(client, body, url):
    try:
        async with client.request("GET" if body is None else "POST", url, data=body) as answer:
            return f"{answer.status} {(await answer.text()).strip()}"
    except Exception as error:
        return type(error).__name__


async def run(order, scheme, user, password, body, urls):
    try:
        options = auth(scheme, user, password)
    except Exception as error:
        return [type(error).__name__] * len(urls)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(20), **options) as client:
        answers = [await get(client, body, urls[0])]
        if order == "serial":
            return answers + [await get(client, body, url) for url in urls[1:]]
        return answers + await asyncio.gather(*(get(client, body, url) for url in urls[1:]))


reply([aiohttp.__version__])
for session in sessions():
    reply(asyncio.run(run(*session)))

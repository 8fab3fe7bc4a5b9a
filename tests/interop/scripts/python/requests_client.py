"""The library `requests`."""

from concurrent.futures import ThreadPoolExecutor

import requests
from requests.auth import HTTPBasicAuth, HTTPDigestAuth

from sessions import reply, sessions

SCHEMES = {"basic": HTTPBasicAuth, "digest": HTTPDigestAuth}


def get(session, body, url):
    try:
        method = "GET" if body is None else "POST"
        answer = session.request(method, url, data=body, timeout=20)
    except Exception as error:
        return type(error).__name__
    return f"{answer.status_code} {answer.text.strip()}"


reply([requests.__version__])
for order, scheme, user, password, body, urls in sessions():
    with requests.Session() as session, ThreadPoolExecutor(8) as pool:
        session.auth = SCHEMES[scheme](user, password)
        answers = [get(session, body, urls[0])]
        each = map if order == "serial" else pool.map
        answers += each(lambda url: get(session, body, url), urls[1:])
    reply(answers)

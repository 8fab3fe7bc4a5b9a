"""The library `requests`; with another argument a library with its interface."""

import sys
from importlib import import_module

from sessions import serve

requests = import_module(sys.argv[1])
SCHEMES = {"basic": requests.auth.HTTPBasicAuth, "digest": requests.auth.HTTPDigestAuth}


class Client:
    def __init__(self, scheme, user, password):
        self.session = requests.Session()
        self.session.auth = SCHEMES[scheme](user, password)

    def get(self, body, url):
        method = "GET" if body is None else "POST"
        answer = self.session.request(method, url, data=body, timeout=20)
        return answer.status_code, answer.text


serve(requests.__version__, Client)

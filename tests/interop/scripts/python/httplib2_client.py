"""The library `httplib2`."""

import httplib2

from sessions import serve


class Client:
    def __init__(self, scheme, user, password):
        self.http = httplib2.Http(timeout=20)
        self.http.add_credentials(user, password)

    def get(self, body, url):
        answer, text = self.http.request(url, "GET" if body is None else "POST", body)
        return answer.status, text.decode()


serve(httplib2.__version__, Client, "serial")

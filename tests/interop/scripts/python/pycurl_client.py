"""The library `pycurl`, whose packages have a libcurl of their own."""

from io import BytesIO

import pycurl

from sessions import serve

SCHEMES = {"basic": pycurl.HTTPAUTH_BASIC, "digest": pycurl.HTTPAUTH_DIGEST}


class Client:
    def __init__(self, scheme, user, password):
        self.curl = pycurl.Curl()
        self.curl.setopt(pycurl.HTTPAUTH, SCHEMES[scheme])
        self.curl.setopt(pycurl.USERNAME, user.encode())
        self.curl.setopt(pycurl.PASSWORD, password.encode())
        self.curl.setopt(pycurl.TIMEOUT, 20)

    def get(self, body, url):
        text = BytesIO()
        self.curl.setopt(pycurl.URL, url)
        self.curl.setopt(pycurl.WRITEDATA, text)
        if body is not None:
            self.curl.setopt(pycurl.POSTFIELDS, body)
        self.curl.perform()
        return self.curl.getinfo(pycurl.RESPONSE_CODE), text.getvalue().decode()


version = pycurl.version.split()[0].split("/")[1]
serve(f"{version}, libcurl {pycurl.version_info()[1]}", Client, "serial", "hangs up")

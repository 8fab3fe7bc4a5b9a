"""The library `mechanize`."""

import mechanize

from sessions import serve


class Client:
    def __init__(self, scheme, user, password):
        self.browser = mechanize.Browser()
        self.browser.set_handle_robots(False)
        self.user = user, password

    def get(self, body, url):
        self.browser.add_password(url, *self.user)
        try:
            answer = self.browser.open_novisit(url, body, timeout=20)
        except mechanize.HTTPError as error:
            answer = error
        return answer.code, answer.read().decode()


serve(".".join(map(str, mechanize.__version__[:3])), Client, "serial")

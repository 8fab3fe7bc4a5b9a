"""libsoup 3, by its binding of Python."""

import gi

gi.require_version("Soup", "3.0")
from gi.repository import GLib, Soup

from sessions import serve


class Client:
    def __init__(self, scheme, user, password):
        self.session = Soup.Session(timeout=20)
        self.user = user, password

    def authenticate(self, message, auth, retrying):
        if retrying:
            return False
        auth.authenticate(*self.user)
        return True

    def get(self, body, url):
        message = Soup.Message.new("GET" if body is None else "POST", url)
        if body is not None:
            content = "application/octet-stream", GLib.Bytes.new(body)
            message.set_request_body_from_bytes(*content)
            # As the documentation of this function asks for.
            message.connect("restarted", lambda message: message.set_request_body_from_bytes(*content))
        message.connect("authenticate", self.authenticate)
        text = self.session.send_and_read(message, None).get_data()
        return message.get_status().real, text.decode()


version = f"{Soup.get_major_version()}.{Soup.get_minor_version()}.{Soup.get_micro_version()}"
# It opens a connection for each POST.
serve(version, Client, "serial", "hangs up")

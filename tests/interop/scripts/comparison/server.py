"""Flask-HTTPAuth on the port of its argument. Its nonces are kept by the process, since most clients keep no cookies."""

import secrets
import sys

from flask import Flask
from flask_httpauth import HTTPDigestAuth
from werkzeug.serving import make_server

PASSWORDS = {"john": "hello", 'quo"te': "pa:ss", "Jäsøn": "pässwörd"}
issued = set()


def issue():
    issued.add(nonce := secrets.token_hex(16))
    return nonce


def guard(**options):
    auth = HTTPDigestAuth(realm="comparison", **options)
    auth.get_password(PASSWORDS.get)
    for generate in [auth.generate_nonce, auth.generate_opaque]:
        generate(issue)
    for verify in [auth.verify_nonce, auth.verify_opaque]:
        verify(issued.__contains__)
    return auth


app = Flask(__name__)
# In one line, as the scripts answer.
app.register_error_handler(500, lambda error: ("Failed", 500))
for path, auth in [("md5", guard()), ("no-qop", guard(qop=None))]:
    hello = auth.login_required(lambda auth=auth: f"Hello, {auth.username()}!\n")
    app.add_url_rule(f"/{path}", path, hello, methods=["GET", "POST"])
make_server("127.0.0.1", int(sys.argv[1]), app, threaded=True).serve_forever()

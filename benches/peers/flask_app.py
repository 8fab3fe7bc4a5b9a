"""Flask-HTTPAuth, with the users and the answer of all servers here."""

from flask import Flask
from flask_httpauth import HTTPBasicAuth, HTTPDigestAuth

basic_auth = HTTPBasicAuth(realm="x")
digest_auth = HTTPDigestAuth(realm="x", algorithm="MD5")


@basic_auth.verify_password
def verify_password(username, password):
    return 1 if (username, password) == ("john", "hello") else None


@digest_auth.get_password
def get_password(username):
    return "hello" if username == "john" else None


# Its own nonces are in a session, which these clients do not keep.
@digest_auth.generate_nonce
def generate_nonce():
    return "5f1b2a3c"


@digest_auth.verify_nonce
def verify_nonce(nonce):
    return nonce == "5f1b2a3c"


@digest_auth.generate_opaque
def generate_opaque():
    return "9d8e7f6a"


@digest_auth.verify_opaque
def verify_opaque(opaque):
    return opaque == "9d8e7f6a"


bare, basic, digest = Flask("bare"), Flask("basic"), Flask("digest")


@bare.get("/")
def bare_index():
    return "Hello, 1!"


@basic.get("/")
@basic_auth.login_required
def basic_index():
    return f"Hello, {basic_auth.current_user()}!"


@digest.get("/")
@digest_auth.login_required
def digest_index():
    return "Hello, 1!"

"""What the loopback comparison asks of Flask-HTTPAuth: the same users, the same answer."""

from flask import Flask
from flask_httpauth import HTTPBasicAuth

app = Flask(__name__)
auth = HTTPBasicAuth(realm="x")


@auth.verify_password
def verify_password(username, password):
    return 1 if (username, password) == ("john", "hello") else None


@app.get("/")
@auth.login_required
def index():
    return f"Hello, {auth.current_user()}!"

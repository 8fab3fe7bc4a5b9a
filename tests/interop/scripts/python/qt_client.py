"""Qt's `QNetworkAccessManager`, by its binding of Python."""

from PyQt5.QtCore import QT_VERSION_STR, QCoreApplication, QEventLoop, QUrl
from PyQt5.QtNetwork import QNetworkAccessManager, QNetworkRequest

from sessions import reply, sessions

application = QCoreApplication([])


def start(manager, body, url):
    request = QNetworkRequest(QUrl(url))
    request.setTransferTimeout(20_000)
    if body is None:
        return manager.get(request)
    request.setHeader(QNetworkRequest.ContentTypeHeader, "application/octet-stream")
    return manager.post(request, body)


def wait(answer):
    if not answer.isFinished():
        loop = QEventLoop()
        answer.finished.connect(loop.quit)
        loop.exec_()
    status = answer.attribute(QNetworkRequest.HttpStatusCodeAttribute)
    text = bytes(answer.readAll()).decode().strip()
    return f"{status} {text}" if status else f"error {answer.error()}"


def run(order, user, password, body, urls):
    manager = QNetworkAccessManager()
    asked = set()

    def authenticate(answer, authenticator):
        # It asks again after a wrong password; an answer without one ends this.
        if answer not in asked:
            asked.add(answer)
            authenticator.setUser(user)
            authenticator.setPassword(password)

    manager.authenticationRequired.connect(authenticate)
    answers = [wait(start(manager, body, urls[0]))]
    if order == "serial":
        return answers + [wait(start(manager, body, url)) for url in urls[1:]]
    return answers + [wait(answer) for answer in [start(manager, body, url) for url in urls[1:]]]


reply([QT_VERSION_STR])
for order, _, user, password, body, urls in sessions():
    reply(run(order, user, password, body, urls))

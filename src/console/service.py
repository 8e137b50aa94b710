"""Stowage as a client sees it: signed uploads (contract v1) and downloads, by status."""

import hashlib
import hmac
import http.client
import secrets
import socket
import time
import uuid
from urllib.parse import urlsplit


class Service:
    def __init__(self, url):
        self.host = urlsplit(url).netloc
        self.secret = secrets.token_urlsafe(36)

    def put(self, size):
        """Uploads a new file; returns its path and the status."""
        path = f"{uuid.uuid4()}/walk.bin"
        text = f"{path} {size}".encode()
        mac = hmac.new(self.secret.encode(), text, hashlib.sha256).hexdigest()
        return path, self.ask("PUT", f"{path}?v={mac}", b"w" * size)

    def get(self, path):
        return self.ask("GET", path)

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection(self.host, timeout=30)
        try:
            connection.putrequest(method, "/upload/" + path)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
                connection.putheader("Expect", "100-continue")
            connection.endheaders()
            if body is not None and not refused_early(connection.sock):
                connection.send(body)
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            connection.close()


def refused_early(sock):
    """Whether the server has refused without the body: looks at the first line of its answer and leaves it there."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        line = sock.recv(64, socket.MSG_PEEK)
        if line.startswith(b"HTTP/1.1 100"):
            return False
        if len(line) >= 12:
            return True
    return False

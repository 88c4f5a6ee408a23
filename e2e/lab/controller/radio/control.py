"""The control socket: a line in, a line out ("ok", an answer, or "error: ...")."""
import os
import socket

LINE_LIMIT, WAITING = 1024, 8


def listen(path):
    if os.path.exists(path):
        os.unlink(path)
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(path)
    server.listen(WAITING)
    return server


class Conversation:
    """One client; `answer` turns a line into its answer."""

    def __init__(self, connection, answer):
        self.connection, self._answer, self._buffer = connection, answer, b""

    def serve(self):
        """Answers what has arrived; returns False when the client is gone."""
        try:
            data = self.connection.recv(LINE_LIMIT)
            self._buffer += data
            while b"\n" in self._buffer:
                line, self._buffer = self._buffer.split(b"\n", 1)
                self.connection.sendall(self._answer(line.decode(errors="replace")).encode() + b"\n")
        except OSError:
            return False
        return bool(data) and len(self._buffer) <= LINE_LIMIT


def tell(path, line):
    """Says one line to a running controller and returns its answer."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        try:
            client.connect(path)
        except OSError as refused:
            raise OSError(f"nobody listens at {path} ({refused.strerror}); is the controller running?") from None
        client.sendall(line.encode() + b"\n")
        with client.makefile() as answers:
            return answers.readline().rstrip("\n")

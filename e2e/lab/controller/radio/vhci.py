"""The kernel's virtual HCI: a file; opening it and asking for a device makes hciN appear."""
import errno
import os

CREATE_DUAL_MODE = b"\xff\x00"
PACKET_LIMIT = 1 + 4 + 1024


class Vhci:
    def __init__(self, path):
        self._path, self._fd = path, None

    def open(self):
        self.close()
        self._fd = os.open(self._path, os.O_RDWR | os.O_NONBLOCK)
        os.write(self._fd, CREATE_DUAL_MODE)

    def close(self):
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def fileno(self):
        return -1 if self._fd is None else self._fd

    def is_open(self):
        return self._fd is not None

    def read(self):
        """One packet, or None if there is none yet."""
        try:
            return os.read(self._fd, PACKET_LIMIT)
        except BlockingIOError:
            return None

    def send(self, packet):
        if self._fd is None:
            return
        try:
            os.write(self._fd, packet)
        except OSError as refused:
            # The kernel takes no packets for a device that is down; a real one's are lost just so.
            if refused.errno != errno.ENXIO:
                raise

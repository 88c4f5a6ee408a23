"""LE connections: the lab's LE peers are beacons, so an attempt waits until the host gives up."""
from . import hci

CREATE, CANCEL = hci.opcode(8, 0x000D), hci.opcode(8, 0x000E)


class LeLinks:
    def __init__(self, air):
        self._air = air
        self.reset()

    def reset(self):
        self._waiting = False

    def handlers(self):
        return {CREATE: self._create, CANCEL: self._cancel}

    def _create(self, op, parameters, now):
        self._air.send(hci.status(op, hci.DISALLOWED if self._waiting else hci.OK))
        self._waiting = True

    def _cancel(self, op, parameters, now):
        waited, self._waiting = self._waiting, False
        self._air.send(hci.complete(op, bytes([hci.OK if waited else hci.DISALLOWED])))
        if waited:
            self._air.send(hci.le_meta(0x01, bytes([hci.UNKNOWN_CONNECTION]) + bytes(17)))

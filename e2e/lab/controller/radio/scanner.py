"""LE scanning by the legacy commands (Core vol 4 part E 7.8.10 and 7.8.11)."""
import struct
from collections import OrderedDict

from . import hci, peers

ACTIVE, ACCEPT_LIST_ONLY, SCAN_RESPONSE, ADV_DELAY = 1, 1, 0x04, 0.010
PARAMETERS, ENABLE = hci.opcode(8, 0x000B), hci.opcode(8, 0x000C)
LIST_SIZE, LIST_CLEAR = hci.opcode(8, 0x000F), hci.opcode(8, 0x0010)
LIST_ADD, LIST_REMOVE = hci.opcode(8, 0x0011), hci.opcode(8, 0x0012)
LIST_LIMIT = 32


class Scanner:
    def __init__(self, air, duplicate_slots):
        self._air, self._slots = air, duplicate_slots
        self.reset()

    def reset(self):
        self.enabled, self._active, self._filter_duplicates, self._policy = False, False, False, 0
        self._interval = self._window = 0.010
        self._accepted, self._seen, self._since = set(), OrderedDict(), 0.0

    def handlers(self):
        return {PARAMETERS: self._set_parameters, ENABLE: self._enable, LIST_CLEAR: self._clear,
                LIST_SIZE: lambda op, p, now: self._air.send(hci.complete(op, bytes([hci.OK, LIST_LIMIT]))),
                LIST_ADD: lambda op, p, now: self._change(op, self._accepted.add, p),
                LIST_REMOVE: lambda op, p, now: self._change(op, self._accepted.discard, p)}

    def _answer(self, op, code=hci.OK):
        self._air.send(hci.complete(op, bytes([code])))

    def _set_parameters(self, op, parameters, now):
        kind, interval, window, _, policy = struct.unpack("<BHHBB", parameters)
        if self.enabled:
            return self._answer(op, hci.DISALLOWED)
        if not 4 <= window <= interval <= 0x4000:
            return self._answer(op, hci.INVALID_PARAMETERS)
        self._active, self._policy = kind == ACTIVE, policy
        self._interval, self._window = interval * 0.000625, window * 0.000625
        self._answer(op)

    def _enable(self, op, parameters, now):
        self.enabled, self._filter_duplicates = bool(parameters[0]), bool(parameters[1])
        self._since = now
        self._seen.clear()
        if self.enabled:
            self._air.faults.ended_by("restart")
        self._answer(op)

    def _clear(self, op, parameters, now):
        self._accepted.clear()
        self._answer(op)

    def _change(self, op, change, parameters):
        change(bytes(parameters[:7]))
        self._answer(op)

    def hears(self, now):
        """Whether the receiver is open: the window is the first part of each interval."""
        return self.enabled and not self._air.faults.deaf() and (now - self._since) % self._interval < self._window

    def describe(self):
        kind = "active" if self._active else "passive"
        return f"{kind} {self._window * 1000:g}/{self._interval * 1000:g} ms" if self.enabled else "off"

    def _repeated(self, key):
        # Real controllers remember few devices: beyond that, the oldest is reported anew.
        if not self._filter_duplicates:
            return False
        known = key in self._seen
        self._seen[key] = True
        if len(self._seen) > self._slots:
            self._seen.popitem(last=False)
        return known

    def advertised(self, now, device, kind, pdu, data, response, rssi):
        """An advertisement went over the air; reports it if this receiver was open and wants it."""
        key = bytes([kind]) + device[::-1]
        if not self.hears(now) or (self._policy & 1 == ACCEPT_LIST_ONLY and key not in self._accepted):
            return
        if not self._repeated((key, pdu, data)):
            self._report(now, pdu, key, data, rssi)
        if self._active and response is not None and pdu in (peers.IND, peers.SCANNABLE):
            if not self._repeated((key, SCAN_RESPONSE, response)):
                self._report(now, SCAN_RESPONSE, key, response, rssi)

    def _report(self, now, pdu, key, data, rssi):
        body = bytes([1, pdu]) + key + bytes([len(data)]) + data + struct.pack("b", rssi)
        self._air.send(hci.le_meta(0x02, body))
        self._air.trace.reported(now, "le", key[:0:-1], rssi)

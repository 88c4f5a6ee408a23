"""Classic connections: pages, and what a host asks of a device it has reached (Core vol 4 part E 7.1)."""
import struct

from . import hci
from .l2cap import L2cap

CREATE, DISCONNECT, CANCEL = hci.opcode(1, 0x0005), hci.opcode(1, 0x0006), hci.opcode(1, 0x0008)
NAME, NAME_CANCEL = hci.opcode(1, 0x0019), hci.opcode(1, 0x001A)
FEATURES, EXTENDED, VERSION = hci.opcode(1, 0x001B), hci.opcode(1, 0x001C), hci.opcode(1, 0x001D)
CLOCK_OFFSET = hci.opcode(1, 0x001F)
PAGE_TIMEOUT = hci.opcode(3, 0x0018)
SUPERVISION, SLOT = 20.0, 0.000625
PEER_FEATURES = bytes([0xBF, 0x06, 0x00, 0x7E, 0x98, 0x07, 0x40, 0x80])  # no simple pairing: nobody pairs in the lab


class Links:
    def __init__(self, air):
        self._air = air
        self.reset()

    def reset(self):
        for entry in getattr(self, "_pages", {}).values():
            self._air.agenda.cancel(entry)
        self._pages, self._links, self._handle, self._timeout = {}, {}, 0x000A, 0x2000 * SLOT

    def handlers(self):
        return {CREATE: self._create, CANCEL: self._cancel, DISCONNECT: self._disconnect, NAME: self._name,
                NAME_CANCEL: self._cancel_name, FEATURES: self._features, EXTENDED: self._extended,
                VERSION: self._version, CLOCK_OFFSET: self._clock_offset, PAGE_TIMEOUT: self._set_timeout}

    def _set_timeout(self, op, parameters, now):
        self._timeout = struct.unpack("<H", parameters)[0] * SLOT
        self._air.send(hci.complete(op, bytes([hci.OK])))

    def _page(self, key, device, now, answer):
        """Plans `answer(peer or None, now)` for when the page ends; nobody answers a deaf radio."""
        peer = self._air.classic(device)
        reached = peer is not None and not self._air.faults.deaf() and peer.page < self._timeout
        due = now + (peer.page if reached else self._timeout)

        def ended(at):
            del self._pages[key]
            answer(self._air.classic(device) if reached else None, at)

        self._pages[key] = self._air.agenda.at(due, ended)

    def _create(self, op, parameters, now):
        device = bytes(parameters[:6])[::-1]
        key = (CREATE, device)
        if key in self._pages:
            return self._air.send(hci.status(op, hci.DISALLOWED))
        self._air.send(hci.status(op, hci.OK))
        self._page(key, device, now, lambda peer, at: self._created(device, peer, at))

    def _connection_complete(self, code, handle, device):
        self._air.send(hci.event(0x03, struct.pack("<BH", code, handle) + device[::-1] + b"\x01\0"))

    def _created(self, device, peer, now):
        if peer is None:
            self._air.trace.happened(now, f"page timeout {self._shown(device)}")
            return self._connection_complete(hci.PAGE_TIMEOUT, 0, device)
        self._handle = self._handle + 1 if self._handle < 0x0EFF else 0x000B
        self._links[self._handle] = (peer, L2cap())
        self._air.trace.happened(now, f"page answered by {peer.name}")
        self._connection_complete(hci.OK, self._handle, device)

    @staticmethod
    def _shown(device):
        return device.hex(":").upper()

    def _cancel(self, op, parameters, now):
        device = bytes(parameters[:6])[::-1]
        entry = self._pages.pop((CREATE, device), None)
        self._air.agenda.cancel(entry)
        self._air.send(hci.complete(op, bytes([hci.OK if entry else hci.UNKNOWN_CONNECTION]) + device[::-1]))
        if entry:
            self._connection_complete(hci.UNKNOWN_CONNECTION, 0, device)

    def _disconnect(self, op, parameters, now):
        handle, _ = struct.unpack("<HB", parameters)
        known = self._links.pop(handle, None)
        self._air.send(hci.status(op, hci.OK if known else hci.UNKNOWN_CONNECTION))
        if known:
            self._gone(handle, hci.LOCAL_HOST_ENDED)

    def _gone(self, handle, reason):
        self._air.send(hci.event(0x05, struct.pack("<BHB", hci.OK, handle, reason)))

    def left(self, peer, now):
        """A peer went out of range: its links end when the supervision timeout has passed."""
        for handle, (owner, _) in list(self._links.items()):
            if owner is peer:
                self._air.agenda.at(now + SUPERVISION, lambda at, handle=handle: self._lost(handle))

    def _lost(self, handle):
        owner, _ = self._links.get(handle, (None, None))
        if owner is not None and not owner.present:
            del self._links[handle]
            self._gone(handle, hci.CONNECTION_TIMEOUT)

    def _name(self, op, parameters, now):
        device = bytes(parameters[:6])[::-1]
        key = (NAME, device)
        if key in self._pages:
            return self._air.send(hci.status(op, hci.DISALLOWED))
        self._air.send(hci.status(op, hci.OK))
        self._page(key, device, now, lambda peer, at: self._named(device, peer))

    def _named(self, device, peer):
        code, name = (hci.OK, peer.local_name.encode()) if peer else (hci.PAGE_TIMEOUT, b"")
        self._air.send(hci.event(0x07, bytes([code]) + device[::-1] + name[:248].ljust(248, b"\0")))

    def _cancel_name(self, op, parameters, now):
        device = bytes(parameters[:6])[::-1]
        entry = self._pages.pop((NAME, device), None)
        self._air.agenda.cancel(entry)
        self._air.send(hci.complete(op, bytes([hci.OK if entry else hci.UNKNOWN_CONNECTION]) + device[::-1]))
        if entry:
            self._air.send(hci.event(0x07, bytes([hci.UNKNOWN_CONNECTION]) + device[::-1] + bytes(248)))

    def _about(self, op, parameters, code, body):
        handle = struct.unpack_from("<H", parameters)[0]
        if handle not in self._links:
            return self._air.send(hci.status(op, hci.UNKNOWN_CONNECTION))
        self._air.send(hci.status(op, hci.OK))
        self._air.send(hci.event(code, struct.pack("<BH", hci.OK, handle) + body))

    def _features(self, op, parameters, now):
        self._about(op, parameters, 0x0B, PEER_FEATURES)

    def _extended(self, op, parameters, now):
        self._about(op, parameters, 0x23, bytes([parameters[2], 0]) + bytes(8))

    def _version(self, op, parameters, now):
        self._about(op, parameters, 0x0C, struct.pack("<BHH", 8, 0x05F1, 0))

    def _clock_offset(self, op, parameters, now):
        self._about(op, parameters, 0x1C, b"\0\0")

    def acl(self, packet):
        """Data from the host; a peer that left swallows it."""
        handle = struct.unpack_from("<H", packet, 1)[0] & 0x0FFF
        if handle not in self._links:
            return
        self._air.send(hci.event(0x13, struct.pack("<BHH", 1, handle, 1)))
        peer, l2cap = self._links[handle]
        if peer.present:
            for frame in l2cap.receive(packet[5:]):
                self._air.send(hci.acl(handle, frame))

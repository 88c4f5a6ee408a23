"""As much L2CAP (Core vol 3 part A 4) and SDP (part B 4) as a phone shows to a stranger.

It answers echo and information requests, and lets the host browse an empty list of services.
"""
import struct

SIGNALLING, SDP_PSM, LOCAL_BASE = 0x0001, 0x0001, 0x0040
REJECT, CONNECT, CONFIGURE, DISCONNECT, ECHO, INFORMATION = 0x01, 0x02, 0x04, 0x06, 0x08, 0x0A
NO_PSM, SUCCESS, NOT_SUPPORTED = 0x0002, 0x0000, 0x0001
SDP_ERROR = 0x01


def frame(channel, payload):
    return struct.pack("<HH", len(payload), channel) + payload


def signal(code, identifier, body):
    return frame(SIGNALLING, struct.pack("<BBH", code, identifier, len(body)) + body)


class L2cap:
    """One link; `receive` takes a frame the host sent and returns those the peer answers."""

    def __init__(self):
        self._remote = {}  # our channel to the host's
        self._asked = 0

    def receive(self, data):
        if len(data) < 4:
            return []
        length, channel = struct.unpack_from("<HH", data)
        payload = data[4 : 4 + length]
        if channel != SIGNALLING:
            return self._sdp(channel, payload)
        answers = []
        while len(payload) >= 4:
            code, identifier, size = struct.unpack_from("<BBH", payload)
            answers += self._signal(code, identifier, payload[4 : 4 + size])
            payload = payload[4 + size :]
        return answers

    def _signal(self, code, identifier, body):
        if code == ECHO:
            return [signal(ECHO + 1, identifier, body)]
        if code == INFORMATION:
            return [signal(INFORMATION + 1, identifier, body[:2] + struct.pack("<H", NOT_SUPPORTED))]
        if code == CONNECT:
            return self._connect(identifier, *struct.unpack("<HH", body[:4]))
        if code == CONFIGURE:
            return self._configure(identifier, struct.unpack_from("<H", body)[0])
        if code == DISCONNECT:
            self._remote.pop(struct.unpack_from("<H", body)[0], None)
            return [signal(DISCONNECT + 1, identifier, body[:4])]
        return [] if code & 1 else [signal(REJECT, identifier, b"\0\0")]

    def _next_identifier(self):
        self._asked = self._asked % 255 + 1
        return self._asked

    def _connect(self, identifier, psm, source):
        if psm != SDP_PSM:
            return [signal(CONNECT + 1, identifier, struct.pack("<HHHH", 0, source, NO_PSM, 0))]
        ours = LOCAL_BASE + len(self._remote)
        self._remote[ours] = source
        return [signal(CONNECT + 1, identifier, struct.pack("<HHHH", ours, source, SUCCESS, 0)),
                signal(CONFIGURE, self._next_identifier(), struct.pack("<HH", source, 0))]

    def _configure(self, identifier, ours):
        if ours not in self._remote:
            return [signal(REJECT, identifier, struct.pack("<HHH", 2, ours, 0))]
        return [signal(CONFIGURE + 1, identifier, struct.pack("<HHH", self._remote[ours], 0, SUCCESS))]

    def _sdp(self, channel, payload):
        if channel not in self._remote or len(payload) < 5:
            return []
        kind, transaction = struct.unpack_from(">BH", payload)
        bodies = {0x02: (0x03, struct.pack(">HHB", 0, 0, 0)),  # no service record handles
                  0x06: (0x07, struct.pack(">H", 2) + b"\x35\0" + b"\0")}  # an empty sequence
        answer, body = bodies.get(kind, (SDP_ERROR, struct.pack(">H", 0x0003)))
        return [frame(self._remote[channel], struct.pack(">BHH", answer, transaction, len(body)) + body)]

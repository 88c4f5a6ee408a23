"""Classic discovery (Core vol 4 part E 7.1.1): who is discoverable answers once in an inquiry."""
import struct

from . import ad, hci, peers

INQUIRY, CANCEL, MODE = hci.opcode(1, 0x0001), hci.opcode(1, 0x0002), hci.opcode(3, 0x0045)
COMPLETE, RESULT_RSSI, RESULT_EXTENDED = 0x01, 0x22, 0x2F
UNIT = 1.28


class Inquirer:
    def __init__(self, air):
        self._air, self._planned, self._mode = air, [], 0

    def reset(self):
        self._stop()
        self._mode = 0

    def handlers(self):
        return {INQUIRY: self._start, CANCEL: self._cancel, MODE: self._set_mode}

    def active(self):
        return bool(self._planned)

    def _set_mode(self, op, parameters, now):
        self._mode = parameters[0]
        self._air.send(hci.complete(op, bytes([hci.OK])))

    def _start(self, op, parameters, now):
        if self._planned:
            return self._air.send(hci.status(op, hci.DISALLOWED))
        self._air.faults.ended_by("restart")
        self._air.send(hci.status(op, hci.OK))
        length = parameters[3] * UNIT
        for peer in self._air.peers.values():
            if isinstance(peer, peers.ClassicPeer) and peer.discoverable:
                due = now + self._air.rng.uniform(0.1, length - 0.1)
                self._planned.append(self._air.agenda.at(due, lambda at, peer=peer: self._answer(peer, at)))
        self._planned.append(self._air.agenda.at(now + length, self._end))

    def _stop(self):
        for entry in self._planned:
            self._air.agenda.cancel(entry)
        self._planned = []

    def _cancel(self, op, parameters, now):
        code = hci.OK if self._planned else hci.DISALLOWED
        self._stop()
        self._air.send(hci.complete(op, bytes([code])))

    def _end(self, now):
        self._planned = []
        self._air.send(hci.event(COMPLETE, bytes([hci.OK])))

    def _answer(self, peer, now):
        if not peer.present or self._air.faults.deaf():
            return
        rssi = peers.heard_rssi(peer, self._air.rng)
        body = bytes([1]) + peer.address[::-1] + b"\x01\0" + peer.device_class.to_bytes(3, "little")
        body += struct.pack("<Hb", 0, rssi)
        if self._mode == 2:
            eir = ad.fit([ad.name(peer.local_name)], ad.EIR_LIMIT)
            self._air.send(hci.event(RESULT_EXTENDED, body + eir.ljust(ad.EIR_LIMIT, b"\0")))
        else:
            self._air.send(hci.event(RESULT_RSSI, body))
        self._air.trace.reported(now, "bredr", peer.address, rssi)

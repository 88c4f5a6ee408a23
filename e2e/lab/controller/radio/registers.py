"""Answers to the commands that only read or write what a controller is and remembers."""
import struct

from . import hci

VERSION, COMPANY = 8, 0x05F1  # Bluetooth 4.2: legacy scanning and advertising only; Linux Foundation
FEATURES = bytes([0xBF, 0x06, 0x00, 0x7E, 0xD8, 0x07, 0x5B, 0x83])
LE_FEATURES = bytes([0x01]) + bytes(7)
LE_STATES = bytes.fromhex("ffffffffff030000")

# Octet: bits, of the commands in Core vol 4 part E 6.27 that this controller has.
_COMMANDS = {0: 0xB3, 2: 0xF8, 5: 0xD8, 6: 0x01, 7: 0xEF, 8: 0x0F, 9: 0x0F, 11: 0x38, 12: 0xB0, 13: 0x03,
             14: 0xE8, 15: 0x02, 17: 0x62, 18: 0x01, 24: 0x60, 25: 0xF7, 26: 0xFF, 27: 0x83, 28: 0x08}
COMMANDS = bytes(_COMMANDS.get(octet, 0) for octet in range(64))

# Values by the command that reads them, and the reader of each command that writes.
_READABLE = {0x0014: bytes(248), 0x0019: b"\0", 0x001B: b"\x00\x08\x12\x00", 0x001D: b"\x00\x10\x12\x00",
             0x0023: bytes(3), 0x0025: b"\x60\0", 0x0039: b"\x01\x33\x8b\x9e", 0x0042: b"\0", 0x0046: b"\0",
             0x0055: b"\0", 0x006C: b"\0\0", 0x0015: b"\x00\x7d"}
_WRITERS = {0x0013: 0x0014, 0x001A: 0x0019, 0x001C: 0x001B, 0x001E: 0x001D, 0x0024: 0x0023, 0x0026: 0x0025,
            0x003A: 0x0039, 0x0043: 0x0042, 0x0047: 0x0046, 0x0056: 0x0055, 0x006D: 0x006C, 0x0016: 0x0015}
# Nothing in the lab depends on these; they are taken and answered.
_ACCEPTED = [(3, c) for c in (0x0001, 0x0005, 0x0052, 0x0063)] + \
            [(8, c) for c in (0x0001, 0x0005, 0x0006, 0x0008, 0x0009, 0x000A)] + [(2, 0x000F)]


class Registers:
    def __init__(self, air, address):
        self._air, self._address = air, address
        self.reset()

    def reset(self):
        self._values = dict(_READABLE)

    def handlers(self):
        table = {hci.opcode(*which): self._accept for which in _ACCEPTED}
        table |= {hci.opcode(3, c): self._read for c in _READABLE}
        table |= {hci.opcode(3, c): self._write for c in _WRITERS}
        return table | {hci.opcode(group, c): self._constant for (group, c) in self._constants()} | {
            hci.opcode(4, 0x0004): self._extended_features, hci.opcode(8, 0x0018): self._random}

    def _constants(self):
        version = struct.pack("<BHBHH", VERSION, 0, VERSION, COMPANY, 0)
        return {(4, 0x0001): version, (4, 0x0002): COMMANDS, (4, 0x0003): FEATURES,
                (4, 0x0005): struct.pack("<HBHH", 1021, 0, 8, 0), (4, 0x0009): self._address[::-1],
                (2, 0x000E): b"\0\0", (3, 0x0038): b"\x01", (3, 0x0058): b"\0", (8, 0x0002): struct.pack("<HB", 27, 8),
                (8, 0x0003): LE_FEATURES, (8, 0x0007): b"\0", (8, 0x001C): LE_STATES}

    def _answer(self, op, returned=b""):
        self._air.send(hci.complete(op, bytes([hci.OK]) + returned))

    def _accept(self, op, parameters, now):
        self._answer(op)

    def _constant(self, op, parameters, now):
        self._answer(op, self._constants()[(op >> 10, op & 0x3FF)])

    def _read(self, op, parameters, now):
        self._answer(op, self._values[op & 0x3FF])

    def _write(self, op, parameters, now):
        self._values[_WRITERS[op & 0x3FF]] = bytes(parameters)
        self._answer(op)

    def _extended_features(self, op, parameters, now):
        page = parameters[0]
        host = self._values[0x0055][0] & 1 | (self._values[0x006C][0] & 1) << 1
        pages = {0: FEATURES, 1: bytes([host]) + bytes(7)}
        self._answer(op, bytes([page, 1]) + pages.get(page, bytes(8)))

    def _random(self, op, parameters, now):
        self._answer(op, self._air.rng.getrandbits(64).to_bytes(8, "little"))

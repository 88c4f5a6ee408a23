"""HCI packets in H4 framing (Core vol 4 part A 2, part E 5.4); numbers are little-endian."""
import struct

COMMAND, ACL, EVENT = 0x01, 0x02, 0x04

OK, UNKNOWN_COMMAND, UNKNOWN_CONNECTION, PAGE_TIMEOUT = 0x00, 0x01, 0x02, 0x04
CONNECTION_TIMEOUT, DISALLOWED, INVALID_PARAMETERS, LOCAL_HOST_ENDED = 0x08, 0x0C, 0x12, 0x16


def opcode(group, command):
    return group << 10 | command


def event(code, payload):
    return bytes([EVENT, code, len(payload)]) + payload


def complete(op, returned):
    return event(0x0E, struct.pack("<BH", 1, op) + returned)


def status(op, code):
    return event(0x0F, struct.pack("<BBH", code, 1, op))


def le_meta(subevent, payload):
    return event(0x3E, bytes([subevent]) + payload)


def acl(handle, payload):
    """A whole L2CAP frame, first and automatically flushable (packet boundary flag 10)."""
    return struct.pack("<BHH", ACL, handle | 0x2000, len(payload)) + payload


def parse_command(packet):
    """Returns opcode and parameters of a command packet, which the kernel built: it is whole."""
    op, length = struct.unpack_from("<HB", packet, 1)
    return op, packet[4 : 4 + length]

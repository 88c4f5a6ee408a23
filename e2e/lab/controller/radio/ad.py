"""Advertising data: length, type, value (Core Supplement part A; Assigned Numbers 2.3)."""
import struct
import uuid

FLAGS, UUIDS_16, NAME, TX_POWER, SERVICE_16, MANUFACTURER = 0x01, 0x03, 0x09, 0x0A, 0x16, 0xFF
APPLE, EDDYSTONE = 0x004C, 0xFEAA
LEGACY_LIMIT, EIR_LIMIT = 31, 240


def field(kind, value):
    if len(value) > 254:
        raise ValueError(f"an advertising field holds at most 254 bytes, not {len(value)}")
    return bytes([len(value) + 1, kind]) + value


def flags(bits):
    return field(FLAGS, bytes([bits]))


def name(text):
    return field(NAME, text.encode())


def ibeacon(proximity, major, minor, power):
    """`power`: dBm at one metre, -128 to 127."""
    body = b"\x02\x15" + uuid.UUID(proximity).bytes + struct.pack(">HHb", major, minor, power)
    return field(MANUFACTURER, struct.pack("<H", APPLE) + body)


def eddystone_uid(namespace, instance, power):
    """`namespace`: 10 bytes, `instance`: 6 bytes, both hexadecimal; `power`: dBm at no distance."""
    space, one = bytes.fromhex(namespace), bytes.fromhex(instance)
    if len(space) != 10 or len(one) != 6:
        raise ValueError(f"Eddystone-UID has 10 bytes of namespace and 6 of instance, not {len(space)} and {len(one)}")
    frame = struct.pack("<HBb", EDDYSTONE, 0x00, power) + space + one + b"\0\0"
    return field(UUIDS_16, struct.pack("<H", EDDYSTONE)) + field(SERVICE_16, frame)


def fit(fields, limit):
    data = b"".join(fields)
    if len(data) > limit:
        raise ValueError(f"the advertising data is {len(data)} bytes long; {limit} fit: put the name into the scan response")
    return data

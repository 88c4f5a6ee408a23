"""Device addresses: six bytes, most significant first, as people write them."""
import re

from . import aes

PUBLIC, RANDOM = 0, 1


def parse(text):
    """Reads AA:BB:CC:DD:EE:FF."""
    if not re.fullmatch(r"([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}", text):
        raise ValueError(f"{text!r} is no device address; write six hexadecimal pairs, 00:1A:7D:DA:71:11")
    return bytes.fromhex(text.replace(":", ""))


def show(address):
    return ":".join(f"{byte:02X}" for byte in address)


def ah(irk, prand):
    """The random address hash (Core vol 3 part H 2.2.2): 3 bytes of an IRK and 3 random bytes."""
    return aes.encrypt(irk, bytes(13) + prand)[-3:]


def resolvable(irk, rng):
    """A fresh resolvable private address (Core vol 6 part B 1.3.2.2): the top two bits are 01."""
    prand = bytes([0x40 | rng.getrandbits(6), rng.getrandbits(8), rng.getrandbits(8)])
    return prand + ah(irk, prand)


def private(rng):
    """An address that looks resolvable and belongs to nobody."""
    return bytes([0x40 | rng.getrandbits(6)]) + rng.getrandbits(40).to_bytes(5, "big")

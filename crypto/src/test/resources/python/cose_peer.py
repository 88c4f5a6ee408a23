"""The envelope "sealpost/1" once more, from its description, without a COSE library.

Each line of the standard input is a request of fields separated by spaces:

    seal SUITE WAY PSK DEVICE STREAM BOOT EPOCH SEQUENCE PLAINTEXT
        answers the sealed message
    open SUITE WAY PSK DEVICE STREAM BOOT SEALED
        answers EPOCH SEQUENCE =PLAINTEXT, or "refused"

SUITE is 1 or 2, WAY is up or dn, EPOCH and SEQUENCE are decimal, all others hexadecimal; the
names are UTF-8, and BOOT is "-" upwards.
"""

import hashlib
import hmac
import struct
import sys

import cbor2
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PROFILE = "sealpost/1"
ALGORITHM = {1: 5, 2: 4}
TAG_SIZE = {1: 32, 2: 8}
INNER_HEADER = bytes.fromhex("a10103")


def encode(item):
    return cbor2.dumps(item, canonical=True)


def mac(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


class Key:
    """What one device, suite and direction seals and opens with."""

    def __init__(self, suite, way, psk, device, stream, boot):
        self.suite, self.way = int(suite), way
        self.psk, self.device = bytes.fromhex(psk), bytes.fromhex(device).decode()
        context = [PROFILE, 0 if way == "up" else 1, self.device, bytes.fromhex(stream).decode()]
        self.context = encode(context if boot == "-" else context + [bytes.fromhex(boot)])

    def derive(self, purpose, size=32):
        info = encode([PROFILE, self.suite, purpose, self.device])
        return HKDF(hashes.SHA256(), size, PROFILE.encode(), info).derive(self.psk)

    def header(self, cti):
        return encode(
            {1: ALGORITHM[self.suite], 3: 16, 4: self.derive("kid", 8), 15: {7: cti}}
        )

    def tag(self, header, payload):
        structure = encode(["MAC0", header, self.context, payload])
        return mac(self.derive(self.way + " mac"), structure)[: TAG_SIZE[self.suite]]

    def aad(self, header):
        return encode(["Encrypt0", INNER_HEADER, self.context + header])

    def cipher(self):
        return AESGCM(self.derive(self.way + " enc"))

    def seal(self, epoch, sequence, plaintext):
        header = self.header(struct.pack(">II", epoch, sequence))
        nonce_input = encode(["nonce", self.context + header, plaintext])
        nonce = mac(self.derive(self.way + " nonce"), nonce_input)[:12]
        ciphertext = self.cipher().encrypt(nonce, plaintext, self.aad(header))
        payload = encode([INNER_HEADER, {5: nonce}, ciphertext])
        outer = [header, {}, payload, self.tag(header, payload)]
        return encode(cbor2.CBORTag(17, outer))

    def open(self, sealed):
        outer = cbor2.loads(sealed)
        if encode(outer) != sealed or outer.tag != 17:
            raise ValueError("not the one encoding")
        header, unprotected, payload, tag = outer.value
        cti = cbor2.loads(header)[15][7]
        if unprotected != {} or header != self.header(cti):
            raise ValueError("another header")
        if not hmac.compare_digest(tag, self.tag(header, payload)):
            raise ValueError("another tag")
        _, inner_unprotected, ciphertext = cbor2.loads(payload)
        plaintext = self.cipher().decrypt(inner_unprotected[5], ciphertext, self.aad(header))
        return struct.unpack(">II", cti) + (plaintext,)


def answer(line):
    operation, *fields = line.split(" ")
    key = Key(*fields[:6])
    if operation == "seal":
        epoch, sequence, plaintext = fields[6:]
        return key.seal(int(epoch), int(sequence), bytes.fromhex(plaintext)).hex()
    try:
        epoch, sequence, plaintext = key.open(bytes.fromhex(fields[6]))
    except (InvalidTag, ValueError, TypeError, KeyError, AttributeError):
        return "refused"
    return f"{epoch} {sequence} ={plaintext.hex()}"


for answered in [answer(line) for line in sys.stdin.read().splitlines()]:
    print(answered)

"""The rotation of a key once more, from RFC 9180 and its description, without an HPKE library.

Each line of the standard input is a request of fields separated by spaces:

    hpke SKE PKR PSK PSKID INFO AAD PLAINTEXT
        answers ENC CIPHERTEXT
    wrap SUITE DEVICE GENERATION BOOT OLD SKE PKR NEW
        answers ENC WRAPPED
    unwrap SUITE DEVICE GENERATION BOOT OLD SKR ENC WRAPPED
        answers NEW, or "refused"
    psk MASTER DEVICE GENERATION
        answers the device's key

SUITE is 1 or 2 and GENERATION decimal, all others are hexadecimal; DEVICE is UTF-8. SKE is the
private ephemeral key of the sender, SKR the private key of the receiver, PKR its public key.
"""

import sys

import cbor2
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac, serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

PROFILE = "sealpost/1"
MODE_PSK = b"\x01"
KEM = b"KEM" + (0x0020).to_bytes(2, "big")
SUITE = b"HPKE" + b"".join(n.to_bytes(2, "big") for n in (0x0020, 0x0001, 0x0003))


def extract(suite, salt, label, ikm):
    mac = hmac.HMAC(salt or bytes(32), hashes.SHA256())
    mac.update(b"HPKE-v1" + suite + label + ikm)
    return mac.finalize()


def expand(suite, prk, label, info, size):
    labeled = size.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return HKDFExpand(hashes.SHA256(), size, labeled).derive(prk)


def public(private):
    key = X25519PrivateKey.from_private_bytes(private).public_key()
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def agree(private, peer, enc, receiver):
    dh = X25519PrivateKey.from_private_bytes(private).exchange(
        X25519PublicKey.from_public_bytes(peer)
    )
    prk = extract(KEM, b"", b"eae_prk", dh)
    return expand(KEM, prk, b"shared_secret", enc + receiver, 32)


def cipher(shared, psk, psk_id, info):
    context = MODE_PSK + extract(SUITE, b"", b"psk_id_hash", psk_id)
    context += extract(SUITE, b"", b"info_hash", info)
    secret = extract(SUITE, shared, b"secret", psk)
    key = expand(SUITE, secret, b"key", context, 32)
    return ChaCha20Poly1305(key), expand(SUITE, secret, b"base_nonce", context, 12)


def seal(ske, pkr, known, aad, plaintext):
    enc = public(ske)
    aead, nonce = cipher(agree(ske, pkr, enc, pkr), *known)
    return enc, aead.encrypt(nonce, plaintext, aad)


def open_(skr, enc, known, aad, ciphertext):
    aead, nonce = cipher(agree(skr, enc, enc, public(skr)), *known)
    return aead.decrypt(nonce, ciphertext, aad)


def derive(key, info, size):
    encoded = cbor2.dumps(info, canonical=True)
    return HKDF(hashes.SHA256(), size, PROFILE.encode(), encoded).derive(key)


def known(suite, device, generation, boot, old):
    """The pre-shared key for HPKE, its id and what it is bound to."""
    suite, device = int(suite), bytes.fromhex(device).decode()
    psk = derive(old, [PROFILE, suite, "rotate", device], 32)
    kid = derive(old, [PROFILE, suite, "kid", device], 8)
    info = [PROFILE, "rotate", device, int(generation), kid, bytes.fromhex(boot)]
    return psk, kid, cbor2.dumps(info, canonical=True)


def hexes(values):
    return " ".join(value.hex() for value in values)


def answer(line):
    operation, *fields = line.split(" ")
    if operation == "hpke":
        ske, pkr, psk, psk_id, info, aad, plaintext = map(bytes.fromhex, fields)
        return hexes(seal(ske, pkr, (psk, psk_id, info), aad, plaintext))
    if operation == "psk":
        master, device, generation = fields
        info = [PROFILE, 0, "psk", bytes.fromhex(device).decode(), int(generation)]
        return derive(bytes.fromhex(master), info, 32).hex()
    old, *rest = map(bytes.fromhex, fields[4:])
    terms = known(*fields[:4], old)
    if operation == "wrap":
        return hexes(seal(rest[0], rest[1], terms, b"", rest[2]))
    try:
        return open_(rest[0], rest[1], terms, b"", rest[2]).hex()
    except (InvalidTag, ValueError):
        return "refused"


for answered in [answer(line) for line in sys.stdin.read().splitlines()]:
    print(answered)

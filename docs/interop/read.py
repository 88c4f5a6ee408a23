#!/usr/bin/python3
"""Opens readings: mosquitto_sub -t sealpost/rpi-07/temperature -F '%t %x' | read.py KEY-FILE"""
import hmac, json, os, sys, time
import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PROFILE, SUITE, ALGORITHM, A256GCM = "sealpost/1", 1, 5, bytes.fromhex("a10103")
BASES, MARKS = {-2, -3, -4}, {"sim_", "boot_", "up_", "unsync"}

def encode(item):
    return cbor2.dumps(item, canonical=True)

def decode(data):
    if len(data) > 65536 or encode(cbor2.loads(data)) != data:
        raise ValueError("too long, or not the one encoding")
    return cbor2.loads(data)

def unseal(psk, device, stream, sealed):
    def derive(purpose, size=32):
        info = encode([PROFILE, SUITE, purpose, device])
        return HKDF(hashes.SHA256(), size, PROFILE.encode(), info).derive(psk)
    outer, context = decode(sealed), encode([PROFILE, 0, device, stream])
    header, unprotected, payload, tag = outer.value
    cti, bare = decode(header)[15][7], outer.tag == 17 and unprotected == {}
    own = encode({1: ALGORITHM, 3: 16, 4: derive("kid", 8), 15: {7: cti}})
    mac = hmac.digest(derive("up mac"), encode(["MAC0", header, context, payload]), "sha256")
    if not bare or header != own or not hmac.compare_digest(mac, tag):
        raise ValueError("another key, or not authentic")
    (_, nonce, ciphertext), aad = decode(payload), ["Encrypt0", A256GCM, context + header]
    plaintext = AESGCM(derive("up enc")).decrypt(nonce[5], ciphertext, encode(aad))
    return int.from_bytes(cti[:4], "big"), int.from_bytes(cti[4:], "big"), decode(plaintext)

def resolve(record, base):
    if any(str(label).endswith("_") and label not in MARKS for label in record):
        raise ValueError("a label that must be understood")
    base.update({label: record[label] for label in BASES & record.keys()})
    hidden = "up_" in record and "unsync" not in record  # an uptime and no clock beside it
    at = None if hidden else base.get(-3, 0) + record.get(6, 0)
    return {"name": base.get(-2, "") + record.get(0, ""), "unit": record.get(1, base.get(-4)),
            "value": next(record[label] for label in (2, 3, 4) if label in record),
            "time": at if at is None or at >= 2**28 else at + time.time(),
            **{label: record[label] for label in MARKS & record.keys()}}

if os.stat(sys.argv[1]).st_mode & 0o077:
    sys.exit(f"{sys.argv[1]}: others may read it; chmod 600 {sys.argv[1]}")
key, seen, code = bytes.fromhex(open(sys.argv[1], encoding="ascii").read()), set(), 0
for topic, _, message in (line.rstrip("\n").rpartition(" ") for line in sys.stdin):
    device, stream = topic.split("/")[-2:]
    try:
        epoch, sequence, pack = unseal(key, device, stream, bytes.fromhex(message))
        said, base = {"device": device, "stream": stream, "epoch": epoch, "sequence": sequence}, {}
        for record in [] if str(said) in seen else [resolve(record, base) for record in pack]:
            print(json.dumps({**said, **record}, default=bytes.hex), flush=True)
        seen.add(str(said))
    except Exception:  # whatever is wrong with it
        print(f"refused: a message on {topic}", file=sys.stderr)
        code = 1
sys.exit(code)

"""Writes the vectors beside this file, by the peer that also answers the tests."""

import hashlib
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
PEER = HERE.parent.parent / "python" / "rotate_peer.py"
ORDER = "suite device generation boot old".split()
FLIPPED = "one bit of {} is flipped"


def drawn(name, size=32):
    return hashlib.sha256(f"sealpost rotation vector {name}".encode()).digest()[:size].hex()


def ask(*lines):
    """Keys go to the peer by its standard input alone."""
    run = subprocess.run(
        [sys.executable, PEER], input="\n".join(lines), capture_output=True, check=True, text=True
    )
    return run.stdout.splitlines()


def public(private):
    base = "0900000000000000" + 48 * "0"
    line = " ".join(["hpke", private, base, drawn("psk"), "00", "00", "00", "00"])
    return ask(line)[0].split(" ")[0]


def case(number, suite, device, generation):
    made = {"suite": suite, "device": device, "generation": generation}
    for name, size in {"boot": 8, "old": 32, "new": 32, "skR": 32, "skE": 32}.items():
        made[name] = drawn(f"{number} {name}", size)
    return wrapped({**made, "pkR": public(made["skR"])})


def wrapped(made):
    terms = [str(made[name]) for name in ORDER]
    terms[1] = made["device"].encode().hex()
    line = " ".join(["wrap", *terms, made["skE"], made["pkR"], made["new"]])
    enc, sealed = ask(line)[0].split(" ")
    return {**made, "enc": enc, "wrapped": sealed}


def flipped(text, byte):
    changed = bytearray.fromhex(text)
    changed[byte] ^= 1
    return changed.hex()


def rejects(good):
    changes = [
        ("other suite", {"suite": 2}),
        ("other device", {"device": "rpi-08"}),
        ("generation above", {"generation": good["generation"] + 1}),
        ("generation below", {"generation": good["generation"] - 1}),
        ("other boot", {"boot": drawn("other boot", 8)}),
        ("other pre-shared key", {"old": drawn("other old")}),
        ("other key pair", {"skR": drawn("other skR")}),
        ("encapsulated key of another message", {"enc": public(drawn("other skE"))}),
        ("encapsulated key of low order", {"enc": 64 * "0"}),
        ("encapsulated key in upper case", {"enc": good["enc"].upper()}),
        ("encapsulated key too short", {"enc": good["enc"][2:]}),
        ("encapsulated key too long", {"enc": good["enc"] + "00"}),
        ("half a byte missing", {"enc": good["enc"][1:]}),
        ("wrapped key in upper case", {"wrapped": good["wrapped"].upper()}),
        ("wrapped key without its tag", {"wrapped": good["wrapped"][:64]}),
        ("wrapped key with something behind", {"wrapped": good["wrapped"] + "00"}),
        ("nothing wrapped", {"wrapped": ""}),
        ("no hexadecimal", {"wrapped": "x" * 96}),
    ]
    for byte in (0, 31):
        changes.append((FLIPPED.format("enc"), {"enc": flipped(good["enc"], byte)}))
    for byte in (0, 31, 32, 47):
        changes.append((FLIPPED.format("wrapped"), {"wrapped": flipped(good["wrapped"], byte)}))
    for why, new in {"key of 31 bytes": good["new"][2:], "key of 33 bytes": good["new"] + "00",
                     "new key is the old one": good["old"]}.items():
        changes.append((why, {"wrapped": wrapped({**good, "new": new})["wrapped"]}))
    return [{"why": why, **good, **change} for why, change in changes]


def master(number, device, generation):
    key = drawn(f"master {number}")
    psk = ask(" ".join(["psk", key, device.encode().hex(), str(generation)]))[0]
    return {"master": key, "device": device, "generation": generation, "psk": psk}


def write(name, vectors):
    (HERE / name).write_text(json.dumps(vectors, indent=1, ensure_ascii=False) + "\n", "utf-8")


DEVICES = ["rpi-07", "gärten-süd 🌡"]
GENERATIONS = [1, 23, 24, 255, 256, 65536, 2**32, 2**63 - 1]
VALID = [
    case(f"{suite} {device} {generation}", suite, device, generation)
    for suite in (1, 2)
    for device in DEVICES
    for generation in GENERATIONS
]
TO_BREAK = case("reject", 1, "rpi-07", 24)
write("valid.json", [*VALID, TO_BREAK])
write("reject.json", rejects(TO_BREAK))
write("master.json", [master(d, d, g) for d in DEVICES for g in [0, *GENERATIONS]])

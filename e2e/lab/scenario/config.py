"""What the agent in the guest reads; who it is and where the broker is, is provisioned."""

import pathlib

TABLES = """\
[health]
interval = "10s"

[clock]
trust = true
"""

# Type and its own keys, stream; read every 3 s.
ZONE = ("thermal-zone", 'zone = "cpu-thermal"', "cpu")
VIRT = [
    ("ds18b20", 'id = "28-03a1b2c3d401"', "one-wire-a"),
    ("ds18b20", 'id = "28-03a1b2c3d40a"', "one-wire-b"),
    ("hwmon", 'chip = "tmp102"\ninput = "temp1"', "hwmon"),
    ("iio", 'device = "bme280"', "iio"),
]
# Pi4J has a native library for ARM only.
PI4J = [
    ("tmp102", "address = 0x48", "i2c"),
    ("tmp117", "address = 0x49", "tmp117"),
    ("mcp9808", "address = 24", "mcp9808"),
    ("sht31", "address = 0x44", "sht31"),
    ("sht4x", "address = 0x45", "sht4x"),
    ("bme280", "address = 0x76", "bme280"),
]
# The chip of QEMU's Pi, a TMP105, is read like a TMP102.
PI = [ZONE, PI4J[0]]
# Of the phone in guest/radio.toml, which is the sample of the Core Specification.
IRK = "ec0234a357c8ad05341010a60a397d9b"
PRESENCE = pathlib.Path(__file__).parent / "presence.toml"


def write(machine):
    """Puts what the device needs beside its keys into the job; the tables for its device.toml."""
    virt = machine.kind == "virt"
    sensors = [ZONE, *VIRT, *(PI4J if machine.arch == "arm64" else [])] if virt else PI
    parts = [TABLES]
    for sensor, keys, stream in sensors:
        parts.append(f'[[sensor]]\ntype = "{sensor}"\n{keys}\nstream = "{stream}"\ninterval = "3s"\n')
    if virt:
        parts.append(PRESENCE.read_text())
        (machine.job / "phone.irk").write_text(IRK + "\n")
    tables = machine.work / "tables.toml"
    tables.write_text("\n".join(parts))
    return tables

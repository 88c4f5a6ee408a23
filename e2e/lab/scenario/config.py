"""The configuration of the agent in the guest."""

from .site import DEVICE, HOST_IN_GUEST

HEAD = """\
[device]
id = "{device}"
name = "Emulated Pi"
state = "/var/lib/sealpost"

[broker]
url = "mqtts://{host}:{port}"
ca-file = "ca.pem"

[seal]
key-file = "psk"

[health]
interval = "10s"

[clock]
trust = true
"""

# Type and its own keys, stream; read every 2 s.
ZONE = ("thermal-zone", 'zone = "cpu-thermal"', "cpu")
VIRT = [
    ("ds18b20", 'id = "28-03a1b2c3d401"', "one-wire-a"),
    ("ds18b20", 'id = "28-03a1b2c3d40a"', "one-wire-b"),
    ("hwmon", 'chip = "tmp102"\ninput = "temp1"', "hwmon"),
    ("iio", 'device = "bme280"', "iio"),
]
# Pi4J has a native library for ARM only.
PI4J = [("tmp102", "bus = 1\naddress = 0x48", "i2c")]


def device_toml(arch, kind, port):
    on_arm = PI4J if arch == "arm64" else []
    sensors = [ZONE, *on_arm, *([] if kind == "raspi3b" else VIRT)]
    parts = [HEAD.format(device=DEVICE, host=HOST_IN_GUEST, port=port)]
    for sensor, keys, stream in sensors:
        parts.append(
            f'[[sensor]]\ntype = "{sensor}"\n{keys}\nstream = "{stream}"\ninterval = "2s"\n'
        )
    return "\n".join(parts)

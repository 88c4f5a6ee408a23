"""The machine boots, the kernel finds its chips, the agent reads them."""

import time

from .step import Step, require

EVERYWHERE = ("virt", "raspi3b")
# The Java machine starts slowly where each instruction is translated.
START_S = 600
GUEST = "/mnt/checkout/e2e/lab/guest"


def boot(lab):
    lab.guest.wait_until_up()
    return lab.guest.run("uname -srm; cut -d' ' -f1 /proc/uptime")


def hardware(lab):
    lab.guest.run(f"{GUEST}/hardware", timeout=120)
    lab.guest.run("for i in $(seq 150); do [ -e /sys/bus/w1/devices/28-03a1b2c3d40a ] && exit; "
                  "sleep 0.2; done; exit 1")
    return lab.guest.run("ls /dev/i2c-1; ls -d /sys/bus/w1/devices/28-*; "
                         "cat /sys/class/thermal/thermal_zone*/type /sys/class/hwmon/*/name")


def start(lab):
    lab.guest.run(f"{GUEST}/install-agent", timeout=120)
    mark = lab.station.mark()
    lab.guest.run("systemctl start sealpost-device", timeout=120)
    seconds, _ = lab.reading("cpu", lambda event: True, within=START_S, since=mark)
    exposure = lab.guest.run("systemd-analyze security sealpost-device --no-pager | tail -1")
    return f"first reading opened {seconds:.1f} s after systemctl start; {exposure}"


def scan(lab):
    """Where the unit's sandbox is not: as a human calls it, with the agent's user and group."""
    out = lab.guest.run("runuser -u sealpost -G i2c -- sealpost-device scan", timeout=300)
    expected = ["28-03a1b2c3d401", "28-03a1b2c3d40a", "cpu-thermal", "bme280"]
    if lab.machine.arch == "arm64":
        expected += ["0x18", "0x48", "0x49", "0x76"]
    missing = [word for word in expected if word not in out]
    require(not missing, f"scan does not say {', '.join(missing)}: {out}")
    return f"{out.count('[[sensor]]')} sensors proposed, with {', '.join(expected)}"


def pi_hardware(lab):
    # The board has no clock of its own; on a network, time is set as soon as it is reached.
    lab.guest.run(f"date -s @{time.time():.0f}")
    lab.guest.run("modprobe i2c-dev && udevadm settle")
    return lab.guest.run("tr -d '\\0' </proc/device-tree/model; echo; ls /dev/i2c-1; "
                         "cat /sys/class/i2c-dev/i2c-1/name /sys/class/thermal/thermal_zone*/type")


def pi_thermometer(lab):
    """QEMU sets the chip; from power-on it has half degrees."""
    told = []
    for celsius in (33.0, -8.5, 21.5):
        lab.guest.monitor("qom-set", path="/machine/peripheral/thermometer",
                          property="temperature", value=round(celsius * 1000))
        told.append(f"{celsius} °C after {lab.temperature('i2c', celsius):.1f} s")
    return ", ".join(told)


def killed(lab):
    epoch = max(event["epoch"] for event in lab.station.since(0) if "epoch" in event)
    lab.guest.run("systemctl kill -s KILL sealpost-device")
    seconds, _ = lab.reading("cpu", lambda event: event["epoch"] > epoch, within=START_S)
    return f"read again after {seconds:.1f} s, by systemd's restart"


STEPS = [
    Step("boot", "the guest boots", boot, needed=True, kinds=EVERYWHERE),
    Step("hardware", "the kernel finds the emulated chips", hardware, needed=True),
    Step("pi-hardware", "the kernel finds the Pi's own devices", pi_hardware, needed=True,
         kinds=("raspi3b",)),
    Step("start", "the agent starts under systemd", start, needed=True, kinds=EVERYWHERE),
    Step("pi-i2c", "TMP105 on the Pi's own controller, through Pi4J", pi_thermometer,
         kinds=("raspi3b",)),
    Step("scan", "sealpost-device scan lists what there is", scan),
]

LAST = [
    Step("killed", "the agent is killed", killed, kinds=EVERYWHERE),
]

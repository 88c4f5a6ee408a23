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


def thermometer(stream, module, chip, values, tolerance):
    """A step body: the chip takes each of VALUES, and the station shows it."""

    def run(lab):
        told = []
        for celsius in values:
            lab.order(module, f"{chip}milli {round(celsius * 1000)}")
            seconds = lab.temperature(stream, celsius, tolerance)
            told.append(f"{celsius} °C after {seconds:.1f} s")
        return ", ".join(told)

    return run


def scan(lab):
    """Where the unit's sandbox is not: as a human calls it, with the agent's user and group."""
    out = lab.guest.run("runuser -u sealpost -G i2c -- sealpost-device scan", timeout=300)
    expected = ["28-03a1b2c3d401", "28-03a1b2c3d40a", "cpu-thermal", "bme280"]
    if lab.machine.arch == "arm64":
        expected += ["0x18", "0x48", "0x49", "0x76"]
    missing = [word for word in expected if word not in out]
    require(not missing, f"scan does not say {', '.join(missing)}: {out}")
    return out


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


STEPS = [
    Step("boot", "the guest boots", boot, needed=True, kinds=EVERYWHERE),
    Step("hardware", "the kernel finds the emulated chips", hardware, needed=True),
    Step("pi-hardware", "the kernel finds the Pi's own devices", pi_hardware, needed=True,
         kinds=("raspi3b",)),
    Step("start", "the agent starts under systemd", start, needed=True, kinds=EVERYWHERE),
    Step("pi-i2c", "TMP105 on the Pi's own controller, through Pi4J", pi_thermometer,
         kinds=("raspi3b",)),
    Step("i2c", "TMP102, I2C through Pi4J",
         thermometer("i2c", "lab_i2c", "48 ", (30.25, -12.75, 22.5), 0.04), archs=("arm64",)),
    Step("one-wire", "DS18B20, w1_therm",
         thermometer("one-wire-a", "lab_w1", "0 ", (41.5, -10.125, 18.5), 0.04)),
    Step("one-wire-second", "a second DS18B20 on the same bus",
         thermometer("one-wire-b", "lab_w1", "1 ", (7.0625, -3.25), 0.04)),
    Step("thermal", "thermal zone",
         thermometer("cpu", "lab_thermal", "", (61.234, 48.312), 0.01)),
    Step("hwmon", "TMP102 of the kernel's driver, hwmon",
         thermometer("hwmon", "lab_i2c", "4a ", (35.5, 23.5), 0.07)),
    Step("iio", "BME280 of the kernel's driver, Industrial I/O",
         thermometer("iio", "lab_i2c", "77 ", (-12.5, 24.0), 0.02)),
    Step("scan", "sealpost-device scan lists what there is", scan),
]

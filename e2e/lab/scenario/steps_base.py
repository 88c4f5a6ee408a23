"""The machine boots, the kernel finds its chips, the agent reads them."""

from .step import Step, require

EVERYWHERE = ("virt", "raspi3b")
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
    seconds, _ = lab.reading("cpu", lambda event: True, within=120, since=mark)
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
    code, out = lab.guest.try_run("runuser -u sealpost -- sealpost-device scan", timeout=60)
    require(code == 0, f"sealpost-device scan ended with {code}: {out}")
    return out


STEPS = [
    Step("boot", "the guest boots", boot, needed=True, kinds=EVERYWHERE),
    Step("hardware", "the kernel finds the emulated chips", hardware, needed=True),
    Step("start", "the agent starts under systemd", start, needed=True),
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
]

"""The machine boots, the kernel finds its chips, the agent reads them."""

import time

from .step import Step, require

EVERYWHERE = ("virt", "raspi3b")
# The Java machine starts slowly where each instruction is translated.
START_S = 600
# Java's archive of the agent's classes is made, instruction by instruction.
INSTALL_S = 900
# Of the unit with the drop-in for sdptool, which this machine needs; 1.3 without, see installed.md.
EXPOSURE = 1.6
# A TLS handshake with both certificates takes more than the usual 20 s there.
PATIENCE = """sed -i '/^\\[broker\\]/a connect-timeout = "2m"' /etc/sealpost/device.toml
systemctl restart sealpost-device"""
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


def install(lab):
    lab.guest.run(f"{GUEST}/install-agent", timeout=INSTALL_S)
    state = lab.guest.try_run("systemctl is-enabled sealpost-device")[1].strip()
    require(state == "disabled", f"the unit is {state}, not disabled")
    return lab.guest.run("dpkg-query -W sealpost-device; du -h /var/cache/sealpost-device/*.jsa")


def start(lab):
    """The bundle of sealpost-provision installs the keys and enables the unit, as at a first boot."""
    lab.guest.run("sh /mnt/job/provision.sh", timeout=START_S)
    lab.guest.run(PATIENCE, timeout=START_S)
    mark = lab.station.mark()
    seconds, _ = lab.reading("cpu", lambda event: True, within=START_S, since=mark)
    exposure = lab.guest.run("systemd-analyze security sealpost-device --no-pager | tail -1")
    value = float(exposure.split(": ")[1].split()[0])
    require(value <= EXPOSURE, f"exposure {value} is over {EXPOSURE}")
    words = lab.guest.run("systemctl show -P StatusText sealpost-device").strip()
    return f'first reading opened {seconds:.1f} s after it; "{words}"; exposure {value}'


def archive(lab):
    """Made by the package on this machine, and in use: the agent's process has it mapped."""
    mapped = lab.guest.run(
        "grep -c device.jsa /proc/$(systemctl show -P MainPID sealpost-device)/maps || true"
    ).strip()
    require(mapped != "0", "the agent runs without the archive of its classes")
    return lab.guest.run("ls -sh /var/cache/sealpost-device") + f"{mapped} parts of it mapped"


def reboot(lab):
    """The kernel has the chips again only when their modules are loaded; a Pi's clock must be set."""
    epoch = max(event["epoch"] for event in lab.station.since(0) if "epoch" in event)
    mark = lab.station.mark()
    began = time.monotonic()
    lab.guest.reboot()
    up = time.monotonic() - began
    find = hardware if lab.machine.kind == "virt" else pi_hardware
    find(lab)
    _, event = lab.reading("cpu", lambda event: event["epoch"] > epoch, within=START_S, since=mark)
    back = time.monotonic() - began
    require(event["epoch"] == epoch + 1, f"epoch {event['epoch']} came after {epoch}")
    return f"up after {up:.1f} s, read again after {back:.1f} s by itself, in the next epoch"


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


def memory(lab):
    """Not a limit: what else but the libraries for chips and radios is loaded differs from a small agent."""
    status = lab.guest.run("cat /proc/$(systemctl show -P MainPID sealpost-device)/status")
    kib = {line.split(":")[0]: int(line.split()[1]) for line in status.splitlines()
           if line.startswith(("VmRSS", "RssAnon", "RssFile"))}
    return ", ".join(f"{name} {value / 1024:.1f} MiB" for name, value in kib.items())


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
    Step("install", "the agent's package is installed", install, needed=True, kinds=EVERYWHERE),
    Step("start", "a bundle provisions the agent, systemd starts it", start, needed=True,
         kinds=EVERYWHERE),
    Step("archive", "the archive of the agent's classes", archive, kinds=EVERYWHERE),
    Step("pi-i2c", "TMP105 on the Pi's own controller, through Pi4J", pi_thermometer,
         kinds=("raspi3b",)),
    Step("scan", "sealpost-device scan lists what there is", scan),
]

LAST = [
    Step("memory", "the agent's memory, all sensors running", memory, kinds=EVERYWHERE),
    Step("killed", "the agent is killed", killed, kinds=EVERYWHERE),
    Step("reboot", "the machine is rebooted", reboot, kinds=EVERYWHERE),
]

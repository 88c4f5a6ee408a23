"""From two machines with nothing on them to the first reading at the station."""

import time

from scenario.step import Step, require

from . import leftovers
from .lab import UNIT
from .operator import BROKER, DEVICE, PI, USER

SENSORS = """\
[[sensor]]
type = "simulated-temperature"
stream = "temperature"
interval = "1s"
"""
# The unit may protect itself no less.
EXPOSURE = 1.5


def boot(lab):
    for guest in (lab.guest, lab.broker):
        guest.boot()
    for guest in (lab.guest, lab.broker):
        guest.wait_until_up()
    lab.guest.run(f"useradd --create-home --shell /bin/bash {USER}")
    # As Raspberry Pi OS has it.
    lab.guest.path("/etc/sudoers.d/010-pi").write_text(f"{USER} ALL=(ALL) NOPASSWD: ALL\n")
    give_key(lab, lab.guest, f"/home/{USER}", USER)
    give_key(lab, lab.broker, "/root", "root")
    lab.before = leftovers.snapshot(lab.guest.root)
    return lab.guest.run(
        "systemctl --version | head -n 1; . /etc/os-release; echo $PRETTY_NAME; "
        "dpkg --print-architecture"
    )


def give_key(lab, guest, home, user):
    keys = guest.path(f"{home}/.ssh/authorized_keys")
    keys.parent.mkdir(mode=0o700, exist_ok=True)
    keys.write_text(lab.operator.public_key)
    guest.run(f"chown -R {user}: {home}/.ssh")
    state = guest.run("systemctl is-system-running").strip()
    require(state == "running", f"the guest {guest.name} is {state}")


def install(lab):
    """What it depends on comes along; nothing runs before there is anything to run with."""
    out = lab.install(lab.debs.device)
    enabled = lab.guest.try_run(f"systemctl is-enabled {UNIT}")[1].strip()
    require(enabled == "disabled", f"the unit is {enabled}, not disabled")
    nothing_runs(lab)
    return f"disabled, nothing runs; {summary(out)}"


def nothing_runs(lab):
    active = lab.guest.try_run(f"systemctl is-active {UNIT}")[1].strip()
    require(active == "inactive", f"the unit is {active}, not inactive")
    code, processes = lab.guest.try_run("pgrep -a java; pgrep -a -u sealpost")
    require(code == 1 and not processes, f"there runs: {processes}")
    failed = lab.guest.run("systemctl --failed --no-legend --plain")
    require(not failed.strip(), f"units failed: {failed}")


def summary(out):
    """apt's line: how many packages were upgraded, installed and removed; apt 3 has a table instead."""
    lines = [line.strip() for line in out.splitlines()]
    old = [line for line in lines if " newly installed" in line]
    return old[0] if old else next((line for line in lines if line.startswith("Upgrading: ")), "")


def init(lab):
    lab.operator.provision("init", lab.operator.site, "--host", BROKER)
    file = lab.operator.site / "site.toml"
    file.write_text(file.read_text().replace('install = ""', f'install = "ssh:root@{BROKER}"'))
    key = (lab.operator.site / "ca/issuing.key").read_text()
    require("ENCRYPTED" in key, "the issuing authority's key is not encrypted")
    mode = oct(lab.operator.site.stat().st_mode & 0o777)
    require(mode == "0o700", f"the site's folder has mode {mode}")
    return "authority's keys encrypted, folder closed to others"


def broker(lab):
    """Debian's Mosquitto with Debian's unit, on a machine of its own."""
    lab.broker.run("apt-get install -y -qq mosquitto", timeout=300)
    lab.operator.provision("broker")
    state = lab.broker.run("systemctl is-active mosquitto").strip()
    return f"mosquitto {state}; {lab.broker.run('mosquitto -h | head -n 1')}"


def broker_check(lab):
    out = lab.operator.provision("broker", "--check", timeout=600)
    return out.strip().splitlines()[-1]


def device(lab):
    sensors = lab.work / "sensors.toml"
    sensors.write_text(SENSORS)
    lab.operator.provision("device", DEVICE, "--to", f"{USER}@{PI}", "--sensors", sensors, "--yes")
    secrets = lab.guest.run("stat -c '%a %U %n' /etc/sealpost/secrets /etc/sealpost/secrets/*")
    wrong = [line for line in secrets.splitlines() if line.split()[:2] not in (["600", "root"], ["700", "root"])]
    require(not wrong, f"secrets are open: {wrong}")
    on_this_side = [str(path) for path in lab.operator.site.rglob("certificate.key")
                    if "devices" in path.parts]
    require(not on_this_side, f"the device's key is here: {on_this_side}")
    names = [line.split("/")[-1] for line in secrets.splitlines()[1:]]
    return f"by ssh and sudo; on the device: {', '.join(names)}"


def enable(lab):
    lab.operator.watch()
    began = time.monotonic()
    lab.guest.run(f"systemctl enable --now {UNIT}", timeout=120)
    ready = time.monotonic() - began
    lab.reading(since=0, within=120)
    opened = time.monotonic() - began
    return f"ready after {ready:.1f} s, first reading opened at the station after {opened:.1f} s"


def status(lab):
    words = lab.unit("StatusText")
    require(words.startswith("connected to"), f'its status is "{words}"')
    require(lab.unit("Type") == "notify", "the unit is not of type notify")
    priorities = lab.guest.run(f"journalctl -u {UNIT} -o json --output-fields=PRIORITY --no-pager")
    levels = {part for part in priorities.split('"PRIORITY":"')[1:] for part in part[:1]}
    return f'"{words}"; log lines of priorities {", ".join(sorted(levels))}'


def exposure(lab):
    line = lab.guest.run(f"systemd-analyze security {UNIT} --no-pager | tail -n 1").strip()
    value = float(line.split(": ")[1].split()[0])
    require(value <= EXPOSURE, f"exposure {value} is over {EXPOSURE}")
    return line.lstrip("→ ")


# As the drop-in itself says.
ENCRYPT = """\
set -e
systemd-creds setup
install -d -m 700 /etc/sealpost/secrets.encrypted
for f in /etc/sealpost/secrets/*; do
  systemd-creds encrypt --name="secrets_${f##*/}" "$f" "/etc/sealpost/secrets.encrypted/${f##*/}"
done
mkdir -p /etc/systemd/system/sealpost-device.service.d
ln -s /usr/share/sealpost/device/encrypted-secrets.conf /etc/systemd/system/sealpost-device.service.d/
systemctl daemon-reload
mv /etc/sealpost/secrets /root/secrets
systemctl restart sealpost-device
"""
DECRYPT = """\
mv /root/secrets /etc/sealpost/secrets
rm -r /etc/sealpost/secrets.encrypted /etc/systemd/system/sealpost-device.service.d
rm -f /var/lib/systemd/credential.secret
systemctl daemon-reload
systemctl restart sealpost-device
"""


def encrypted(lab):
    """With no secret in the clear on the disk but the host's own key."""
    epoch = lab.epoch()
    try:
        lab.guest.run(ENCRYPT, timeout=120)
        lab.next_epoch(epoch)
        clear = lab.guest.path("/etc/sealpost/secrets").exists()
        require(not clear, "the secrets lie in the clear all the same")
    finally:
        lab.guest.run(DECRYPT, timeout=120)
    lab.next_epoch(epoch + 1)
    return f"secrets encrypted on the disk, read again; {lab.no_gap()}"


STEPS = [
    Step("boot", "two guests boot: the device, the broker", boot, needed=True),
    Step("install", "`apt install ./sealpost-device_….deb`", install, needed=True),
    Step("init", "`sealpost-provision init`", init, needed=True),
    Step("broker", "`sealpost-provision broker`, by ssh", broker, needed=True),
    Step("broker-check", "`sealpost-provision broker --check`", broker_check),
    Step("device", "`sealpost-provision device` by ssh", device, needed=True),
    Step("enable", "`systemctl enable --now sealpost-device`", enable, needed=True),
    Step("status", "what `systemctl status` and the journal say", status),
    Step("exposure", "`systemd-analyze security`", exposure),
    Step("encrypted", "secrets encrypted by `systemd-creds`", encrypted),
]

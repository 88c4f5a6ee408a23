"""What becomes of keys, state and the running agent when the package comes and goes."""

import time

from scenario.step import Step, require

from . import leftovers
from .lab import UNIT

# What an upgrade and a removal must leave as it is.
PROVISIONED = "/etc/sealpost"
STATE = "/var/lib/sealpost"
KEPT_S = 5


def upgrade(lab):
    """While the broker is away, so that the journal has what must be kept."""
    deb, old, new = lab.debs.newer_device()
    keys, pid, epoch = sums(lab, PROVISIONED), lab.pid(), lab.epoch()
    invocation = lab.unit("InvocationID")
    lab.broker.run("systemctl stop mosquitto")
    mark = lab.station.mark()
    try:
        time.sleep(KEPT_S)
        out = lab.install(deb)
        require(lab.pid() not in (0, pid), f"the agent was not restarted: {out[-500:]}")
    finally:
        lab.broker.run("systemctl start mosquitto")
    back = lab.connected()
    lab.next_epoch(epoch)
    require(sums(lab, PROVISIONED) == keys, "the upgrade changed files in /etc/sealpost")
    kept = lab.kept(invocation, epoch, mark)
    require(kept >= KEPT_S - 2, f"only {kept} readings came of the old agent's journal")
    told = lab.no_gap()
    return (f"{old} to {new}: restarted, keys as before, epoch {epoch} and then "
            f"{epoch + 1}, connected {back:.1f} s after the broker was back, {kept} readings "
            f"from the journal; {told}")


def downgrade(lab):
    """Back to the version before, which apt wants to be asked for."""
    keys, pid, epoch = sums(lab, PROVISIONED), lab.pid(), lab.epoch()
    out = lab.install(lab.debs.device, "--allow-downgrades")
    lab.debs.newest = lab.debs.device
    require(lab.pid() not in (0, pid), f"the agent was not restarted: {out[-500:]}")
    lab.next_epoch(epoch)
    require(sums(lab, PROVISIONED) == keys, "the downgrade changed files in /etc/sealpost")
    version = lab.guest.run("dpkg-query -W -f '${Version}' sealpost-device")
    require(version in lab.debs.device.name.replace("_all", ""), f"version {version} is installed")
    return f"to {version}: restarted, keys as before, epoch {epoch} and then {epoch + 1}; {lab.no_gap()}"


def remove(lab):
    before = sums(lab, f"{PROVISIONED} {STATE}/epoch")
    lab.guest.run("apt remove -y sealpost-device", timeout=300)
    code, processes = lab.guest.try_run("pgrep -a -u sealpost")
    require(code == 1, f"there still runs: {processes}")
    require(not lab.guest.path("/usr/bin/sealpost-device").exists(), "the program is still there")
    loaded = lab.unit("LoadState")
    require(loaded in ("not-found", "masked"), f"the unit is {loaded}")
    require(sums(lab, f"{PROVISIONED} {STATE}/epoch") == before, "keys or state were changed")
    kept = lab.guest.run(f"du -sh {STATE} | cut -f 1").strip()
    return f"stopped, program and unit gone; keys and {kept} of state kept"


def reinstall(lab):
    """It was enabled when it was removed."""
    epoch = lab.epoch()
    lab.install(lab.debs.newest)
    enabled = lab.guest.try_run(f"systemctl is-enabled {UNIT}")[1].strip()
    active = lab.guest.try_run(f"systemctl is-active {UNIT}")[1].strip()
    began = time.monotonic()
    lab.guest.run(f"systemctl start {UNIT}", timeout=120)
    lab.next_epoch(epoch)
    back = time.monotonic() - began
    return (f"{enabled} still, {active} until it is started; read again {back:.1f} s after that; "
            f"{lab.no_gap()}")


# A second agent on the host: /etc/sealpost/NAME and /var/lib/sealpost-NAME are its own.
SECOND = f"{UNIT}@two"
MAKE_SECOND = f"""\
set -e
cd /etc/sealpost
cp -a --parents device.toml ca.pem certificate.pem secrets /root
mkdir two
mv /root/device.toml /root/ca.pem /root/certificate.pem /root/secrets two
sed -i 's:/var/lib/sealpost:/var/lib/sealpost-two:' two/device.toml
systemctl enable --now {SECOND}
test -n "$(ls -A /var/lib/sealpost-two)"
"""


def purge(lab):
    """With everything there that an owner may have added by then."""
    lab.drop_in("[Service]\nEnvironment=OWN=1\n")
    lab.guest.run(MAKE_SECOND, timeout=120)
    both = lab.guest.try_run(f"systemctl is-active {UNIT} {SECOND}")[1].split()
    require(both == ["active", "active"], f"before the purge the agents are {both}")
    lab.guest.run("apt purge -y sealpost-device", timeout=300)
    left = leftovers.left(lab.guest, lab.before, lab.broker)
    require(not left, f"left behind: {', '.join(left)}")
    code, processes = lab.guest.try_run("pgrep -a java; pgrep -a -u sealpost")
    require("java" not in processes, f"there still runs: {processes}")
    for name in (UNIT, SECOND):
        loaded = lab.guest.run(f"systemctl show -P LoadState {name}").strip()
        require(loaded == "not-found", f"the unit {name} is {loaded}")
    failed = lab.guest.run("systemctl --failed --no-legend --plain").strip()
    require(not failed, f"units failed: {failed}")
    return ("of two agents, keys, state, journal, cache and a drop-in: no file, user, group, unit or "
            "process is left, and no file in /etc, /usr or /var/lib that names Sealpost")


def station(lab):
    """On a machine that has Java by now."""
    lab.install(lab.debs.station)
    version = lab.guest.run("sealpost --version").strip()
    lab.guest.run("sealpost-provision --help >/dev/null")
    pages = lab.guest.run(
        "dpkg -L sealpost-station | grep '/man/man[1-8]/.' | xargs -n 1 basename"
    ).split()
    for page in pages:
        text = lab.guest.run(f"man {page.split('.')[0]} 2>&1 | head -n 60")
        require("SYNOPSIS" in text, f"man {page}: {text[:200]}")
    for program in ("sealpost", "sealpost-provision"):
        found = any(page.startswith(f"{program}.") for page in pages)
        require(found, f"there is no man page of {program} among {pages}")
    lab.guest.run("apt purge -y sealpost-station", timeout=300)
    left = leftovers.left(lab.guest, lab.before, lab.broker)
    require(not left, f"left behind: {', '.join(left)}")
    return f"{version}, man pages {', '.join(pages)}; purge leaves nothing"


def sums(lab, where):
    return lab.guest.run(f"find {where} -type f -exec sha256sum {{}} + | sort -k 2")


STEPS = [
    Step("upgrade", "`apt install` of a newer version", upgrade),
    Step("downgrade", "`apt install --allow-downgrades` of the older one", downgrade),
    Step("remove", "`apt remove`", remove),
    Step("reinstall", "`apt install` again", reinstall),
]

LAST = [
    Step("purge", "`apt purge sealpost-device`", purge),
    Step("station", "sealpost-station is installed and purged", station),
]

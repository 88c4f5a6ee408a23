"""What systemd does about an agent that is stuck, killed, wrongly configured or offline; and reboots."""

import time

from scenario.step import Step, require

from .lab import UNIT

HOUR_S = 3600
# As long as a test may take; the watchdog's time is shortened, so that it passes many times.
AWAY_S = 60
# So long readings gather before the guest boots anew.
OFFLINE_S = 10
SHORT_WATCHDOG = "[Service]\nWatchdogSec=5s\n"
SHORT_WATCHDOG_S = 5
CONFIGURATION = "/etc/sealpost/device.toml"


def watchdog(lab):
    """systemd sends SIGABRT; what is stopped cannot even die of that without SIGCONT."""
    limit = seconds(lab.unit("WatchdogUSec"))
    require(limit > 0, "the unit has no WatchdogSec")
    patience = limit + seconds(lab.unit("TimeoutStopUSec")) + seconds(lab.unit("RestartUSec")) + 5
    pid, restarts, epoch = lab.pid(), lab.restarts(), lab.epoch()
    lab.guest.run(f"kill -STOP {pid}")
    took = lab.wait_unit("restarted", lambda lab: lab.pid() not in (0, pid), within=patience)
    # Between there are the stacks of all threads.
    code, why = lab.guest.try_run(f"journalctl -u {UNIT} --no-pager -o cat -g 'Watchdog timeout'")
    require(code == 0, f"it was not the watchdog: {why}; {lab.agent_log()}")
    require(lab.restarts() == restarts + 1, f"{lab.restarts() - restarts} restarts, not one")
    back = lab.next_epoch(epoch)
    return (f"WatchdogSec is {limit:.0f} s; another process {took:.1f} s after SIGSTOP, read again "
            f"{back:.1f} s later; {lab.no_gap()}")


def broker_away(lab):
    """Longer than the watchdog's time many times over."""
    if not lab.hour:
        restart(lab, SHORT_WATCHDOG)
    limit = seconds(lab.unit("WatchdogUSec"))
    require(lab.hour or limit == SHORT_WATCHDOG_S, f"WatchdogSec is {limit} s all the same")
    away = HOUR_S if lab.hour else AWAY_S
    pid, restarts, before = lab.pid(), lab.restarts(), len(lab.readings())
    lab.broker.run("systemctl stop mosquitto")
    try:
        ended = time.monotonic() + away
        lab.wait_unit("offline", lambda lab: lab.unit("StatusText").startswith("offline"))
        words = lab.unit("StatusText")
        while time.monotonic() < ended:
            require(lab.pid() == pid, f"the agent did not stay; {lab.state()}")
            time.sleep(1)
    finally:
        lab.broker.run("systemctl start mosquitto")
    back = lab.connected()
    lab.reading(within=180)
    # One comes each second, and there was more than one before it was seen to be offline.
    lab.wait_unit("all there", lambda lab: len(lab.readings()) - before >= away, within=180)
    delivered = len(lab.readings()) - before
    kept = lab.no_gap()
    require((lab.pid(), lab.restarts()) == (pid, restarts), f"it was restarted; {lab.state()}")
    if not lab.hour:
        restart(lab, None)
    return (f'away for {away} s, WatchdogSec {limit:.0f} s: same process, no restart, "{words}"; '
            f"connected {back:.1f} s after the broker was back, {delivered} of these readings came; {kept}")


def restart(lab, drop_in):
    epoch = lab.epoch()
    lab.drop_in(drop_in)
    lab.guest.run(f"systemctl restart {UNIT}", timeout=120)
    lab.next_epoch(epoch)


def wrong_configuration(lab):
    """Longer than RestartSec, so that a restart would be seen."""
    file = lab.guest.path(CONFIGURATION)
    good, epoch = file.read_text(), lab.epoch()
    file.write_text(good + "\n[nonsense]\nkey = 1\n")
    try:
        lab.guest.try_run(f"systemctl restart {UNIT}", timeout=60)
        lab.wait_unit("failed", lambda lab: lab.unit("ActiveState") == "failed", within=30)
        pause = seconds(lab.unit("RestartUSec"))
        time.sleep(2 * pause)
        require(lab.unit("ActiveState") == "failed", f"it was started again; {lab.state()}")
        code, restarts = lab.unit("ExecMainStatus"), lab.restarts()
        require((code, restarts) == ("78", 0), f"exit code {code}, {restarts} restarts")
        said = lab.agent_log(20)
        require("nonsense" in said, f"it does not say what is wrong: {said}")
    finally:
        file.write_text(good)
    lab.guest.run(f"systemctl start {UNIT}", timeout=120)
    lab.next_epoch(epoch)
    line = next(line for line in said.splitlines() if "nonsense" in line).split(": ", 1)[1]
    return f'exit code 78, not started again in {2 * pause:.0f} s: "{line}"'


def killed(lab):
    restarts, epoch = lab.restarts(), lab.epoch()
    lab.guest.run(f"systemctl kill -s KILL {UNIT}")
    back = lab.next_epoch(epoch)
    require(lab.restarts() == restarts + 1, f"{lab.restarts() - restarts} restarts, not one")
    return f"read again after {back:.1f} s, by systemd's restart; {lab.no_gap()}"


def reboot(lab):
    boot = lab.guest.run("cat /proc/sys/kernel/random/boot_id").strip()
    epoch = lab.epoch()
    mark = lab.station.mark()
    began = time.monotonic()
    lab.guest.try_run("systemctl reboot")
    lab.guest.wait_until_up(other_than=boot)
    up = time.monotonic() - began
    lab.reading(lambda event: event["epoch"] == epoch + 1, within=120, since=mark)
    back = time.monotonic() - began
    return (f"up after {up:.1f} s, read again after {back:.1f} s, epoch {epoch} and then {epoch + 1}; "
            f"{lab.no_gap()}")


def reboot_offline(lab):
    """What is in the journal outlives the reboot."""
    boot = lab.guest.run("cat /proc/sys/kernel/random/boot_id").strip()
    epoch, invocation = lab.epoch(), lab.unit("InvocationID")
    lab.broker.run("systemctl stop mosquitto")
    mark = lab.station.mark()
    try:
        time.sleep(OFFLINE_S)
        lab.guest.try_run("systemctl reboot")
        lab.guest.wait_until_up(other_than=boot)
        words = lab.unit("StatusText")
        require(words.startswith("offline"), f'its status is "{words}"')
    finally:
        lab.broker.run("systemctl start mosquitto")
    back = lab.connected()
    lab.next_epoch(epoch)
    kept = lab.kept(invocation, epoch, mark)
    require(kept >= OFFLINE_S - 2, f"only {kept} readings came of the boot before")
    told = lab.no_gap()
    return (f"up without a broker; connected {back:.1f} s after it was back, epoch {epoch} and then "
            f"{epoch + 1}, {kept} readings of the boot before came from the journal; {told}")


def seconds(words):
    """What systemctl show says of a time: "1min 30s", "5s", "500ms", "infinity"."""
    units = {"ms": 0.001, "s": 1, "min": 60, "h": 3600}
    total = 0.0
    for word in words.split():
        number = word.rstrip("mshin")
        total += float(number) * units[word[len(number):]] if number else 0.0
    return total


STEPS = [
    Step("watchdog", "the agent is stopped (SIGSTOP)", watchdog),
    Step("broker-away", "the broker is away", broker_away),
    Step("configuration", "the configuration is wrong", wrong_configuration),
    Step("killed", "the agent is killed (SIGKILL)", killed),
    Step("reboot", "the guest is rebooted", reboot),
    Step("reboot-offline", "it is rebooted while the broker is away", reboot_offline),
]

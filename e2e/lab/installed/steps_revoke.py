"""A device that nobody trusts any more."""

import subprocess
import time

from scenario.step import Step, require

from .lab import UNIT
from .operator import BROKER, DEVICE, stop

# The broker is started anew, and the agent tries again within a minute.
REFUSED_S = 90
TOPIC = f"sealpost/{DEVICE}/temperature"
# What a thief has: the device's key, and somebody's certificate that the broker accepts.
THIEF = {
    "ca.pem": lambda lab: lab.operator.site / "ca/ca.pem",
    "certificate.pem": lambda lab: lab.operator.site / "station/certificate.pem",
    "certificate.key": lambda lab: lab.operator.site / "station/certificate.key",
    "psk": lambda lab: lab.guest.path("/etc/sealpost/secrets/psk"),
}
STOLEN = f"""\
[device]
id = "{DEVICE}"
state = "state"

[broker]
url = "mqtts://{BROKER}:8883"
ca-file = "ca.pem"
certificate-file = "certificate.pem"
certificate-key-file = "certificate.key"

[seal]
key-file = "psk"

[[sensor]]
type = "simulated-temperature"
stream = "stolen"
interval = "1s"
"""


def revoke(lab):
    """What the device sends from then on is refused at the broker; what it sent before, at the station."""
    station = lab.operator.site / "station"
    sealed = record(lab)
    began = time.monotonic()
    lab.operator.provision("revoke", DEVICE, "--yes")
    lab.wait_unit("refused by the broker", refused, within=REFUSED_S)
    took = time.monotonic() - began
    mark = lab.station.mark()
    lab.guest.run(f"systemctl restart {UNIT}", timeout=60)
    again = lab.unit("InvocationID")
    lab.wait_unit("refused after its restart", lambda lab: refused(lab, again), within=REFUSED_S)
    require(not lab.readings(mark), f"a reading was opened all the same: {lab.last()}")
    keys = [path for path in (station / "keys").glob(f"{DEVICE}*") if "key =" in path.read_text()]
    require(not keys, f"the station has its key still: {keys}")
    replayed = replay(lab, sealed)
    forged = stolen(lab)
    return (f'its next connect is refused, {took:.1f} s after the command began: "{refused(lab)}"; the '
            f'broker: "{broker_said(lab)}"; the station, of what was sent before: "{replayed}", of new '
            f'readings under the old key: "{forged}"')


def refused(lab, run=None):
    """What the agent logged last about its revocation, in RUN if that is given; empty if nothing."""
    log = lab.agent_log(20, run)
    said = [line.split("]: ", 1)[1] for line in log.splitlines() if "certificate was revoked" in line]
    return said[-1].split(": ", 1)[1].split("; next", 1)[0] if said else ""


def broker_said(lab):
    log = lab.broker.run("tail -n 60 /var/log/mosquitto/mosquitto.log; journalctl -u mosquitto -n 60")
    said = [line for line in log.splitlines()
            if "verify failed" in line or "not authorised" in line or "protocol error" in line]
    require(said, f"the broker's log says nothing: {log[-500:]}")
    return said[-1].split("error:", 1)[-1].strip()


def client(lab, program, *words, **pipes):
    """Runs one of Mosquitto's programs, connected as the station."""
    station = lab.operator.site / "station"
    command = [
        program, "-h", BROKER, "-p", "8883", "-i", f"lab-{program}",
        "--cafile", lab.operator.site / "ca/ca.pem",
        "--cert", station / "certificate.pem", "--key", station / "certificate.key",
        "-t", TOPIC, "-q", "1", *words,
    ]
    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=60, check=False, **pipes)
    require(done.returncode == 0, f"{program} as the station ended with {done.returncode}")
    return done.stdout


def record(lab):
    """A sealed reading as the broker passes it on."""
    return client(lab, "mosquitto_sub", "-C", "1", "-N", "-W", "30")


def replay(lab, sealed):
    """Sends SEALED again, for which the broker's rules must be loosened; why the station refuses it."""
    with open(lab.broker.path("/etc/mosquitto/sealpost/acl"), "a", encoding="utf-8") as rules:
        rules.write(f"\nuser station\ntopic write sealpost/{DEVICE}/#\n")
    lab.broker.run("systemctl reload mosquitto")
    mark = lab.station.mark()
    client(lab, "mosquitto_pub", "-s", input=sealed)
    return refusal(lab, mark, TOPIC.split("/")[-1])


def stolen(lab):
    """Has an agent that the broker lets in seal new readings under the device's key; what is said of them."""
    folder = lab.work / "stolen"
    folder.mkdir(mode=0o700)
    for name, source in THIEF.items():
        (folder / name).touch(0o600)
        (folder / name).write_bytes(source(lab).read_bytes())
    (folder / "device.toml").write_text(STOLEN)
    mark = lab.station.mark()
    with open(lab.work / "stolen.log", "wb") as log:
        agent = subprocess.Popen(
            [lab.operator.checkout / "device/target/deb/usr/bin/sealpost-device",
             "run", "--config", folder / "device.toml"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )
        try:
            return refusal(lab, mark, "stolen")
        finally:
            stop(agent)


def refusal(lab, mark, stream):
    """Why the station refuses what comes on STREAM after MARK."""
    event = lab.station.wait_for(
        lambda event: event["event"] == "refused" and event.get("device") == DEVICE
        and event.get("stream") == stream,
        30, mark,
    )
    require(event is not None, f"the station says of {stream}: {lab.station.since(mark)}")
    return event["reason"]


STEPS = [Step("revoke", "`sealpost-provision revoke`", revoke)]

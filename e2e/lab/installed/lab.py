"""The guest, the agent in it and the station outside, as the steps see them."""

import re
import shutil
import time

from scenario.step import StepFailed, require

from .leftovers import INSTALL_S

UNIT = "sealpost-device"
# A machine that is busy starts Java slowly.
BOUND_S = 120


class Lab:
    def __init__(self, work, guest, broker, operator, debs, hour):
        # As scenario's machine has it: where logs go.
        self.work = work
        self.guest = guest
        self.broker = broker
        self.operator = operator
        self.debs = debs
        self.hour = hour
        # What the guest had before anything was installed.
        self.before = None

    @property
    def station(self):
        return self.operator.station

    def install(self, deb, options=""):
        """apt install ./DEB, as its user does; what apt printed."""
        there = self.guest.path(f"/root/{deb.name}")
        shutil.copy(deb, there)
        try:
            return self.guest.run(
                f"cd /root && apt install -y {options} ./{deb.name}", timeout=INSTALL_S
            )
        finally:
            there.unlink()

    # --- the unit -----------------------------------------------------------------------------------

    def unit(self, name):
        """A property of the unit, as systemctl show prints it."""
        return self.guest.run(f"systemctl show -P {name} {UNIT}").strip()

    def pid(self):
        return int(self.unit("MainPID"))

    def restarts(self):
        return int(self.unit("NRestarts"))

    def wait_unit(self, told, good, within=BOUND_S):
        """Seconds until GOOD(lab); StepFailed says that it is not TOLD."""
        began = time.monotonic()
        while not good(self):
            if time.monotonic() - began > within:
                raise StepFailed(f"not {told} in {within} s; {self.state()}")
            time.sleep(0.1)
        return time.monotonic() - began

    def state(self):
        names = ["ActiveState", "SubState", "Result", "ExecMainStatus", "NRestarts", "StatusText"]
        return ", ".join(f"{name}={self.unit(name)}" for name in names)

    def connected(self, within=BOUND_S):
        """Seconds until the agent says that it is; the station outside may take longer to come back."""
        return self.wait_unit(
            "connected", lambda lab: lab.unit("StatusText").startswith("connected"), within
        )

    def agent_log(self, lines=40, run=None):
        """The end of its log, of RUN only if that is given (InvocationID)."""
        match = f"-u {UNIT}" if run is None else f"_SYSTEMD_INVOCATION_ID={run}"
        return self.guest.run(f"journalctl {match} --no-pager -o short-precise -n {lines}")

    def drop_in(self, text):
        """Settings above the unit's own, as systemctl edit makes them; none takes them away."""
        folder = self.guest.path(f"/etc/systemd/system/{UNIT}.service.d")
        file = folder / "lab.conf"
        if text is None:
            file.unlink()
            folder.rmdir()
        else:
            folder.mkdir(exist_ok=True)
            file.write_text(text)
        self.guest.run("systemctl daemon-reload")

    # --- readings -----------------------------------------------------------------------------------

    def readings(self, since=0):
        return [event for event in self.station.since(since) if event["event"] == "reading"]

    def reading(self, good=lambda event: True, within=BOUND_S, since=None):
        """Seconds until a reading for which GOOD(event) is opened outside, and that reading."""
        mark = self.station.mark() if since is None else since
        began = time.monotonic()
        event = self.station.wait_for(
            lambda event: event["event"] == "reading" and good(event), within, mark
        )
        if event is None:
            raise StepFailed(f"no such reading in {within} s; {self.last()}; {self.state()}")
        return time.monotonic() - began, event

    def last(self):
        seen = self.readings()
        return f"the last one: {seen[-1]}" if seen else "there was none ever"

    def epoch(self):
        """The newest that was seen."""
        return max(event["epoch"] for event in self.readings())

    def next_epoch(self, epoch, within=BOUND_S):
        """Seconds until a reading of the epoch after EPOCH; no epoch is left out."""
        seconds, event = self.reading(lambda event: event["epoch"] > epoch, within, since=0)
        require(event["epoch"] == epoch + 1, f"epoch {event['epoch']} came after {epoch}")
        return seconds

    def holes(self):
        """Sequences that are missing of those that were opened, by stream and epoch: each begins alike."""
        seen = {}
        for event in self.readings():
            seen.setdefault((event["stream"], event["epoch"]), set()).add(event["sequence"])
        first = min((min(numbers) for numbers in seen.values()), default=0)
        return {
            key: missing
            for key, numbers in seen.items()
            if (missing := sorted(set(range(first, max(numbers) + 1)) - numbers))
        }

    def no_gap(self, within=BOUND_S):
        """Until nothing is missing: what was kept comes after what is new, perhaps."""
        deadline = time.monotonic() + within
        while self.holes() and time.monotonic() < deadline:
            time.sleep(0.2)
        require(not self.holes(), f"readings are missing: {self.holes()}")
        lost = [event for event in self.station.since(0) if event["event"] in ("dropped", "refused")]
        require(not lost, f"readings were lost: {lost[:2]}")
        return f"{len(self.readings())} readings without a gap"

    def kept(self, invocation, epoch, mark):
        """How many readings of EPOCH have come after MARK, once all have that waited when the agent stopped.

        It says itself how many, at the end of INVOCATION: what is missing at an end shows as no gap.
        """
        said = self.guest.run(
            f"journalctl _SYSTEMD_INVOCATION_ID={invocation} -o cat --no-pager -g 'not acknowledged'"
        )
        waiting = int(re.search(r"(\d+) messages? \(", said).group(1))

        def came():
            return sum(event["epoch"] == epoch for event in self.readings(mark))

        self.wait_unit(f"all {waiting} there", lambda lab: came() >= waiting)
        return came()

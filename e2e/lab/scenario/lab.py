"""The machine, the agent in it and the station outside, as the steps see them."""

import time

from .site import DEVICE
from .step import StepFailed, require

# The bound: a fault is told, and its end is seen, within this time.
BOUND_S = 30


class Lab:
    def __init__(self, machine, site, guest):
        self.machine = machine
        self.site = site
        self.guest = guest

    @property
    def station(self):
        return self.site.station

    def order(self, module, words):
        """Tells an emulated chip what to do; modules/*.c list the orders."""
        self.guest.run(f"printf %s '{words}' >/sys/kernel/debug/{module}")

    def reading(self, stream, good, within=BOUND_S, since=None):
        """Seconds until a reading of STREAM is opened outside for which GOOD(event) is true."""
        mark = self.station.mark() if since is None else since
        began = time.monotonic()

        def wanted(event):
            return event["event"] == "reading" and event["stream"] == stream and good(event)

        event = self.station.wait_for(wanted, within, mark)
        if event is None:
            raise StepFailed(f"no such reading of {stream} in {within} s; {self.last(stream)}")
        return time.monotonic() - began, event

    def temperature(self, stream, celsius, tolerance=0.04, within=BOUND_S):
        """Seconds until STREAM shows CELSIUS, which no earlier reading may count for."""
        seconds, event = self.reading(
            stream, lambda event: abs(event["value"] - celsius) <= tolerance, within
        )
        require(not event.get("simulated"), f"{stream} says that it is simulated")
        return seconds

    def failure(self, stream, words, within=BOUND_S):
        """Seconds until hello says of STREAM's sensor that it fails, with one of WORDS in it."""
        mark = self.station.mark()
        began = time.monotonic()

        def wanted(event):
            text = self._failure_in(event, stream)
            return text is not None and any(word in text for word in words)

        event = self.station.wait_for(wanted, within, mark)
        if event is None:
            raise StepFailed(
                f"no hello says within {within} s that {stream} fails with "
                f"{' or '.join(words)}; {self.last_failure(stream)}"
            )
        return time.monotonic() - began, self._failure_in(event, stream)

    def healthy(self, stream, within=BOUND_S):
        """Seconds until hello says no more that STREAM's sensor fails."""
        mark = self.station.mark()
        began = time.monotonic()

        def wanted(event):
            return event["event"] == "hello" and self._failure_in(event, stream) is None

        if self.station.wait_for(wanted, within, mark) is None:
            raise StepFailed(f"hello still says that {stream} fails; {self.last_failure(stream)}")
        return time.monotonic() - began

    def last(self, stream):
        seen = [
            event
            for event in self.station.since(0)
            if event["event"] == "reading" and event["stream"] == stream
        ]
        return f"the last one: {seen[-1]}" if seen else "there was none ever"

    def last_failure(self, stream):
        hellos = [event for event in self.station.since(0) if event["event"] == "hello"]
        if not hellos:
            return "there was no hello"
        return f"the last hello says: {self._failure_in(hellos[-1], stream)}"

    def agent_log(self):
        return self.guest.run("journalctl -u sealpost-device --no-pager -o short-precise")

    @staticmethod
    def _failure_in(event, stream):
        if event["event"] != "hello" or event["device"] != DEVICE:
            return None
        return event.get("streams", {}).get(stream, {}).get("failure")

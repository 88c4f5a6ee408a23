"""What each costs while both run."""

import dataclasses
import statistics
import time

from . import processes
from .site import TOPICS, NotMeasured

LOOK = 5


@dataclasses.dataclass
class Steady:
    """Of one of the two, while both ran: KiB (medians), seconds of CPU, readings that arrived."""

    resident: float
    proportional: float
    private: float
    cpu: float
    wakes: float
    readings: int
    seconds: float


def measure(site, warm_up, seconds):
    """Runs both at one time beside a subscriber."""
    subscriber, lines = site.subscriber()
    running = {name: site.start(name) for name in TOPICS}
    drain(site, lines, time.monotonic() + warm_up, dict.fromkeys(TOPICS, 0))
    began = time.monotonic()
    before = {name: Mark(running[name].pid) for name in TOPICS}
    counts = dict.fromkeys(TOPICS, 0)
    memories = {name: [] for name in TOPICS}
    while (left := began + seconds - time.monotonic()) > 0:
        drain(site, lines, time.monotonic() + min(LOOK, left), counts)
        for name, process in running.items():
            if process.poll() is not None:
                raise NotMeasured(f"{name} ended: {site.log(name)}")
            memories[name].append(processes.memory(process.pid))
    found = {name: before[name].until(counts[name], memories[name]) for name in TOPICS}
    for process in [*running.values(), subscriber]:
        site.stop(process)
    return found


def drain(site, lines, deadline, counts):
    """Counts what arrives until then, and keeps the broker's log from filling its pipe."""
    names = {topic: name for name, topic in TOPICS.items()}
    while (line := lines.next(deadline)) is not None:
        counts[names[line[1]]] += 1
    while site.broker.next(0) is not None:
        pass


class Mark:
    """What a process had used at one moment."""

    def __init__(self, pid):
        self.pid = pid
        self.moment = time.monotonic()
        self.cpu = processes.cpu(pid)
        self.wakes = processes.wakes(pid)

    def until(self, readings, memories):
        if readings == 0:
            raise NotMeasured("no reading arrived")
        median = [statistics.median(column) for column in zip(*memories)]
        cpu, wakes = processes.cpu(self.pid) - self.cpu, processes.wakes(self.pid) - self.wakes
        return Steady(*median, cpu, wakes, readings, time.monotonic() - self.moment)

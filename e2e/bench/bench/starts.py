"""From the start of the launcher to the first acknowledgement."""

import dataclasses
import shutil
import time

from . import processes
from .site import AGENT, PATIENCE, TOPICS, NotMeasured


@dataclasses.dataclass
class Start:
    """Seconds from just before the fork of the launcher until the broker logs that it sends PUBACK.

    `first` is for whatever came first (the agent says that it is online), `reading` for the first
    reading; `cpu` is what the process tree had used when the first was seen.
    """

    first: float
    reading: float
    cpu: float


def measure(site, count):
    """Starts of both in turns; the first of each, which fills the file cache, does not count."""
    found = {name: [] for name in TOPICS}
    for turn in range(count + 1):
        for name, measured in found.items():
            start = once(site, name)
            if turn > 0:
                measured.append(start)
    return found


def once(site, name):
    if name == AGENT:
        shutil.rmtree(site.folder / "state", ignore_errors=True)
    while site.broker.next(time.monotonic() + 0.2) is not None:
        pass
    begin = time.monotonic()
    process = site.start(name)
    try:
        return acknowledged(site, name, process, begin)
    finally:
        site.stop(process)


def acknowledged(site, name, process, begin):
    first = cpu = reading = None
    while (line := site.broker.next(begin + PATIENCE)) is not None:
        moment, text = line
        if f"Received PUBLISH from {name} " in text and TOPICS[name] in text:
            reading = text.split(" m")[1].split(",")[0]
        if f"Sending PUBACK to {name} " in text:
            if first is None:
                first, cpu = moment - begin, processes.cpu(process.pid)
            if reading is not None and f"(m{reading}," in text:
                return Start(first, moment - begin, cpu)
    raise NotMeasured(f"{name} published nothing within {PATIENCE} s: {site.log(name)}")

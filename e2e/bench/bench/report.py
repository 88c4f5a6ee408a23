"""The figures, and whether they are within the bounds."""

import os
import pathlib
import statistics
import subprocess

from .site import AGENT, PYTHON

MOST_RESIDENT = 55.0
MOST_RESIDENT_RATIO = 2.0
MOST_CPU_RATIO = 1.2
MOST_START_MILLIS = 750.0


def begin(site):
    """Says what is measured, and on what."""
    model = "unknown processor"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    print(f"{os.cpu_count()} x {model}, {memory:.1f} GiB, load {os.getloadavg()[0]:.2f}")
    home = os.environ.get("JAVA_HOME")
    program = os.path.join(home, "bin", "java") if home else "java"
    java = subprocess.run([program, "-version"], capture_output=True, text=True, check=False)
    python = subprocess.run([PYTHON, "--version"], capture_output=True, text=True, check=False)
    print(f"{java.stderr.splitlines()[0]}; {python.stdout.strip()}")
    print(f"{site.agent}, sealing {site.seal}, one reading a second")


def end(starts, steady):
    """Prints the table; 0 if all is within the bounds."""
    rows = [*starting(starts), *running(steady)]
    print(f"load afterwards {os.getloadavg()[0]:.2f}\n")
    print(f"{'':38}{'agent':>10}{'Python':>10}{'ratio':>8}  bound")
    for name, agent, peer, bound in rows:
        print(f"{name:38}{agent:>10.2f}{peer:>10.2f}{agent / peer if peer else 0:>8.2f}  {bound}")
    missed = [text for good, text in bounds({row[0]: row for row in rows}) if not good]
    for text in missed:
        print(f"not reached: {text}")
    return 1 if missed else 0


def starting(found):
    """Rows of the starts: medians, and the best of each."""
    rows = []
    for words, field in [("first PUBACK", "first"), ("first reading's PUBACK", "reading")]:
        times = {name: [getattr(start, field) * 1000 for start in of] for name, of in found.items()}
        agent, peer = (statistics.median(times[name]) for name in (AGENT, "peer"))
        rows.append((f"start to {words}, ms", agent, peer, ""))
        rows.append((f"  the fastest of {len(times[AGENT])}", *map(min, times.values()), ""))
    used = [statistics.median(start.cpu * 1000 for start in of) for of in found.values()]
    rows.append(("CPU until the first PUBACK, ms", *used, ""))
    rows[0] = (*rows[0][:3], f"<= {MOST_START_MILLIS:.0f} ms")
    return rows


def running(found):
    """Rows of the steady state."""
    both = list(found.values())
    return [
        ("RSS, MiB", *(one.resident / 1024 for one in both),
         f"<= {MOST_RESIDENT:.0f} MiB, <= {MOST_RESIDENT_RATIO:.1f} x"),
        ("PSS, MiB", *(one.proportional / 1024 for one in both), ""),
        ("private memory, MiB", *(one.private / 1024 for one in both), ""),
        ("CPU a reading, ms", *(one.cpu * 1000 / one.readings for one in both),
         f"<= {MOST_CPU_RATIO:.1f} x"),
        ("waits a second", *(one.wakes / one.seconds for one in both), ""),
        ("readings that arrived", *(one.readings for one in both), ""),
    ]


def bounds(rows):
    """Whether each is within its bound, and how to say that it is not."""
    start = rows["start to first PUBACK, ms"]
    resident = rows["RSS, MiB"]
    cpu = rows["CPU a reading, ms"]
    return [
        (start[1] <= MOST_START_MILLIS, f"{start[1]:.0f} ms to the first PUBACK"),
        (resident[1] <= MOST_RESIDENT, f"{resident[1]:.1f} MiB resident"),
        (resident[1] <= MOST_RESIDENT_RATIO * resident[2],
         f"{resident[1] / resident[2]:.2f} times the memory"),
        (cpu[1] <= MOST_CPU_RATIO * cpu[2], f"{cpu[1] / cpu[2]:.2f} times the CPU"),
    ]

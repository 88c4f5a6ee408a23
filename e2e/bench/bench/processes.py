"""What the kernel says of a process and its children."""

import os
import pathlib

PROC = pathlib.Path("/proc")
TICK = os.sysconf("SC_CLK_TCK")


def tree(root):
    """The process and all that descend from it and still run."""
    parents = {}
    for folder in PROC.glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[int(folder.name)] = int(fields[1])
    found = [root]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return found


def cpu(root):
    """Seconds of CPU of the tree, with the children that ended and were waited for."""
    total = 0
    for process in tree(root):
        try:
            fields = (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += sum(int(field) for field in fields[11:15])
    return total / TICK


def memory(root):
    """KiB of the tree: (resident, proportional, private)."""
    resident = proportional = private = 0
    for process in tree(root):
        try:
            lines = (PROC / str(process) / "smaps_rollup").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):
            continue
        sizes = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:]}
        resident += sizes["Rss"]
        proportional += sizes["Pss"]
        private += sizes["Private_Clean"] + sizes["Private_Dirty"]
    return resident, proportional, private


def wakes(root):
    """How often threads of the tree gave up the processor to wait."""
    total = 0
    for process in tree(root):
        for task in (PROC / str(process) / "task").glob("*"):
            try:
                lines = (task / "status").read_text().splitlines()
            except (FileNotFoundError, ProcessLookupError):
                continue
            total += sum(int(line.split()[1]) for line in lines if line.startswith("voluntary"))
    return total
